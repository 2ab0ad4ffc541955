/**
 * The session's truth: its row, its calls and its intents, changed by one event at a time.
 *
 * Every event is one synchronous turn: step, store, act. Storage commits a turn as a whole and
 * holds every outgoing message until it has, so whatever a console or the dialer is told is on disk.
 * @module
 */

import type { Presence } from '../shared/board.ts'
import type { CampaignSettings } from '../shared/campaign.ts'
import type { Call, SessionSnapshot } from '../shared/session.ts'
import { Acts } from './acts.ts'
import { Calls } from './calls.ts'
import { earliest, nextLook, ON_ITS_WAY_MS } from './deadlines.ts'
import { Guests } from './guests.ts'
import { Intents } from './intents.ts'
import { KnownCampaigns } from './known-campaigns.ts'
import { newsOf, presenceOf } from './news.ts'
import { Outbox, type OutboxPorts } from './outbox.ts'
import { Pops } from './pops.ts'
import type { EventOf, Failure, Reply, SessionEvent } from './session-events.ts'
import { step } from './session-machine.ts'
import { overAt } from './session-retention.ts'
import { agentIdOf, newSession, type State } from './session-state.ts'
import { migrate, type SessionRow } from './session-store.ts'
import type { Patience } from './settings.ts'
import { Shelf } from './shelf.ts'
import { visible } from './snapshot.ts'
import { TabKey } from './tab-key.ts'
import type { Tab } from './tabs.ts'

const DAY_MS = 86_400_000

/** Calls are kept for days: an hour more or less is nobody's. */
const PRUNE_EVERY_MS = 3_600_000

/** What the session wants done outside of its tables. */
export interface SessionPorts {
  /** Whether the dialer tells of a connected call again when asked. */
  readonly repeats: boolean
  /** There is something new to tell. */
  readonly changed: () => void
  /** The pending command is answered. */
  readonly answered: (failure: Failure | null) => void
  /** The tab that is to have the next screen pop; null without one. */
  readonly nextTab: (now: number) => string | null
  /** A call is on screen from now on. */
  readonly opened: (call: Call) => void
  /** Open a second wait beside the first. */
  readonly search: (campaignId: string, agentId: string) => void
  /** This agent id is not ours any more. */
  readonly left: (campaignId: string, agentId: string) => void
  /** No call is kept longer than the owner keeps calls; null while they have not said. */
  readonly callLogDays: number | null
  /** The way to the campaign's board. */
  readonly board: Pick<OutboxPorts, 'hear' | 'keepAlive' | 'settled'>
}

/** Whether the dialer has taken a log-in, as far as anybody knows. */
const isTaken = ({ outcome }: EventOf<'login-done'>) =>
  outcome.kind === 'answered' || outcome.kind === 'lost'

/** One agent's session on disk. */
export class Session {
  readonly calls: Calls
  readonly intents: Intents
  readonly pops: Pops
  readonly outbox: Outbox
  readonly guests: Guests
  /** By campaign, until when tokens were made that a supervisor has ended; milliseconds since 1970. */
  readonly revoked: Shelf<number>
  readonly tabKey: TabKey
  /** One thing, without a name. */
  readonly #shelf: Shelf<SessionRow>
  readonly #ports: SessionPorts
  readonly #campaigns: KnownCampaigns
  readonly #acts: Acts
  /** In this life; milliseconds since 1970. */
  #prunedAt = 0

  constructor(sql: SqlStorage, ports: SessionPorts) {
    migrate(sql)
    this.#shelf = new Shelf(sql, 'session')
    this.#campaigns = new KnownCampaigns(sql)
    this.#ports = ports
    this.calls = new Calls(sql, (ports.callLogDays ?? Number.POSITIVE_INFINITY) * DAY_MS)
    this.intents = new Intents(sql)
    this.pops = new Pops(this.calls)
    this.outbox = new Outbox(sql, {
      ...ports.board,
      calls: this.calls,
      presence: () => this.#presence(Date.now()),
      newsOf: (row) => newsOf(row, this.userId, this.campaign(row.call.campaignId)),
    })
    this.guests = new Guests(sql)
    this.revoked = new Shelf(sql, 'revoked')
    this.tabKey = new TabKey(sql)
    const { calls, intents, pops } = this
    const { nextTab, search } = ports
    this.#acts = new Acts({ calls, intents, pops, campaigns: this.#campaigns, nextTab, search })
  }

  /** Whether anybody ever opened this session. */
  get exists(): boolean {
    return this.#shelf.size > 0
  }

  get state(): State {
    return this.#known.state
  }

  /** Since when no console is open; null while one is. */
  get noTabSince(): number | null {
    return this.#known.noTabSince
  }

  get userId(): string {
    return this.#known.userId
  }

