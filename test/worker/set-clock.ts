/**
 * A worker whose clock a test sets.
 * @module
 */

import { CAMPAIGN, type LiveWorker, startWorker } from './live-worker.ts'

/** Starts it. */
export const startWithClock = (): Promise<LiveWorker> =>
  startWorker({}, CAMPAIGN, 'test/worker/set-clock.workerd.ts')

/** Sets how far the clock is ahead, in milliseconds; resolves with what it shows then. */
export async function setClock({ url }: LiveWorker, ahead: number): Promise<number> {
  const query = `campaign=${CAMPAIGN.id}&ahead=${ahead}`
  return (await fetch(`${url}/clock?${query}`, { method: 'POST' })).json() as Promise<number>
}
