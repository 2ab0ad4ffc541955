/**
 * One agent's session object: sockets and alarm around the session. It guards and delegates.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import { type CommandFrame, type Report, SUBPROTOCOL } from '../shared/protocol.ts'
import { ALARM_AGAIN_MS, Alarm } from './alarm.ts'
import { Answers } from './answers.ts'
import { boundDialer } from './bound-dialer.ts'
import { readFrame } from './commands.ts'
import type { Dialer } from './dialer.ts'
import type { Env } from './env.ts'
import { sessionLabel } from './log.ts'
import { hasTables } from './migrations.ts'
import { isDue, isNameless } from './phases/phase.ts'
import { asConsoleError } from './problem.ts'
import { factOfWait } from './read-call.ts'
import { refuseSocket } from './refusal.ts'
import type { Session } from './session.ts'
import { SessionDoor } from './session-door.ts'
import { createParts, type SessionParts } from './session-parts.ts'
import { eraseNumber, overAt } from './session-retention.ts'
import { agentIdOf } from './session-state.ts'
import { callbackPrefixes, readPatience } from './settings.ts'
import { type Tab, Tabs } from './tabs.ts'
import type { WaitResult } from './wait.ts'

/** Carries the tab that the worker has admitted to the session object; set by the worker only. */
export const TAB_HEADER = 'x-agent-console-tab'

