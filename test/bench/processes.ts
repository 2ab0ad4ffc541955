/**
 * What the system says of a running process (Linux).
 * @module
 */

import { execFileSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { now, sleep } from './clock.ts'

/** A process at one moment. */
export interface ProcessFacts {
  /** Memory in MB (1,000,000 bytes): its own pages, and its share of what it shares. */
  readonly megabytes: number
  readonly descriptors: number
  /** Processor time that it has used, in milliseconds. */
  readonly cpuMs: number
}

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Reads them. */
export async function factsOf(pid: number): Promise<ProcessFacts> {
  const [rollup, descriptors, cpuMs] = await Promise.all([
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
    cpuOf(pid),
  ])
  const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1])
  return { megabytes: (kibibytes * 1_024) / 1e6, descriptors: descriptors.length, cpuMs }
}

/** How many files a process may have open, as the system has set it. */
export async function openFiles(): Promise<number> {
  const limits = await readFile('/proc/self/limits', 'utf8')
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1])
}

/** A process that has done no more than this since it was last looked at is quiet. */
const QUIET = { everyMs: 250, cpuMs: 10, withinMs: 10_000 }

/**
 * Resolves when a process has nothing left to do, so that what it does afterwards (a board told, a
 * log written) does not slow the next one's turn down.
 */
export async function quiet(pid: number): Promise<void> {
  const end = now() + QUIET.withinMs
  let before = await cpuOf(pid)
  while (now() < end) {
    await sleep(QUIET.everyMs)
    const after = await cpuOf(pid)
    if (after - before <= QUIET.cpuMs) return
    before = after
  }
}

/** Processor time that a process has used, in milliseconds. */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // the name may hold spaces; times are the 14th and 15th field, counted from the pid
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND
}
