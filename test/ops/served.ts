/**
 * `npm run serve` on any free port, beside a dialer under the test's thumb.
 * @module
 */

import { SETTINGS } from '../worker/live-worker.ts'
import { Program } from './program.ts'

/** A worker that serves. */
export interface Served {
  readonly program: Program
  readonly url: string
}

/** Starts it with its state in a folder, which may have been used before. */
export async function serve(
  dialerUrl: string,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const program = new Program('ops/serve.ts', [], {
    ...SETTINGS,
    PORT: '0',
    STATE_DIR: folder,
    DIALER_URL: dialerUrl,
    ...more,
  })
  const [, url = ''] = await program.says(/listens on (\S+);/)
  return { program, url }
}