/** Holds one agent's wait and tells every console of theirs the same truth. */
export class AgentSession extends DurableObject<Env> {
  readonly #patience = readPatience(this.env)
  readonly #prefixes = callbackPrefixes(this.env)
  readonly #label = sessionLabel(this.ctx.id)
  readonly #alarm = new Alarm(this.ctx.storage)
  readonly #tabs = new Tabs(this.ctx)
  readonly #answers = new Answers(this.#tabs, this.#label)
  /** Put together when it is needed: an object that is only asked about somebody keeps nothing. */
  #parts: SessionParts | null = null
  #bound: Dialer | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // This may be a new life after a crash: find out what became of whatever was in flight, and
    // repair an alarm that is missing.
    ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.find()
      if (!this.#exists) return
      this.#live.errands.recover(Date.now())
      this.#carryOn()
    })
  }

  /** Whether anybody ever opened this session, and it has not been forgotten since. */
  get #exists(): boolean {
    return (this.#parts !== null || hasTables(this.ctx.storage.sql)) && this.#session.exists
  }

  get #live(): SessionParts {
    this.#parts ??= createParts(this.ctx, this.env, {
      tabs: this.#tabs,
      patience: this.#patience,
      prefixes: this.#prefixes,
      dialer: () => this.#dialer,
      changed: () => this.#tell(),
      answers: this.#answers,
      waitEnded: (result) => this.#waitEnded(result),
      carryOn: () => this.#carryOn(),
    })
    return this.#parts
  }

  get #session(): Session {
    return this.#live.session
  }

  get #dialer(): Dialer {
    this.#bound ??= boundDialer(this.env, this.#label)
    return this.#bound
  }

  /** A socket of a console that the worker has admitted. */
  override async fetch(request: Request): Promise<Response> {
    const tab: Tab = JSON.parse(decodeURIComponent(request.headers.get(TAB_HEADER) ?? ''))
    let settings: CampaignSettings
    try {
      settings = await this.#live.door.admit(tab)
    } catch (error) {
      return refuseSocket(asConsoleError(error))
    }
    const { 0: client, 1: socket } = new WebSocketPair()
    this.#tabs.accept(socket, this.#live.door.narrowed(tab))
    this.#session.open(tab, settings, Date.now())
    this.#live.door.greet(socket, tab)
    this.#tell()
    this.#live.screenPop.passOn(Date.now())
    this.#carryOn()
    const headers = { 'sec-websocket-protocol': SUBPROTOCOL }
    return new Response(null, { status: 101, webSocket: client, headers })
  }

  /** Whether a guest may join by this agent id; anybody may while nobody is signed in. */
  mayJoin(agentId: string | null, tokenId: string): boolean {
    if (!this.#exists || this.#session.state.phase === 'signed-out') return true
    if (agentId === null || agentId !== agentIdOf(this.#session.state)) return false
    this.#session.guests.join(tokenId)
    return true
  }

  /** Whether a guest with this token may see the session as it is now. */
  knows(tokenId: string | undefined): boolean {
    return !this.#exists || this.#live.door.knows(tokenId)
  }

  /**
   * A supervisor removes this agent from a campaign.
   * @returns the agent id that is being hung up, null where the phone has only been ringing;
   * undefined if the agent is not signed in to that campaign
   */
  kick(campaignId: string): string | null | undefined {
    if (!this.#exists) return undefined
    const { state } = this.#session
    const isOut = state.phase === 'signed-out' && !state.pending
    if (isOut || state.campaignId !== campaignId) return undefined
    this.#session.take({ type: 'kicked' })
    this.#carryOn()
    return agentIdOf(state)
  }

  /** A supervisor ends this user's session on a campaign and their tokens made until `since`. */
  revoke(campaignId: string, since: number): void {
    if (!this.#exists) return
    this.kick(campaignId)
    const { state } = this.#session
    // Nobody will come back to this call: it is kept as it is, and the session ends with it.
    if (state.phase === 'on-call' && state.campaignId === campaignId) {
      this.#session.take({ type: 'leave-unfinished', callId: state.call.id })
    }
    this.#live.door.revoke(campaignId, since)
    this.#carryOn()
  }

  /** Forgets a campaign's calls with a number; returns how many there were. */
  erase(campaignId: string, number: string): number {
    if (!this.#exists) return 0
    const erased = eraseNumber(this.#session, campaignId, number)
    this.#carryOn()
    return erased
  }

  /** The number of the person of one of this user's calls; null for none that is known here. */
  numberOf(campaignId: string, callId: string): string | null {
    return this.#exists
      ? (this.#session.calls.get(campaignId, callId)?.call.phoneNumber ?? null)
      : null
  }

  /** Somebody is about to ask the boards about this session. */
  async tellNow(): Promise<void> {
    if (this.#exists) await this.#session.outbox.tellNow()
  }

  /** The board has changed a campaign's settings. */
  learn(settings: CampaignSettings): void {
    if (this.#exists) this.#session.learn(settings)
  }

  override async webSocketMessage(socket: WebSocket, text: string | ArrayBuffer): Promise<void> {
    // Whoever was told to go may still talk: no page of ours, which has closed its own half by then.
    if (socket.readyState !== WebSocket.OPEN) return
    try {
      this.#tabs.count(socket, Date.now())
      const frame = readFrame(text)
      if ('unread' in frame) this.#answers.refuse({ socket, frame, at: Date.now() }, frame.unread)
      else if ('id' in frame) this.#command(socket, frame)
      else await this.#hear(socket, frame)
    } catch (error) {
      if (error instanceof ConsoleError) return this.#tabs.refuse(socket, error)
      asConsoleError(error)
      // Most likely a campaign that is away: the token of before still counts, and the page asks again.
      this.#live.door.greet(socket, this.#tabs.of(socket))
    }
  }

  #command(socket: WebSocket, frame: CommandFrame): void {
    this.#live.desk.take(socket, frame)
    this.#carryOn()
  }

  async #hear(socket: WebSocket, report: Report): Promise<void> {
    const tab = this.#tabs.of(socket)
    switch (report.type) {
      case 'active':
        this.#tabs.update(socket, { activeAt: Date.now() })
        return
      case 'popped':
        return this.#live.screenPop.confirm(report.callId, tab.id)
      case 'renew':
        return this.#live.door.renew(socket, report.token)
    }
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // Without our half of the goodbye the page's socket would hang in CLOSING.
    socket.close()
    this.#tabs.noteEnd(socket, this.#label, code)
    this.#look()
  }

  override webSocketError(): void {
    this.#look()
  }

  override async alarm(): Promise<void> {
    this.#alarm.rang()
    const now = Date.now()
    try {
      this.#look()
      if (this.#exists && (overAt(this.#session, now) ?? now + 1) <= now) await this.#forget()
    } catch (error) {
      // An alarm that throws seven times is deleted for good, and the session's wait with it.
      asConsoleError(error)
      this.#alarm.set(now + ALARM_AGAIN_MS, now)
    }
  }

  /** The session ended long ago and owes nobody anything: nothing of it is left behind. */
  async #forget(): Promise<void> {
    this.#parts = null
    await this.#alarm.remove()
    await this.ctx.storage.deleteAll()
  }

  /** Counts the open consoles, passes on a pop that nobody confirmed, and lets time pass. */
  #look(): void {
    if (!this.#exists) return
    const now = Date.now()
    this.#tabs.reap(now)
    this.#live.screenPop.passOn(now)
    this.#session.tick(this.#tabs.open().length === 0, this.#patience, now)
    const { state } = this.#session
    // A dialer that tells a call again may still say who this is.
    if (state.phase === 'on-call' && isNameless(state)) this.#live.waits.again(state)
    this.#carryOn()
  }

  #waitEnded(result: WaitResult): void {
    const { state, calls } = this.#session
    const { campaignId } = result.target
    const fact = factOfWait(result, {
      campaign: this.#session.campaign(campaignId),
      campaignId: state.campaignId,
      agentId: agentIdOf(state),
      known: (id) => calls.get(campaignId, id),
      now: Date.now(),
    })
    if (fact) this.#session.take(fact)
    this.#carryOn()
  }

  /** Does what the state wants done, now or by the alarm; harmless to call at any time. */
  #carryOn(): void {
    const now = Date.now()
    this.#live.door.sweep(now)
    this.#live.errands.drain(now)
    this.#session.calls.flush()
    this.#session.noteNews()
    this.#session.outbox.drain(now)
    const { state } = this.#session
    if (state.phase === 'waiting' && !state.storing && isDue(state.nextTryAt ?? now, now)) {
      this.#live.waits.ensure(state)
    }
    this.#live.screenPop.watch(now, () => this.#look())
    this.#alarm.set(this.#session.nextLook(this.#patience, now), now)
  }

  #tell(): void {
    const now = Date.now()
    const common = this.#session.snapshot(now)
    for (const { socket, tab } of this.#live.door.present(now)) {
      this.#tabs.send(socket, { type: 'snapshot', session: SessionDoor.show(common, tab) })
    }
  }
}
