/**
 * One campaign's object: what everyone who works on it shares. It guards and delegates; each noun
 * has a file in board/.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type {
  BoardSnapshot,
  Correction,
  Erased,
  LastSet,
  LoggedCall,
  Outcome,
  WebhookDelivery,
} from '../shared/board.ts'
import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import type { Identity } from './auth.ts'
import type { Admission } from './board/admission.ts'
import type { LogPage, LogQuery } from './board/call-log.ts'
import type { ControlName, ControlValues } from './board/controls.ts'
import { createNouns, type Nouns } from './board/nouns.ts'
import type { Change } from './board/registration.ts'
import { snapshotOf } from './board/snapshot.ts'
import { boundDialer } from './bound-dialer.ts'
import type { Env } from './env.ts'
import { hasTables } from './migrations.ts'
import { meaningsOf } from './news.ts'
import type { NumberedNews } from './outbox.ts'
import { matchesPasscode } from './passcode.ts'
import { closeWith, refuseSocket } from './refusal.ts'

/** Who a token is for, and when it was made. */
type Bearer = Pick<Identity, 'userId' | 'issuedAt'>

/** What is shared by everyone who works on one campaign. */
export class CampaignBoard extends DurableObject<Env> {
  /** Put together when it is needed: an object that is only asked about a campaign keeps nothing. */
  #built: Nouns | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    if (this.#exists) ctx.blockConcurrencyWhile(() => this.#nouns.clock.start())
  }

  /** Whether anything is known of the campaign here. */
  get #exists(): boolean {
    return this.#built !== null || hasTables(this.ctx.storage.sql)
  }

  get #nouns(): Nouns {
    this.#built ??= createNouns(this.ctx, this.env, {
      snapshot: (version) => this.#snapshot(version),
      teach: (userId) => this.#teach(userId),
      forget: (userId, number) => this.#forget(userId, number),
      stop: () => this.#stop(),
    })
    return this.#built
  }

  /** The campaign as consoles show it; null if nobody set it up here. */
  settings(): CampaignSettings | null {
    if (!this.#exists) return null
    const settings = this.#nouns.registration.settings()
    const dialling = this.#nouns.controls.get('dialling')
    if (!settings || !dialling) return settings
    return { ...settings, dialling: { running: dialling.value, at: dialling.at } }
  }

  /** Sets the campaign up. A passcode of undefined leaves the one that is set. */
  async register(settings: CampaignSettings, passcode?: string): Promise<void> {
    await this.#nouns.registration.register(settings, passcode)
    this.#settingsChanged()
  }

  /** Changes some settings; nothing happens to a campaign that nobody set up here. */
  async change(change: Change, passcode?: string): Promise<void> {
    await this.#nouns.registration.change(change, passcode)
    this.#settingsChanged()
  }

  /** Whether this is the campaign's passcode; takes as long for a campaign that has none. */
  async admits(passcode: string): Promise<boolean> {
    const known = this.#exists ? this.#nouns.registration.passcode() : null
    return matchesPasscode(passcode, known)
  }

  /** Whether a console of this user may come in, or stay with a new token. */
  admit(who: Bearer): Admission {
    const settings = this.settings()
    if (!settings) return { refused: 'unknown-campaign' }
    const retryAt = this.endedUntil(who)
    if (retryAt !== null) return { refused: 'token-revoked', retryAt }
    if (this.#nouns.roster.isFullFor(who.userId)) return { refused: 'campaign-full' }
    return { settings }
  }

  /** When a newer token may be good, if a supervisor has ended this one; null if nobody has. */
  endedUntil({ userId, issuedAt }: Bearer): number | null {
    if (!this.#exists) return null
    const since = this.#nouns.revocations.since(userId)
    return since !== null && issuedAt <= since ? since : null
  }

  /**
   * Ends a user's tokens for this campaign.
   * @returns from when on a token must have been made, in milliseconds since 1970
   */
  revoke(userId: string): number {
    const since = this.#nouns.revocations.add(userId, Date.now())
    this.#nouns.watchers.revoke(userId, since)
    return since
  }

  /** A socket of a supervisor that the worker has admitted. */
  override fetch(request: Request): Response {
    if (!this.settings()) return refuseSocket(new ConsoleError('unknown-campaign'))
    return this.#nouns.watchers.open(request)
  }

  /** Supervisors act over HTTP; on the socket they only listen. */
  override webSocketMessage(socket: WebSocket): void {
    closeWith(socket, new ConsoleError('bad-request'))
  }

  override webSocketClose(socket: WebSocket): void {
    // Without our half of the goodbye the page's socket would hang in CLOSING.
    socket.close()
  }

  /** Everything a supervisor's page shows live; null if nobody set the campaign up here. */
  snapshot(): BoardSnapshot | null {
    return this.#snapshot(Date.now())
  }

  /**
   * Takes news of a user's session in; what it has heard before is dropped.
   * @returns the highest number that is taken now
   */
  hear(userId: string, news: readonly NumberedNews[]): number {
    const known = this.#nouns.roster.heard(userId)
    const fresh = news.filter(({ seq }) => seq > known)
    const newest = fresh.at(-1)?.seq
    if (newest === undefined) return known
    const told = fresh.map(({ news }) => news)
    const presence = told.findLast((news) => news.subject === 'presence')?.presence
    // The number last: whatever cannot be kept is told again, and none of it counts twice.
    for (const news of told) {
      if (news.subject === 'call') this.#takeCall(news.call)
      else if (news.subject === 'named') this.#nouns.log.remove(userId, news.callId)
    }
    const { roster, leases, pupils } = this.#nouns
    const now = Date.now()
    const agentId = presence?.agentId ?? null
    if (presence !== undefined) leases.move(userId, roster.agentIdOf(userId), agentId, now)
    roster.hear(userId, newest, presence, now)
    if (known === 0) pupils.welcome(userId, now)
    this.#changed()
    return newest
  }

  /** Some of the campaign's calls, newest first. */
  calls(query: LogQuery): LogPage {
    return this.#nouns.log.page(query)
  }

  /** A user's last calls. */
  callsOf(userId: string, limit: number): LoggedCall[] {
    return this.#nouns.history.of(userId, limit)
  }

  /** Earlier calls with the person of one of the user's calls; null for a number that the log knows. */
  contactsOf(userId: string, callId: string, number: string | null, limit: number): LoggedCall[] {
    return this.#nouns.history.contacts(userId, callId, number, limit)
  }

  /** Adds a correction to one of the user's finished calls; false if there is no such call. */
  correct(userId: string, callId: string, correction: Correction): boolean {
    const call = this.#nouns.history.correct(userId, callId, correction)
    const settings = this.settings()
    if (!call || !settings) return false
    // Whoever is not to be called is not, however late that was said, and also of a call that was left.
    const meanings = meaningsOf(correction, settings)
    this.#nouns.marks.note({ ...call, meanings, state: 'stored', finishedAt: correction.at })
    this.#nouns.clock.carryOn()
    return true
  }

  /** How the campaign's calls of some time went, by hour and agent. */
  outcomes(from: number, to: number): Outcome[] {
    return this.#nouns.log.outcomes(from, to)
  }

  /** What is on its way to the CRM's server, and what has arrived there. */
  webhooks(): WebhookDelivery[] {
    return this.#nouns.webhooks.list()
  }

  /** Posts a finish to the CRM's server again, now; false if there is none that has not arrived. */
  retryWebhook(id: string): boolean {
    const found = this.#nouns.webhooks.retry(id)
    this.#changed()
    return found
  }

  /**
   * Remembers what was set with the dialer.
   * @param by who set it; null when the board did by itself
   */
  set<N extends ControlName>(
    name: N,
    value: ControlValues[N],
    by: string | null,
    seenAt?: number,
  ): LastSet<unknown> {
    const set = this.#nouns.controls.set(name, value, Date.now(), by, seenAt)
    if (name === 'dialling') this.#nouns.pupils.enrol(this.#nouns.roster.users(), Date.now())
    this.#changed()
    return set
  }

  /** Who has an agent id; null for nobody we know. */
  holder(agentId: string): string | null {
    return this.#nouns.leases.holder(agentId)
  }

  /** Forgets every call with a number; where there are many sessions, asks the rest by and by. */
  async erase(number: string): Promise<Erased> {
    const erased = await this.#nouns.erasure.erase(number)
    this.#changed()
    return erased
  }

  /** Reserves an agent id for a user; false if another user has it. */
  lease(agentId: string, userId: string): boolean {
    return this.#nouns.leases.take(agentId, userId, Date.now())
  }

  /** The user has left the agent id. */
  release(agentId: string, userId: string): void {
    this.#nouns.leases.release(agentId, userId)
  }

  override alarm(): void {
    this.#nouns.clock.rang()
  }

  #takeCall(call: LoggedCall): void {
    this.#nouns.log.put(call)
    this.#nouns.webhooks.note(call)
    this.#nouns.marks.note(call)
  }

  get #campaignId(): string {
    return this.#nouns.registration.settings()?.id ?? ''
  }

  async #forget(userId: string, number: string): Promise<number> {
    return this.env.AGENT_SESSION.getByName(userId).erase(this.#campaignId, number)
  }

  async #stop(): Promise<void> {
    const campaignId = this.#campaignId
    const seenAt = this.#nouns.controls.get('dialling')?.at
    await boundDialer(this.env, `board ${campaignId}`).stopCampaign({ campaignId })
    this.set('dialling', false, null, seenAt)
  }

  #snapshot(version: number): BoardSnapshot | null {
    const campaign = this.settings()
    return campaign && snapshotOf(this.#nouns, campaign, version)
  }

  #settingsChanged(): void {
    this.#nouns.pupils.enrol(this.#nouns.roster.users(), Date.now())
    this.#changed()
  }

  #changed(): void {
    this.#nouns.watchers.changed()
    this.#nouns.clock.carryOn()
  }

  async #teach(userId: string): Promise<void> {
    const settings = this.settings()
    if (settings) await this.env.AGENT_SESSION.getByName(userId).learn(settings)
  }
}
