/**
 * The page's long tasks by processor time. Chromium's slowdown goes by the clock: whatever else has
 * the core in the middle of a task counts four times. What a task takes of the processor does not
 * depend on the neighbours, and four times as much is what it takes on a machine so much slower.
 * @module
 */

import type { Browser } from 'puppeteer-core'
import type { Build } from './builds/build.ts'
import { oneCall, openPage } from './in-chromium.ts'
import type { PageHost } from './page-host.ts'

/** What of a trace is looked at: a task, or what it has left for its end; in microseconds. */
interface Traced {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur: number
  readonly tdur: number
}

const TASK = 'ThreadControllerImpl::RunTask'
const END_OF_TASK = 'BlinkScheduler_PerformMicrotaskCheckpoint'

/** What each task of a thread took of the processor, in milliseconds. */
function tasksOf(thread: readonly Traced[]): number[] {
  const tasks: number[] = []
  let end = 0
  for (const { name, ts, dur, tdur } of thread.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    // one inside another is a part of it
    if (ts < end) continue
    end = ts + dur
    if (name === TASK) tasks.push(tdur / 1_000)
    else tasks.push((tasks.pop() ?? 0) + tdur / 1_000)
  }
  return tasks
}

/** The busiest thread that runs scripts is the page's. */
function tasksIn(trace: string): number[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly Traced[] }
  const tasks = traceEvents.filter(
    ({ name, ph }) => ph === 'X' && (name === TASK || name === END_OF_TASK),
  )
  const scripted = tasks.filter(({ name }) => name === END_OF_TASK)
  const threads = Map.groupBy(scripted, ({ pid, tid }) => `${pid} ${tid}`)
  const [page] = [...threads.values()].toSorted((a, b) => b.length - a.length)
  const [first] = page ?? []
  if (first === undefined) throw new Error('this Chromium’s traces have no tasks as we know them')
  return tasksOf(tasks.filter(({ pid, tid }) => pid === first.pid && tid === first.tid))
}

/** Loads the console's page, lets calls come, and says what each task took of the processor. */
export async function tasksOfPage(
  browser: Browser,
  host: PageHost,
  build: Build,
  calls: number,
): Promise<number[]> {
  const open = await openPage(browser, host, build, (page) =>
    page.tracing.start({ categories: ['toplevel'] }),
  )
  for (let call = 0; call < calls; call++) await oneCall(open, host)
  const trace = await open.page.tracing.stop()
  await open.page.close()
  return tasksIn(new TextDecoder().decode(trace))
}
