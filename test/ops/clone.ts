/**
 * The repository as somebody has it who has just cloned and installed it, to run a page's lines in
 * without touching this one.
 * @module
 */

import { cp, mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Not in a clone, or big and the same. */
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  '.git',
  '.wrangler',
  '.env',
  '.dev.vars',
  'state',
])

/** Makes one; resolves with its folder. */
export async function clone(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-console-clone-'))
  await cp(ROOT, folder, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(basename(source)) && !source.endsWith('.log'),
  })
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
