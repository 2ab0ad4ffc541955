/**
 * One campaign's object: what everyone who works on it shares. It guards and delegates; each noun
 * has a file in board/.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { BoardSnapshot, Closing, Correction, LastSet, LoggedCall } from '../shared/board.ts'
import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import { SUBPROTOCOL } from '../shared/protocol.ts'
import type { Identity } from './auth.ts'
import type { Admission } from './board/admission.ts'
import { CallLog, type LogPage, type LogQuery } from './board/call-log.ts'
import { type ControlName, Controls, type ControlValues } from './board/controls.ts'
import { History } from './board/history.ts'
import { Leases } from './board/leases.ts'
import { Pupils } from './board/pupils.ts'
import { type Change, Registration } from './board/registration.ts'
import { Revocations } from './board/revocations.ts'
import { Roster } from './board/roster.ts'
import { BOARD_TABLES } from './board/tables.ts'
import { Watchers } from './board/watchers.ts'
import { earliest } from './deadlines.ts'
import type { Env } from './env.ts'
import { applyMigrations } from './migrations.ts'
import type { NumberedNews } from './outbox.ts'
import { asConsoleError } from './problem.ts'
import { closeWith, refuseSocket } from './refusal.ts'
import { callLogDays } from './settings.ts'

/** Carries the supervisor that the worker has admitted to the board; set by the worker only. */
export const WATCHER_HEADER = 'x-agent-console-watcher'

const NEVER_CLOSES: Closing = { whenEmpty: false, time: null, zone: 'UTC' }

/** Who a token is for, and when it was made. */
type Bearer = Pick<Identity, 'userId' | 'issuedAt'>

