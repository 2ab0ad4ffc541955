/**
 * What the campaign's board has yet to hear of this session: numbered rows, written in the turn of
 * the change they tell of, and deleted when the board has taken them. Of each subject only the
 * newest is kept: it says everything an older one said.
 * @module
 */

import type { News } from '../shared/board.ts'
import { Courier, type CourierPorts } from './courier.ts'

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

/** The tables `outbox` and `told`. */
export class Outbox {
  readonly #sql: SqlStorage
  readonly #courier: Courier

  constructor(sql: SqlStorage, { hear, ...ports }: OutboxPorts) {
    this.#sql = sql
    this.#courier = new Courier({
      ...ports,
      waiting: () => this.#oldest() !== null,
      trip: () => this.#deliver(hear),
    })
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

  /** Sends what is there. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** When to look again; null when the boards know everything. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  async #deliver(hear: Hear): Promise<void> {
    const campaignId = this.#oldest()
    if (campaignId === null) return
    const taken = await hear(campaignId, this.#rows(campaignId))
    this.#sql.exec('DELETE FROM outbox WHERE campaign_id = ? AND seq <= ?', campaignId, taken)
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
