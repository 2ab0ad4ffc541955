/**
 * Numbers of this campaign that were marked as do-not-call, on their way to the list of all
 * campaigns.
 * @module
 */

import type { LoggedCall, Mark } from '../../shared/board.ts'
import { Courier, type CourierPorts } from '../courier.ts'
import { SETTLED } from './webhooks.ts'

/** What the marks need from the board. */
export interface MarkPorts extends Pick<CourierPorts, 'keepAlive' | 'settled'> {
  readonly campaignId: () => string
  readonly deliver: (marks: readonly Mark[]) => Promise<void>
}

/** The most marks in one delivery. */
const MOST_AT_ONCE = 500

interface Row extends Record<string, SqlStorageValue> {
  number: string
  mark: string
}

/** The table `marks`: what the list does not have yet. */
export class Marks {
  readonly #sql: SqlStorage
  readonly #ports: MarkPorts
  readonly #courier: Courier

  constructor(sql: SqlStorage, ports: MarkPorts) {
    this.#sql = sql
    this.#ports = ports
    this.#courier = new Courier({
      ...ports,
      what: 'marks',
      waiting: () => this.#next(1).length > 0,
      trip: () => this.#deliver(),
    })
  }

  /** Marks a finished call's number, if its answer means that. */
  note(call: LoggedCall): void {
    const { phoneNumber, callId, userId, finishedAt } = call
    // Until then the choice may be another one still; a mark is for good.
    if (finishedAt === null || !SETTLED.includes(call.state) || !phoneNumber) return
    if (!call.meanings.includes('do-not-call')) return
    const mark: Mark = {
      number: phoneNumber,
      at: finishedAt,
      campaignId: this.#ports.campaignId(),
      callId,
      userId,
    }
    this.#sql.exec('INSERT OR IGNORE INTO marks VALUES (?, ?)', phoneNumber, JSON.stringify(mark))
    this.#courier.came()
  }

  /** Delivers what waits. */
  drain(now: number): void {
    this.#courier.drain(now)
  }

  /** When to look again; null when the list has everything. */
  nextDue(now: number): number | null {
    return this.#courier.nextDue(now)
  }

  async #deliver(): Promise<void> {
    const rows = this.#next(MOST_AT_ONCE)
    await this.#ports.deliver(rows.map(({ mark }) => JSON.parse(mark)))
    for (const { number } of rows) this.#sql.exec('DELETE FROM marks WHERE number = ?', number)
  }

  #next(limit: number): Row[] {
    return this.#sql.exec<Row>('SELECT number, mark FROM marks LIMIT ?', limit).toArray()
  }
}
