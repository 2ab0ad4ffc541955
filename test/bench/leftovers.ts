/**
 * What must not outlive the bench: its processes and its folders, however it ends.
 * @module
 */

import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const leftovers = new Set<() => void>()

process.on('exit', () => {
  for (const clear of leftovers) clear()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** A folder of its own, and what removes it; the end of the bench does, too. */
export async function ownFolder(name: string): Promise<{ path: string; remove: () => void }> {
  const path = await mkdtemp(join(tmpdir(), `bench-${name}-`))
  const remove = () => {
    rmSync(path, { recursive: true, force: true })
    leftovers.delete(remove)
  }
  leftovers.add(remove)
  return { path, remove }
}

/** Kills a process at the end of the bench, unless what is returned was called. */
export function endsWithUs(pid: number): () => void {
  const kill = () => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it is gone already
    }
  }
  leftovers.add(kill)
  return () => leftovers.delete(kill)
}
