/**
 * What the campaign's board has yet to hear of this session: numbered rows, written in the turn of
 * the change they tell of, and deleted when the board has taken them. Of each subject only the
 * newest is kept: it says everything an older one said.
 * @module
 */

import type { News } from '../shared/board.ts'
import { backOff } from './phases/phase.ts'

/** One row on its way. The board drops a number that is not above the last one it took. */
export interface NumberedNews {
  readonly seq: number
  readonly news: News
}

/** Takes news in and answers with the highest number it has now taken. */
export type Hear = (campaignId: string, news: readonly NumberedNews[]) => Promise<number>

/** What the outbox needs from the session object. */
export interface OutboxPorts {
  readonly hear: Hear
  readonly keepAlive: (promise: Promise<void>) => void
  /** A delivery has ended; there may be more to do. */
  readonly settled: () => void
}

/** The most rows in one delivery: a call with its notes can be 100 kB. */
const MOST_ROWS = 50

/** A delivery that died with its object is tried again after this. */
const ANSWER_WITHIN_MS = 30_000

/** The tables `outbox` and `told`. */
export class Outbox {
  readonly #sql: SqlStorage
  readonly #ports: OutboxPorts
  #underWay = false
  #tries = 0
  #nextTryAt = 0

  constructor(sql: SqlStorage, ports: OutboxPorts) {
    this.#sql = sql
    this.#ports = ports
  }

  /** Notes news for a campaign's board. */
  add(campaignId: string, news: News): void {
    const subject = news.subject === 'call' ? `call ${news.call.callId}` : news.subject
    this.#sql.exec(
      'INSERT OR REPLACE INTO outbox (campaign_id, subject, news) VALUES (?, ?, ?)',
      campaignId,
      subject,
      JSON.stringify(news),
    )
  }

  /** Notes where the agent is, if that has changed, and that they have left other campaigns. */
  present(campaignId: string, news: Extract<News, { subject: 'presence' }>): void {
    const text = JSON.stringify(news)
    const told = this.#sql
      .exec<{ campaign_id: string; presence: string }>('SELECT campaign_id, presence FROM told')
      .toArray()
    for (const { campaign_id: left } of told.filter((row) => row.campaign_id !== campaignId)) {
      this.add(left, { subject: 'presence', presence: null })
      this.#sql.exec('DELETE FROM told WHERE campaign_id = ?', left)
    }
    if (told.some((row) => row.campaign_id === campaignId && row.presence === text)) return
    this.#sql.exec('INSERT OR REPLACE INTO told VALUES (?, ?)', campaignId, text)
    this.add(campaignId, news)
  }

  /** Sends what is there, unless a delivery is under way or it is not time yet. */
  drain(now: number): void {
    if (this.#underWay || now < this.#nextTryAt || this.#oldest() === null) return
    this.#underWay = true
    this.#ports.keepAlive(this.#deliver())
  }

  /** When to look again; null when the boards know everything. */
  nextDue(now: number): number | null {
    if (this.#oldest() === null) return null
    return this.#underWay ? now + ANSWER_WITHIN_MS : Math.max(now, this.#nextTryAt)
  }

  async #deliver(): Promise<void> {
    const campaignId = this.#oldest()
    if (campaignId !== null && (await this.#deliverTo(campaignId))) this.#tries = 0
    else this.#nextTryAt = Date.now() + backOff(++this.#tries, Math.random())
    this.#underWay = false
    this.#ports.settled()
  }

  async #deliverTo(campaignId: string): Promise<boolean> {
    try {
      const taken = await this.#ports.hear(campaignId, this.#rows(campaignId))
      this.#sql.exec('DELETE FROM outbox WHERE campaign_id = ? AND seq <= ?', campaignId, taken)
      return true
    } catch {
      // The board is away: the rows stay, and the alarm comes back to them.
      return false
    }
  }

  /** The campaign that has waited longest. */
  #oldest(): string | null {
    const [row] = this.#sql
      .exec<{ campaign_id: string }>('SELECT campaign_id FROM outbox ORDER BY seq LIMIT 1')
      .toArray()
    return row?.campaign_id ?? null
  }

  #rows(campaignId: string): NumberedNews[] {
    return this.#sql
      .exec<{ seq: number; news: string }>(
        'SELECT seq, news FROM outbox WHERE campaign_id = ? ORDER BY seq LIMIT ?',
        campaignId,
        MOST_ROWS,
      )
      .toArray()
      .map(({ seq, news }) => ({ seq, news: JSON.parse(news) }))
  }
}
