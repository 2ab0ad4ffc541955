/**
 * Everything a board consists of, put together.
 * @module
 */

import type { BoardSnapshot } from '../../shared/board.ts'
import type { Env } from '../env.ts'
import { MARKED_NUMBERS_NAME } from '../marked-numbers.ts'
import { applyMigrations } from '../migrations.ts'
import { callLogDays } from '../settings.ts'
import { readWebhook } from '../webhook.ts'
import { AlarmClock } from './alarm-clock.ts'
import { CallLog } from './call-log.ts'
import { Controls } from './controls.ts'
import { Erasure } from './erasure.ts'
import { History } from './history.ts'
import { Leases } from './leases.ts'
import { Marks } from './marks.ts'
import { Pupils } from './pupils.ts'
import { Registration } from './registration.ts'
import { Retention } from './retention.ts'
import { Revocations } from './revocations.ts'
import { Roster } from './roster.ts'
import { Stopper } from './stopper.ts'
import { BOARD_TABLES } from './tables.ts'
import { Watchers } from './watchers.ts'
import { Webhooks } from './webhooks.ts'

/** What the nouns need from the board as a whole. */
export interface BoardPorts {
  /** The board as a supervisor's page shows it; null while nobody has set the campaign up. */
  readonly snapshot: (version: number) => BoardSnapshot | null
  /** Tells one user's session how the campaign is set up now. */
  readonly teach: (userId: string) => Promise<void>
  /** Has one user's session forget a number; tells how many calls it had. */
  readonly forget: (userId: string, number: string) => Promise<number>
  /** Stops the campaign, because it is time. */
  readonly stop: () => Promise<void>
}

/** Every noun of one board. */
export type Nouns = ReturnType<typeof createNouns>

/** Puts a board together on its tables. */
export function createNouns(ctx: DurableObjectState, env: Env, board: BoardPorts) {
  const { sql } = ctx.storage
  applyMigrations(sql, BOARD_TABLES)
  const plain = plainNouns(sql)
  const watchers = new Watchers({ ctx, snapshot: board.snapshot })
  const ports = {
    keepAlive: (promise: Promise<void>) => ctx.waitUntil(promise),
    settled: () => clock.carryOn(),
    campaignId: () => plain.registration.settings()?.id ?? '',
  }
  /** What has ended is on the supervisors' pages. */
  const shown = () => {
    watchers.changed()
    clock.carryOn()
  }
  const pupils = new Pupils(sql, { ...ports, teach: board.teach })
  const webhooks = new Webhooks(sql, {
    ...ports,
    target: () => readWebhook(env),
    now: () => Date.now(),
    settled: shown,
  })
  const erasure = new Erasure(sql, { ...ports, ask: board.forget, settled: shown })
  const marks = new Marks(sql, {
    ...ports,
    deliver: (news) => env.MARKED_NUMBERS.getByName(MARKED_NUMBERS_NAME).mark(news),
  })
  const stopper = new Stopper({ ...ports, ...plain, stop: board.stop, settled: shown })
  const retention = new Retention({ ...plain, webhooks, days: callLogDays(env) })
  const clock: AlarmClock = new AlarmClock(ctx.storage, [
    pupils,
    erasure,
    webhooks,
    marks,
    stopper,
    retention,
  ])
  return { ...plain, watchers, pupils, erasure, webhooks, marks, stopper, clock }
}

/** Those that are nothing but their tables. */
function plainNouns(sql: SqlStorage) {
  return {
    registration: new Registration(sql),
    leases: new Leases(sql),
    roster: new Roster(sql),
    log: new CallLog(sql),
    history: new History(sql),
    controls: new Controls(sql),
    revocations: new Revocations(sql),
  }
}
