/**
 * A session that has news, and its board, in an object of the real runtime.
 * @module
 */

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import type { Presence } from '../../shared/board.ts'
import { Calls } from '../../worker/calls.ts'
import { type Hear, type NumberedNews, Outbox } from '../../worker/outbox.ts'
import { migrate } from '../../worker/session-store.ts'
import { LOGGED } from './logged-call.ts'

const CALL = {
  campaignId: '1',
  kind: 'known',
  phoneNumber: null,
  name: null,
  startedAt: null,
  fields: [],
} as const

const subjectsOf = (news: readonly NumberedNews[]) =>
  news.map(({ news }) => (news.subject === 'call' ? `${news.call.callId} ${news.call.state}` : '-'))

/** A session that has news, and its board; both can be looked at from outside of the object. */
export class Scene {
  /** What each letter told of, and to which campaign. */
  readonly heard: [campaignId: string, subjects: string[]][] = []
  /** The number of each letter: a board takes all of it or nothing. */
  readonly numbers: number[] = []
  readonly calls: Calls
  outbox: Outbox
  /** What else happens at the board when it hears something. */
  meanwhile: () => void = () => undefined
  /** What it answers with. */
  answer = (newest: number) => newest
  readonly #sql: SqlStorage
  readonly #underWay: Promise<void>[] = []
  #console = false
  #campaignId = '1'
  #moves = 0

  constructor(sql: SqlStorage) {
    migrate(sql)
    this.#sql = sql
    this.calls = new Calls(sql)
    this.outbox = this.newLife()
  }

  /** An outbox that knows what is on disk. */
  newLife(): Outbox {
    const hear: Hear = async (campaignId, news) => {
      this.meanwhile()
      this.heard.push([campaignId, subjectsOf(news)])
      const [seq = 0, ...others] = new Set(news.map((each) => each.seq))
      expect(others).toEqual([])
      this.numbers.push(seq)
      return this.answer(seq)
    }
    this.outbox = new Outbox(this.#sql, {
      hear,
      calls: this.calls,
      presence: () => ({ phase: 'signed-out', console: this.#console }) as Presence,
      newsOf: ({ call: { id }, state }) => ({
        subject: 'call',
        call: { ...LOGGED, callId: id, state: state as 'open' },
      }),
      keepAlive: (promise) => void this.#underWay.push(promise),
      settled: () => undefined,
    })
    return this.outbox
  }

  /** Something happens to the session, as at the end of every turn. */
  move(console = this.#console, campaignId = this.#campaignId): void {
    this.#console = console
    this.#campaignId = campaignId
    this.#moves += 1
    this.look()
  }

  /** Nothing has happened. */
  look(): void {
    this.outbox.note({ campaignId: this.#campaignId, console: this.#console, moves: this.#moves })
  }

  open(callId: string): void {
    this.calls.open({ ...CALL, id: callId }, '4721', 1)
    this.move()
  }

  stored(callId: string): void {
    this.calls.mark('1', callId, 'stored', { words: null, nextTryAt: null })
    this.move()
  }

  /** The next letter is heard, and its answer is lost. */
  async deliverInVain(): Promise<void> {
    const { answer } = this
    this.answer = () => {
      throw new Error('the answer is lost')
    }
    const lines = vi.spyOn(console, 'log').mockReturnValue()
    await this.deliver()
    lines.mockRestore()
    this.answer = answer
  }

  async deliver(): Promise<void> {
    this.outbox.drain(Date.now())
    await this.delivered()
  }

  async delivered(): Promise<void> {
    await Promise.all(this.#underWay.splice(0))
  }

  get due(): number | null {
    return this.outbox.nextDue(Date.now())
  }

  /** How many boards are known to show the agent. */
  get boards(): number {
    return this.#sql.exec("SELECT * FROM shelf WHERE kind = 'told'").toArray().length
  }
}

let sessions = 0

/** A scene in a session object of its own. */
export function inScene(play: (scene: Scene) => Promise<void>) {
  const stub = env.AGENT_SESSION.getByName(`outbox-${++sessions}`)
  return runInDurableObject(stub, (_, { storage }) => play(new Scene(storage.sql)))
}