/** What is shared by everyone who works on one campaign. */
export class CampaignBoard extends DurableObject<Env> {
  readonly #registration: Registration
  readonly #leases: Leases
  readonly #roster: Roster
  readonly #log: CallLog
  readonly #history: History
  readonly #controls: Controls
  readonly #pupils: Pupils
  readonly #revocations: Revocations
  readonly #watchers: Watchers
  #alarmAt: number | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { sql } = ctx.storage
    applyMigrations(sql, BOARD_TABLES)
    this.#registration = new Registration(sql)
    this.#leases = new Leases(sql)
    this.#roster = new Roster(sql)
    this.#log = new CallLog(sql)
    this.#history = new History(sql)
    this.#controls = new Controls(sql)
    this.#revocations = new Revocations(sql)
    this.#pupils = new Pupils(sql, {
      teach: (userId) => this.#teach(userId),
      keepAlive: (promise) => ctx.waitUntil(promise),
      settled: () => this.#carryOn(),
    })
    this.#watchers = new Watchers({ ctx, snapshot: (version) => this.#snapshot(version) })
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm()
      this.#carryOn()
    })
  }

  /** The campaign as consoles show it; null if nobody set it up here. */
  settings(): CampaignSettings | null {
    const settings = this.#registration.settings()
    const dialling = this.#controls.get('dialling')
    if (!settings || !dialling) return settings
    return { ...settings, dialling: { running: dialling.value, at: dialling.at } }
  }

  /** Sets the campaign up. A passcode of undefined leaves the one that is set. */
  async register(settings: CampaignSettings, passcode?: string): Promise<void> {
    await this.#registration.register(settings, passcode)
    this.#settingsChanged()
  }

  /** Changes some settings; nothing happens to a campaign that nobody set up here. */
  async change(change: Change, passcode?: string): Promise<void> {
    await this.#registration.change(change, passcode)
    this.#settingsChanged()
  }

  /** Whether this is the campaign's passcode; takes as long for a campaign that has none. */
  async admits(passcode: string): Promise<boolean> {
    return this.#registration.admits(passcode)
  }

  /** Whether a console of this user may come in, or stay with a new token. */
  admit(who: Bearer): Admission {
    const settings = this.settings()
    if (!settings) return { refused: 'unknown-campaign' }
    const retryAt = this.endedUntil(who)
    if (retryAt !== null) return { refused: 'token-revoked', retryAt }
    if (this.#roster.isFullFor(who.userId)) return { refused: 'campaign-full' }
    return { settings }
  }

  /** When a newer token may be good, if a supervisor has ended this one; null if nobody has. */
  endedUntil({ userId, issuedAt }: Bearer): number | null {
    const since = this.#revocations.since(userId)
    return since !== null && issuedAt <= since ? since : null
  }

  /**
   * Ends a user's tokens for this campaign.
   * @returns from when on a token must have been made, in milliseconds since 1970
   */
  revoke(userId: string): number {
    const since = this.#revocations.add(userId, Date.now())
    this.#watchers.revoke(userId, since)
    return since
  }

  /** A socket of a supervisor that the worker has admitted. */
  override fetch(request: Request): Response {
    const watcher = JSON.parse(decodeURIComponent(request.headers.get(WATCHER_HEADER) ?? ''))
    const { 0: client, 1: socket } = new WebSocketPair()
    try {
      if (!this.#registration.settings()) throw new ConsoleError('unknown-campaign')
      this.#watchers.accept(socket, watcher)
    } catch (error) {
      return refuseSocket(asConsoleError(error))
    }
    const headers = { 'sec-websocket-protocol': SUBPROTOCOL }
    return new Response(null, { status: 101, webSocket: client, headers })
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
    const known = this.#roster.heard(userId)
    const fresh = news.filter(({ seq }) => seq > known)
    const newest = fresh.at(-1)?.seq
    if (newest === undefined) return known
    this.#roster.hear(userId, newest, Date.now())
    for (const { news } of fresh) {
      if (news.subject === 'call') this.#log.put(news.call)
      else this.#roster.put(userId, news.presence)
    }
    this.#watchers.changed()
    this.#carryOn()
    return newest
  }

  /** Some of the campaign's calls, newest first. */
  calls(query: LogQuery): LogPage {
    return this.#log.page(query)
  }

  /** A user's last calls. */
  callsOf(userId: string, limit: number): LoggedCall[] {
    return this.#history.of(userId, limit)
  }

  /** Earlier calls with the person of one of the user's calls. */
  contactsOf(userId: string, callId: string, limit: number): LoggedCall[] {
    return this.#history.contacts(userId, callId, limit)
  }

  /** Adds a correction to one of the user's finished calls; false if there is no such call. */
  correct(userId: string, callId: string, correction: Correction): boolean {
    return this.#history.correct(userId, callId, correction)
  }

  /** Remembers what a supervisor has set with the dialer. */
  set<N extends ControlName>(name: N, value: ControlValues[N], by: string): LastSet<unknown> {
    const set = this.#controls.set(name, value, Date.now(), by)
    if (name === 'dialling') this.#settingsChanged()
    else this.#watchers.changed()
    return set
  }

  /** Who has an agent id; null for nobody we know. */
  holder(agentId: string): string | null {
    return this.#leases.holder(agentId)
  }

  /** Reserves an agent id for a user; false if another user has it. */
  lease(agentId: string, userId: string): boolean {
    return this.#leases.take(agentId, userId, Date.now())
  }

  /** The user has left the agent id. */
  release(agentId: string, userId: string): void {
    this.#leases.release(agentId, userId)
  }

  override alarm(): void {
    this.#alarmAt = null
    const now = Date.now()
    this.#log.prune(callLogDays(this.env), now)
    this.#history.prune()
    this.#roster.prune(now)
    this.#carryOn()
  }

  #snapshot(version: number): BoardSnapshot | null {
    const campaign = this.settings()
    if (!campaign) return null
    return {
      version,
      at: Date.now(),
      campaign,
      dialling: this.#controls.get('dialling'),
      ratio: this.#controls.get('ratio'),
      closing: this.#controls.get('closing')?.value ?? NEVER_CLOSES,
      agents: this.#roster.all(),
      lastCallAt: this.#log.lastOpenedAt(),
    }
  }

  #settingsChanged(): void {
    this.#pupils.enrol(this.#roster.users(), Date.now())
    this.#watchers.changed()
    this.#carryOn()
  }

  async #teach(userId: string): Promise<void> {
    const settings = this.settings()
    if (settings) await this.env.AGENT_SESSION.getByName(userId).learn(settings)
  }

  /** Does what is due, and sees to it that the alarm rings for the rest; an early one is harmless. */
  #carryOn(): void {
    const now = Date.now()
    this.#pupils.drain(now)
    const next = earliest(
      this.#log.nextPrune(callLogDays(this.env)),
      this.#roster.nextPrune(),
      this.#pupils.nextDue(now),
    )
    if (next === null || (this.#alarmAt !== null && this.#alarmAt <= next)) return
    this.#alarmAt = next
    this.ctx.storage.setAlarm(next)
  }
}