  get #known(): SessionRow {
    const row = this.#shelf.get('')
    if (!row) throw new Error('a session is opened before anything happens to it')
    return row
  }

  /** A console opens; the first one begins the session. */
  open(tab: Tab, settings: CampaignSettings, now: number): void {
    const { userId, campaignId } = tab
    this.#campaigns.learn(settings)
    const known = this.#shelf.get('')
    const state = known?.state ?? newSession(campaignId, now)
    const idle = state.phase === 'signed-out' && !state.pending
    this.#keep({
      version: 0,
      ...known,
      userId,
      state: idle ? { ...state, campaignId } : state,
      noTabSince: null,
      aheadMs: tab.aheadMs ?? known?.aheadMs,
    })
    if (state.phase === 'on-call') this.pops.show(state.call.id)
    if (idle) this.calls.prune(now)
  }

  /** While nobody is signed in, the page that is used says for which campaign. */
  adopt(tab: Tab, now: number): void {
    const { phase, pending, campaignId } = this.state
    if (phase !== 'signed-out' || pending || campaignId === tab.campaignId) return
    this.open(tab, this.campaign(tab.campaignId), now)
    this.#ports.changed()
  }

  /** What the board told about a campaign of this session. */
  campaign(id: string): CampaignSettings {
    return this.#campaigns.get(id)
  }

  /** The board has changed a campaign's settings. */
  learn(settings: CampaignSettings): void {
    const isNew = this.#campaigns.learn(settings)
    if (isNew && settings.id === this.state.campaignId) this.tellAnew()
  }

  /** Something else has changed that consoles show. */
  tellAnew(): void {
    this.#keep(this.#known)
    this.#ports.changed()
  }

  /** One event, one turn. The reply is for commands. */
  take(event: SessionEvent): Reply | undefined {
    if (event.type === 'save-draft' && this.#keepForLeft(event)) return 'accepted'
    const { state: before } = this.#known
    const at = { now: Date.now(), chance: Math.random(), repeats: this.#ports.repeats }
    const { state, effects, reply } = step(before, event, at)
    if (event.type === 'login-done' && isTaken(event)) this.intents.dropKicks(event)
    if (state === before && effects.length === 0) return reply
    this.#keep({ ...this.#known, state }, event.type !== 'save-draft')
    for (const effect of effects) this.#acts.perform(effect, this.state, at.now)
    const [was, now] = [agentIdOf(before), agentIdOf(state)]
    if (was !== null && was !== now) this.calls.setSignedIn(before.campaignId, was, false)
    if (now !== null && was !== now) this.calls.setSignedIn(state.campaignId, now, true)
    // A log-in reserves its agent id before it is known whether it works.
    const left = event.type === 'login-done' ? event : { ...before, agentId: was }
    if (left.agentId !== null && left.agentId !== now)
      this.#ports.left(left.campaignId, left.agentId)
    this.#ports.changed()
    // The snapshot goes first: whoever gets an answer or a pop has already seen what it is about.
    for (const effect of effects) {
      if (effect.do === 'reply') this.#ports.answered(effect.failure)
      else if (effect.do === 'open') this.#ports.opened(effect.call)
    }
    return reply
  }

  /** What was typed about a call in the moment in which it was left: it is still the agent's. */
  #keepForLeft({ callId, draft }: EventOf<'save-draft'>): boolean {
    const { campaignId } = this.state
    if (this.calls.get(campaignId, callId)?.state !== 'unfinished') return false
    this.calls.change({ campaignId, id: callId }, { draft })
    this.tellAnew()
    return true
  }

  /** Lets time pass. `alone`: no console is open. */
  tick(alone: boolean, patience: Patience, now: number): void {
    const since = alone ? Math.min(this.#known.noTabSince ?? now, now) : null
    if (since !== this.#known.noTabSince) this.#keep({ ...this.#known, noTabSince: since })
    const { graceMs, abandonMs } = patience
    this.take({ type: 'tick', noTabSince: since, shown: this.#shown(), graceMs, abandonMs })
    if (Math.abs(now - this.#prunedAt) < PRUNE_EVERY_MS) return
    this.#prunedAt = now
    this.calls.prune(now)
  }

  /** What has happened since is news for the board. */
  noteNews(): void {
    const { state, noTabSince, moves = 0 } = this.#known
    this.outbox.note({ campaignId: state.campaignId, console: noTabSince === null, moves })
  }

  #presence(now: number): Presence {
    const { state, noTabSince } = this.#known
    return presenceOf(state, { console: noTabSince === null, ...this.#figures(now) })
  }

  #figures(now: number) {
    const { aheadMs = 0 } = this.#known
    const midnight = now - ((now + aheadMs) % DAY_MS)
    return { unsent: this.calls.unsent(), today: this.calls.since(midnight) }
  }

  /** When the session has to be looked at again. */
  nextLook(patience: Patience, now: number): number | null {
    const { state, noTabSince } = this.#known
    const over = overAt(this, now)
    // A session that is kept for one unsent call keeps no other one longer than those are kept.
    const mostMs = Math.min(2, this.#ports.callLogDays ?? 2) * DAY_MS
    return earliest(
      nextLook(state, { now, noTabSince, shown: this.#shown(), patience }),
      this.#isSending ? now + ON_ITS_WAY_MS : null,
      this.intents.nextDue(),
      this.calls.nextDue(),
      this.outbox.nextDue(now),
      over && Math.min(over, now + mostMs),
    )
  }

  /** Whether something is on its way to the dialer. */
  get #isSending(): boolean {
    return this.intents.inFlight().length > 0 || this.calls.inFlight().length > 0
  }

  /** Everything a console may see. */
  snapshot(now: number): Omit<SessionSnapshot, 'role'> {
    const { version, userId, state } = this.#known
    return {
      version,
      at: now,
      userId,
      campaign: this.campaign(state.campaignId),
      state: visible(state),
      helpSince: state.helpSince ?? null,
      pending: state.pending?.type ?? null,
      ...this.#figures(now),
    }
  }

  #shown(): boolean {
    const { state } = this.#known
    return state.phase === 'on-call' && this.pops.shown(state.call.id)
  }

  /**
   * Writes the row; its version rises each time, so that consoles can tell newer from older.
   * @param moved whether the board may have something to hear, which it never has of typing
   */
  #keep(row: SessionRow, moved = true): void {
    const { version, moves = 0 } = row
    this.#shelf.put('', { ...row, version: version + 1, moves: moves + Number(moved) })
  }
}
