/**
 * What the campaign's board has yet to hear of this session: numbered rows, written in the turn of
 * the change they tell of. Of each subject only the newest is kept: it says everything an older one
 * said.
 * @module
 */

import type { News } from '../shared/board.ts'
import { Courier, type CourierPorts } from './courier.ts'
import { inALull } from './lull.ts'
import { Shelf } from './shelf.ts'

/** One row on its way. The board drops a number that is not above the last one it took. */
export interface NumberedNews {
  readonly seq: number
  readonly news: News
}

/** Takes news in and answers with the highest number it has now taken. */
export type Hear = (campaignId: string, news: readonly NumberedNews[]) => Promise<number>

/** What the outbox needs from the session object. */
export interface OutboxPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  readonly hear: Hear
}

/** The most rows in one delivery: a call with its notes can be 100 kB. */
const MOST_ROWS = 50

/** How long news waits for more: a finish and the dialer's answer to it are then heard at once. */
const LINGER_MS = 500

interface Row {
  readonly campaignId: string
  readonly subject: string
  /** Begins with the time, so that it rises through every life and after a session is gone. */
  readonly seq: number
  readonly news: News
  readonly taken: boolean
}

type PresenceNews = Extract<News, { subject: 'presence' }>

const PRESENCE = 'presence'
const GONE: PresenceNews = { subject: 'presence', presence: null }

/**
 * One session's news. The row of a campaign's presence stays when the board has taken it: it tells
 * what the board knows, and the highest number it took.
 */
export class Outbox {
  readonly #rows: Shelf<Row>
  readonly #courier: Courier
  #seq: number
  /** Ends a pause; null while there is none. */
  #hurry: (() => void) | null = null
  #urgent = false

  constructor(sql: SqlStorage, { hear, ...ports }: OutboxPorts) {
    this.#rows = new Shelf(sql, 'news')
    this.#seq = Math.max(0, ...this.#rows.all().map(({ seq }) => seq))
    this.#courier = new Courier({
      ...ports,
      what: 'news',
      waiting: () => this.#waiting().length > 0,
      trip: () => this.#deliver(hear),
    })
  }

  /** Notes news for a campaign's board. */
  add(campaignId: string, news: News): void {
    const subject = news.subject === 'call' ? `call ${news.call.callId}` : PRESENCE
    this.#seq = Math.max(this.#seq + 1, Date.now())
    this.#save({ campaignId, subject, seq: this.#seq, news, taken: false })
    this.#courier.came()
  }

  /** Notes where the agent is, if that has changed, and that they have left other campaigns. */
  present(campaignId: string, news: PresenceNews): void {
    for (const row of this.#rows.all()) {
      const left = row.subject === PRESENCE && row.campaignId !== campaignId
      if (left && !isSame(row.news, GONE)) this.add(row.campaignId, GONE)
    }
    const told = this.#rows.get(keyOf({ campaignId, subject: PRESENCE }))?.news ?? GONE
    if (isSame(told, news)) return
    this.add(campaignId, news)
    // Until the board knows that somebody is here, they miss what it tells everybody.
    if (hasConsole(told) === hasConsole(news)) return
    this.#urgent = true
    this.#hurry?.()
  }

  /** Forgets what was to be told about a call. */
  drop(campaignId: string, callId: string): void {
    this.#rows.delete(keyOf({ campaignId, subject: `call ${callId}` }))
  }

  /** Sends what is there. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** When to look again; null when the boards know everything. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  async #deliver(hear: Hear): Promise<void> {
    await this.#linger()
    const waiting = this.#waiting()
    const [oldest] = waiting
    if (!oldest) return
    const { campaignId } = oldest
    const rows = waiting.filter((row) => row.campaignId === campaignId).slice(0, MOST_ROWS)
    const told = rows.map(({ seq, news }) => ({ seq, news }))
    this.#took(campaignId, await hear(campaignId, told))
    // What came meanwhile, or is for another campaign, is no less urgent.
    this.#urgent &&= this.#waiting().some(({ subject }) => subject === PRESENCE)
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

  #took(campaignId: string, highest: number): void {
    for (const row of this.#rows.all()) {
      if (row.campaignId !== campaignId || row.seq > highest) continue
      if (row.subject === PRESENCE) {
        if (!row.taken || row.seq < highest) this.#save({ ...row, seq: highest, taken: true })
      } else {
        this.#rows.delete(keyOf(row))
      }
    }
  }

  /** What the boards have not taken, the oldest first. */
  #waiting(): Row[] {
    return this.#rows
      .all()
      .filter(({ taken }) => !taken)
      .sort((a, b) => a.seq - b.seq)
  }

  #save(row: Row): void {
    this.#rows.put(keyOf(row), row)
  }
}

const keyOf = ({ campaignId, subject }: Pick<Row, 'campaignId' | 'subject'>) =>
  `${campaignId} ${subject}`

const isSame = (one: News, other: News) => JSON.stringify(one) === JSON.stringify(other)

const hasConsole = (news: News) => news.subject === 'presence' && news.presence?.console
