/**
 * The production worker with a meter: what is billed, counted where it happens. `GET /counts`
 * tells. Nothing of the worker is replaced.
 * @module
 */

import * as worker from '../../worker/index.ts'
import type { Counts } from './counts.ts'

const nothing = (): Counts => ({
  rowsWritten: 0,
  rowsRead: 0,
  statements: 0,
  alarmsSet: 0,
  requests: {},
})

/** A cursor tells how many rows it has cost once it was read. */
interface Meter {
  readonly counts: Counts
  readonly cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[]
}

const meters = new Map<string, Meter>()
const owners = new WeakMap<object, string>()
const patched = new WeakSet<object>()

function meterOf(owner: object): Meter {
  const name = owners.get(owner) ?? 'unknown'
  const meter = meters.get(name) ?? { counts: nothing(), cursors: [] }
  meters.set(name, meter)
  return meter
}

/** Counts every call of a method of a class, without changing what it does. */
function onEach(owner: object, method: string, count: (self: object, result: unknown) => void) {
  const prototype = Object.getPrototypeOf(owner)
  const original = prototype[method]
  prototype[method] = function counted(this: object, ...given: unknown[]) {
    const result = original.apply(this, given)
    count(this, result)
    return result
  }
}

function watchStorage({ storage }: DurableObjectState, name: string): void {
  owners.set(storage, name)
  owners.set(storage.sql, name)
  if (patched.has(Object.getPrototypeOf(storage))) return
  patched.add(Object.getPrototypeOf(storage))
  onEach(storage.sql, 'exec', (sql, cursor) => {
    meterOf(sql).cursors.push(cursor as Meter['cursors'][number])
  })
  for (const method of ['setAlarm', 'deleteAlarm']) {
    onEach(storage, method, (self) => {
      meterOf(self).counts.alarmsSet += 1
    })
  }
}

type ObjectClass = new (ctx: DurableObjectState, env: never) => object

/** The same class; its storage and everything that reaches it are counted. */
function metered<C extends ObjectClass>(Plain: C): C {
  const { name, prototype } = Plain
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(prototype, method) ?? {}
    if (method === 'constructor' || typeof value !== 'function') continue
    prototype[method] = function counted(this: object, ...given: unknown[]) {
      owners.set(this, name)
      const { requests } = meterOf(this).counts
      requests[method] = (requests[method] ?? 0) + 1
      return value.apply(this, given)
    }
  }
  return new Proxy(Plain, {
    construct(target, [ctx, env], asked) {
      watchStorage(ctx, name)
      return Reflect.construct(target, [ctx, env], asked)
    },
  })
}

/** Sums a meter up. */
function read({ counts, cursors }: Meter): Counts {
  for (const { rowsRead, rowsWritten } of cursors.splice(0)) {
    counts.rowsRead += rowsRead
    counts.rowsWritten += rowsWritten
    counts.statements += 1
  }
  return counts
}

export const AgentSession = metered(worker.AgentSession)
export const CampaignBoard = metered(worker.CampaignBoard)
export const Tally = metered(worker.Tally)

export default {
  fetch(request: Request, env: never, ctx: ExecutionContext): Response | Promise<Response> {
    if (new URL(request.url).pathname !== '/counts') return worker.default.fetch(request, env, ctx)
    return Response.json(Object.fromEntries([...meters].map(([name, m]) => [name, read(m)])))
  },
}
