/**
 * Where the bench ran.
 * @module
 */

import { availableParallelism, cpus, totalmem, type } from 'node:os'
import { openFiles } from './processes.ts'

/** The machine and the runtimes, in a line. */
export async function machine(): Promise<string> {
  const gigabytes = (totalmem() / 1e9).toFixed(0)
  return [
    'local workerd, loopback',
    `${availableParallelism()} cores (${cpus()[0]?.model}), ${gigabytes} GB, ${type()}`,
    `${await openFiles()} open files allowed`,
    `Node ${process.version}`,
  ].join('; ')
}
