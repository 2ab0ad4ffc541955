import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Hosted, startWorkerd } from '../../ops/workerd.ts'
import type { Settings } from '../../worker/settings.ts'
import { checkSetup } from '../../worker/setup.ts'
import { ConsoleClient } from './console-client.ts'
import { KEY, ORIGIN, SECRET } from './live-worker.ts'

const GOOD: Settings = {
  DIALER_URL: 'https://dialer.example/service/PredictiveService',
  DIALER_KEY: KEY,
  ALLOWED_ORIGINS: ORIGIN,
  SESSION_SECRET: SECRET,
  CALL_LOG_DAYS: '90',
}
const PUBLIC = 'https://console.example/v1/sign-in'

/** The demo's own settings, as `npm start` uses them. */
async function demoSettings(): Promise<Record<string, string>> {
  const text = await readFile('demo/wrangler.toml', 'utf8')
  const lines = text.matchAll(/^([A-Z_]+) = "(.*)"$/gm)
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]))
}

const WRONG: readonly (readonly [keyof Settings, string])[] = [
  ['SESSION_SECRET', ''],
  ['SESSION_SECRET', 'thirty-one bytes is one too few'],
  ['SESSION_SECRET', 'secret'.repeat(10)],
  ['SESSION_SECRET_PREVIOUS', 'short'],
  ['ALLOWED_ORIGINS', ''],
  ['ALLOWED_ORIGINS', '*'],
  ['ALLOWED_ORIGINS', 'https://crm.example/'],
  ['ALLOWED_ORIGINS', 'crm.example'],
  ['ALLOWED_ORIGINS', 'null'],
  ['DIALER_URL', ''],
  ['DIALER_URL', 'http://dialer.example/service/PredictiveService'],
  ['DIALER_URL', 'https://me:my-password@dialer.example/'],
  ['CAMPAIGN_SERVICE_URL', 'dialer'],
  ['DIALER_KEY', ' '],
  ['DIALER_DELIVERY', 'twice'],
  ['CALLBACK_PREFIXES', '1213 any'],
  ['GRACE_SECONDS', 'three minutes'],
  ['ABANDON_SECONDS', '-1'],
  ['CALL_LOG_DAYS', ''],
  ['CALL_LOG_DAYS', '0'],
  ['CALL_LOG_DAYS', '9999'],
  ['CALL_LOG_DAYS', 'ever'],
]

describe('a setting', () => {
  it('may be as the README says', () => {
    expect(() => checkSetup(GOOD, PUBLIC)).not.toThrow()
  })

  it.each(WRONG)('%s of "%s" is refused by its name, never its value', (setting, value) => {
    let thrown: unknown
    try {
      checkSetup({ ...GOOD, [setting]: value }, PUBLIC)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'misconfigured', field: setting })
    if (value.trim()) expect(JSON.stringify(thrown)).not.toContain(value)
  })

  it.each(['SESSION_SECRET', 'DIALER_KEY'] as const)(
    '%s of npm start is good for this machine only',
    async (setting) => {
      const { [setting]: published } = await demoSettings()
      const settings = { ...GOOD, [setting]: published }
      expect(() => checkSetup(settings, 'http://localhost:8787/')).not.toThrow()
      expect(() => checkSetup(settings, 'http://127.0.0.1:8787/')).not.toThrow()
      expect(() => checkSetup(settings, PUBLIC)).toThrow('misconfigured')
    },
  )
})

describe('a worker that is not set up', () => {
  let folder = ''
  let runtime: Hosted | undefined
  afterEach(async () => {
    await runtime?.kill()
    await rm(folder, { recursive: true, force: true })
  })

  async function start(settings: Settings): Promise<Hosted> {
    folder = await mkdtemp(join(tmpdir(), 'agent-console-'))
    runtime = await startWorkerd({ folder, port: 0, settings: { ...settings } })
    return runtime
  }

  it('answers 500 with the setting’s name, and its log says how to set it', async () => {
    const { SESSION_SECRET: _, ...unsigned } = GOOD
    const { url, log } = await start(unsigned)
    const response = await fetch(`${url}/v1/campaigns/874100`, { headers: { origin: ORIGIN } })
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(await response.json()).toMatchObject({ code: 'misconfigured', field: 'SESSION_SECRET' })
    await expect.poll(log).toContain('npx wrangler secret put SESSION_SECRET')
  })

  it('tells a page through the socket, because a browser cannot read a refused upgrade', async () => {
    const { url } = await start({ ...GOOD, SESSION_SECRET: 'weak' })
    const opening = { url, token: 'a.b.c', campaign: '874100', origin: ORIGIN }
    const client = await ConsoleClient.open(opening)
    expect(await client.closed()).toBe(4500)
    expect(client.updates).toEqual([{ type: 'refused', code: 'misconfigured' }])
  })

  it('refuses the demo’s secrets under any name but localhost', async () => {
    const { SESSION_SECRET = '', DIALER_KEY = '' } = await demoSettings()
    const { port, log } = await start({ ...GOOD, SESSION_SECRET, DIALER_KEY })
    expect(await statusAs('localhost', port)).toBe(401)
    expect(await statusAs('console.example', port)).toBe(500)
    expect(log()).not.toContain(SESSION_SECRET)
  })
})

/** What an anonymous request is answered when the worker goes by this name. */
function statusAs(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', path: '/v1/campaigns/1', headers: { host } }
    request(options, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}
