/**
 * Agents who work a campaign of the embedded dialer at consoles without a page, each with a desk
 * phone of their own.
 * @module
 */

import { expect } from 'vitest'
import { mintToken } from '../../worker/auth.ts'
import type { ServedFloor } from '../demo/dialer/served-floor.ts'
import { ConsoleClient } from '../worker/console-client.ts'
import { type LiveWorker, ORIGIN, SECRET } from '../worker/live-worker.ts'

/** Where somebody works. */
export interface Workplace {
  readonly floor: ServedFloor
  readonly worker: LiveWorker
  readonly campaign: string
}

/** Has the agent's phone rung, answers it and logs in with the id it says. */
export async function work(
  { floor, worker, campaign }: Workplace,
  user: string,
  phoneNumber: string,
): Promise<ConsoleClient> {
  const who = { userId: user, campaigns: [campaign], role: 'agent' } as const
  const { token } = await mintToken({ SESSION_SECRET: SECRET }, who, 3_600)
  const desk = await floor.desk(phoneNumber)
  const agent = await ConsoleClient.open({ url: worker.url, token, campaign, origin: ORIGIN })
  expect(await agent.command({ type: 'call-me', phoneNumber })).toMatchObject({ ok: true })
  await desk.until(() => desk.phone.state === 'ringing')
  desk.send({ type: 'answer' })
  await desk.until(() => desk.phone.hears?.kind === 'digits')
  const agentId = desk.phone.hears?.kind === 'digits' ? desk.phone.hears.digits : ''
  expect(await agent.command({ type: 'log-in', agentId })).toMatchObject({ ok: true })
  return agent
}

/** Finishes the call that the agent is on; resolves with its id. */
export async function finish(agent: ConsoleClient, choice: string, notes: string): Promise<string> {
  const { call } = await agent.inPhase('on-call')
  const draft = { dispositions: [choice], notes }
  const command = { type: 'finish', callId: call.id, draft, lastCall: true } as const
  expect(await agent.command({ ...command, leaveMessage: false })).toMatchObject({ ok: true })
  return call.id
}
