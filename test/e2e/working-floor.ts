/**
 * The embedded dialer in real time, a worker in front of it, and the CRM's server that hears of each
 * finish.
 * @module
 */

import { KEY, type ServedFloor, serveFloor } from '../demo/dialer/served-floor.ts'
import { type LiveWorker, startWorker } from '../worker/live-worker.ts'
import { type Receiver, startReceiver } from '../worker/webhook-receiver.ts'

/** Everybody on the other end picks up and talks for minutes. */
const ALL_ANSWER = {
  noise: { duplicate: 0, reorder: 0, fail: 0 },
  fates: { human: 1, machine: 0, busy: 0, 'no-answer': 0, rejected: 0, failed: 0 },
  talkSeconds: [900, 900],
}

/** All three. */
export interface WorkingFloor {
  readonly floor: ServedFloor
  readonly worker: LiveWorker
  readonly crm: Receiver
  readonly stop: () => Promise<void>
}

/** Starts all three; the worker's other settings may differ from the usual ones. */
export async function startWorkingFloor(vars: Record<string, string> = {}): Promise<WorkingFloor> {
  const floor = await serveFloor()
  await floor.control('reset', { clock: 'real', speed: 4, network: ALL_ANSWER })
  const crm = await startReceiver()
  const worker = await startWorker({
    DIALER_URL: new URL('/service/PredictiveService', floor.url).href,
    DIALER_KEY: KEY,
    FINISH_WEBHOOK_URL: crm.url,
    FINISH_WEBHOOK_SECRET: crm.secret,
    ...vars,
  })
  const stop = async () => {
    await worker.stop()
    await floor.closeDesks()
    await floor.close()
    crm.stop()
  }
  return { floor, worker, crm, stop }
}
