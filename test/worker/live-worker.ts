/**
 * The production worker on real workerd, reached over real HTTP, with a scripted dialer behind it.
 * Bare workerd, because wrangler's test harness sends the worker's requests through a proxy that
 * answers 500 where a connection is refused, and because a process can be killed.
 * @module
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorkerd } from '../../ops/workerd.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { mintToken } from '../../worker/auth.ts'
import { ConsoleClient } from './console-client.ts'
import { ScriptedDialer } from './scripted-dialer.ts'

export const ORIGIN = 'https://crm.example'
export const SECRET = 'a secret of at least thirty-two bytes'
export const KEY = 'planted-key-8f2c'

/** What a worker needs beside the dialer's address. */
export const SETTINGS = {
  ALLOWED_ORIGINS: ORIGIN,
  DIALER_DELIVERY: 'repeat',
  CALL_LOG_DAYS: '90',
  DIALER_KEY: KEY,
  SESSION_SECRET: SECRET,
}

/** The campaign that every test's agents work on. */
export const CAMPAIGN: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [
    {
      name: 'Result',
      choices: [
        { value: 'Interested', meaning: 'contact' },
        { value: 'Not home' },
        { value: 'Do not call', meaning: 'do-not-call' },
      ],
    },
  ],
  dispositionRequired: true,
  columns: ['name', 'city'],
  canLeaveMessage: true,
}

/** A worker and its dialer. */
export interface LiveWorker {
  readonly url: string
  readonly dialer: ScriptedDialer
  /** A token of this worker's own secret. */
  readonly token: (userId: string, role?: 'agent' | 'supervisor') => Promise<string>
  /** Opens a console. */
  readonly open: (userId: string) => Promise<ConsoleClient>
  /** Kills the worker's process and starts another on the same disk. */
  readonly restart: () => Promise<void>
  /** Everything that the worker has written, earlier processes included. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** Starts a worker whose settings, campaign and program may differ from the usual ones. */
export async function startWorker(
  vars: Record<string, string> = {},
  settled: CampaignSettings = CAMPAIGN,
  entry = 'worker/index.ts',
): Promise<LiveWorker> {
  const dialer = await new ScriptedDialer().start()
  const folder = await mkdtemp(join(tmpdir(), 'agent-console-'))
  const settings = { ...SETTINGS, DIALER_URL: dialer.url, ...vars }
  let runtime = await startWorkerd({ folder, port: 0, settings, entry })
  const { url, port } = runtime
  let earlier = ''
  const live: LiveWorker = {
    url,
    dialer,
    token: (userId, role) => tokenOf(userId, role, settled.id),
    open: async (userId) => {
      const token = await live.token(userId)
      return ConsoleClient.open({ url, token, campaign: settled.id, origin: ORIGIN })
    },
    restart: async () => {
      await runtime.kill()
      earlier += runtime.log()
      runtime = await startWorkerd({ folder, port, settings, entry })
    },
    log: () => earlier + runtime.log(),
    stop: async () => {
      await dialer.stop()
      await runtime.kill()
      await rm(folder, { recursive: true })
    },
  }
  await register(url, settled)
  return live
}

/** A token of the usual secret. */
export async function tokenOf(
  userId: string,
  role: 'agent' | 'supervisor' = 'agent',
  id = CAMPAIGN.id,
): Promise<string> {
  const who = { userId, campaigns: [id], role }
  return (await mintToken({ SESSION_SECRET: SECRET }, who, 3_600)).token
}

/** Sets a campaign up. */
export async function register(url: string, settled = CAMPAIGN): Promise<void> {
  const { id, ...body } = settled
  const response = await fetch(`${url}/v1/campaigns/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await tokenOf('sue', 'supervisor', id)}` },
    body: JSON.stringify({ ...body, passcode: 'spring passcode' }),
  })
  if (!response.ok) throw new Error(`registering the campaign: ${await response.text()}`)
}
