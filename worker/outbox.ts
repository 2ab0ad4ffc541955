/**
 * What the campaigns' boards have yet to hear of this session. That there is news is written where it
 * is: a call's own row says that it has some, the session's how often the agent has moved. What is
 * told is how things stand when it is told. A row for each board says what it has heard of the agent.
 * @module
 */

import type { News, Presence } from '../shared/board.ts'
import type { CallRow, Calls, UntoldCall } from './calls.ts'
import { Courier, type CourierPorts } from './courier.ts'
import { inALull } from './lull.ts'
import { Numbering } from './numbering.ts'
import { Shelf } from './shelf.ts'

/** Something on its way. The board drops a number that is not above the last one it took. */
export interface NumberedNews {
  readonly seq: number
  readonly news: News
}

/** Takes news in and answers with the highest number it has now taken. */
export type Hear = (campaignId: string, news: readonly NumberedNews[]) => Promise<number>

/** What the outbox needs from the session. */
export interface OutboxPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  readonly hear: Hear
  readonly calls: Calls
  /** The agent as a board is to show them now. */
  readonly presence: () => Presence
  /** What a board is to hear of a call. */
  readonly newsOf: (row: CallRow) => News
}

/** Where the agent is. */
export interface Place {
  readonly campaignId: string
  /** Whether a console is open. */
  readonly console: boolean
  /** See `SessionRow`. */
  readonly moves: number
}

/** What one board is told at once. */
interface Letter {
  readonly campaignId: string
  readonly calls: readonly UntoldCall[]
  /** Null for an agent who has left the campaign, undefined where nothing is said of them. */
  readonly presence: Presence | null | undefined
  /** Where they are while it is written. */
  readonly here: Place | null
}

/** The most calls in one letter: one with its notes can be 100 kB. */
const MOST_CALLS = 50

/** How long news waits for more: a finish and the dialer's answer to it are then heard at once. */
const LINGER_MS = 500

/** One session's news. */
export class Outbox {
  readonly #sql: SqlStorage
  readonly #ports: OutboxPorts
  /** What each board that shows the agent has heard last. */
  readonly #told: Shelf<Place>
  /** The presence that a campaign's board has heard, as JSON, where that is certain. */
  readonly #heard = new Map<string, string>()
  readonly #courier: Courier
  readonly #numbering = new Numbering()
  #here: Place | null = null
  /** Whether where the agent is may be new to their board. */
  #moved = false
  /** Ends a pause; null while there is none. */
  #hurry: (() => void) | null = null
  #urgent = false

  constructor(sql: SqlStorage, ports: OutboxPorts) {
    this.#sql = sql
    this.#ports = ports
    this.#told = new Shelf(sql, 'told')
    this.#courier = new Courier({
      ...ports,
      what: 'news',
      waiting: () => this.#next() !== null,
      trip: () => this.#deliver(),
    })
  }

  /** The agent is here now, or something has happened to a call. */
  note(here: Place): void {
    const { campaignId, console, moves } = here
    if (moves === this.#here?.moves) return
    const told = this.#told.get(campaignId)
    this.#moved = this.#here !== null || told?.moves !== moves
    this.#here = here
    this.#courier.came()
    // Until the board knows that somebody is here, they miss what it tells everybody.
    if (console === (told?.console ?? false)) return
    this.#urgent = true
    this.#hurry?.()
  }

  /** Forgets the rows of news of an older worker that was brought back for a while. */
  dropOld(): void {
    this.#sql.exec("DELETE FROM shelf WHERE kind = 'news'")
  }

  /** Sends what is there. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** Tells without a pause what there is to tell; resolves when that was heard, or could not be. */
  async tellNow(): Promise<void> {
    // A trip that is under way may have left before the newest news.
    for (let trips = 0; trips < 2 && this.#next() !== null; trips++) {
      this.#urgent = true
      this.#hurry?.()
      this.drain(Date.now())
      await this.#courier.trip
    }
  }

  /** When to look again; null when the boards know everything. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  /** The campaign whose board is told next; null if all know everything. */
  #next(): string | null {
    const here = this.#here?.campaignId
    const left = this.#told.all().find(({ campaignId }) => campaignId !== here)
    if (left) return left.campaignId
    const [call] = this.#ports.calls.untold()
    return this.#moved && here !== undefined ? here : (call?.call.campaignId ?? null)
  }

  async #deliver(): Promise<void> {
    await this.#linger()
    const campaignId = this.#next()
    if (campaignId !== null) await this.#send(this.#write(campaignId))
    // What came meanwhile, or is for another campaign, is no less urgent.
    this.#urgent &&= this.#moved
  }

  async #send(letter: Letter): Promise<void> {
    const { campaignId, presence } = letter
    const seq = this.#numbering.next()
    const news = this.#newsIn(letter).map((news) => ({ seq, news }))
    if (news.length === 0) return
    // Until it answers nobody knows what it has heard, but that somebody came there must be taken back.
    if (presence !== undefined) this.#heard.delete(campaignId)
    if (presence && !this.#told.has(campaignId)) this.#told.put(campaignId, unheard(campaignId))
    const highest = await this.#ports.hear(campaignId, news)
    this.#numbering.goAbove(highest)
    // It has heard more of an earlier life, whose clock was ahead, and took nothing: once more.
    if (highest <= seq) this.#took(letter)
  }

  async #linger(): Promise<void> {
    if (!this.#urgent) {
      await new Promise<void>((end) => {
        this.#hurry = end
        inALull(LINGER_MS, end)
      })
    }
    this.#hurry = null
  }

  #write(campaignId: string): Letter {
    const calls = this.#ports.calls.untold().filter(({ call }) => call.campaignId === campaignId)
    const presence = this.#presenceFor(campaignId)
    return { campaignId, calls: calls.slice(0, MOST_CALLS), presence, here: this.#here }
  }

  #presenceFor(campaignId: string): Presence | null | undefined {
    if (campaignId !== this.#here?.campaignId) return this.#told.has(campaignId) ? null : undefined
    if (!this.#moved) return undefined
    const presence = this.#ports.presence()
    this.#moved = JSON.stringify(presence) !== this.#heard.get(campaignId)
    return this.#moved ? presence : undefined
  }

  #newsIn({ calls, presence }: Letter): News[] {
    const news = calls.map((row) => this.#ports.newsOf(row))
    return presence === undefined ? news : [...news, { subject: 'presence', presence }]
  }

  #took({ campaignId, calls, presence, here }: Letter): void {
    this.#ports.calls.heard(calls)
    if (presence === null) this.#told.delete(campaignId)
    if (!presence || !here) return
    this.#told.put(campaignId, here)
    this.#heard.set(campaignId, JSON.stringify(presence))
    this.#moved = this.#here?.moves !== here.moves
  }
}

/** A board that may have heard of somebody, nobody knows what. */
const unheard = (campaignId: string): Place => ({ campaignId, console: false, moves: -1 })
