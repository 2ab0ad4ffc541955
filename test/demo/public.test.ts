import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness, type TestHarness } from 'wrangler'
import { ConsoleClient } from '../worker/console-client.ts'

const ORIGIN = 'https://demo.example'
const DEMO = fileURLToPath(new URL('../../demo/', import.meta.url))
const ASSETS = fileURLToPath(new URL('../../dist/demo', import.meta.url))

const KEY = 'a generated key'

/** What `npm run deploy:demo` adds to the configuration. */
const ADDED = `
ALLOWED_ORIGINS = "${ORIGIN}"
DIALER_URL = "${ORIGIN}/service/PredictiveService"
SESSION_SECRET = "a generated secret of thirty-two bytes"
DIALER_KEY = "${KEY}"
`

const CONFIG = readFileSync(join(DEMO, 'wrangler.public.toml'), 'utf8')

let folder: string
let server: TestHarness
let url: string

/** The demo as it is deployed, except for what a test changes in its configuration. */
async function start(config: string): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'agent-console-public-'))
  mkdirSync(ASSETS, { recursive: true })
  const filledIn = config
    .replace('"worker.ts"', JSON.stringify(join(DEMO, 'worker.ts')))
    .replace('"../dist/demo"', JSON.stringify(ASSETS))
    .replace('[vars]', `[vars]${ADDED}`)
  writeFileSync(join(folder, 'wrangler.toml'), filledIn)
  server = createTestHarness({ workers: [{ configPath: join(folder, 'wrangler.toml') }] })
  url = (await server.listen()).url.origin
}

async function stop(): Promise<void> {
  await server.close()
  rmSync(folder, { recursive: true })
}

/** A visitor at an address of their own, as Cloudflare would say. */
const from = (address: string) => ({ 'cf-connecting-ip': address })

async function ask(path: string, address: string, method = 'GET') {
  const response = await fetch(url + path, { method, headers: from(address) })
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null
  return { status: response.status, body }
}

describe('a demo that everybody can reach', () => {
  beforeAll(() => start(CONFIG), 60_000)
  afterAll(stop)

  it('lets a visitor work, the dialer reached over its binding to itself', async () => {
    const { body } = await ask('/demo/rooms', '203.0.113.1', 'POST')
    const campaign = String(body?.campaign)
    const path = `/demo/token?user=ann@acme.example&campaign=${campaign}`
    const { body: given } = await ask(path, '203.0.113.1')
    const token = String(given?.token)
    const ann = await ConsoleClient.open({ url, token, campaign, origin: ORIGIN })
    await ann.inPhase('signed-out')
    const called = await ann.command({ type: 'call-me', phoneNumber: '2135550100' })
    expect(called).toMatchObject({ ok: true })
    await ann.inPhase('calling-back')
    await ann.close()
  })

  it('shows nobody its dialer, nor the floor’s side door', async () => {
    for (const [path, method] of [
      ['/service/PredictiveService', 'POST'],
      ['/service/PredictiveService?wsdl', 'GET'],
      ['/demo/floor/state', 'GET'],
      ['/demo/floor/journal', 'GET'],
      ['/demo/floor/reset', 'POST'],
    ] as const) {
      expect(await ask(path, '203.0.113.2', method), path).toMatchObject({ status: 404 })
    }
  })

  it('tells no visitor in which other rooms a number was marked', async () => {
    const { body: room } = await ask('/demo/rooms', '203.0.113.10', 'POST')
    const path = `/demo/token?user=sue@acme.example&role=supervisor&campaign=${room?.campaign}`
    const { body: given } = await ask(path, '203.0.113.10')
    const headers = { ...from('203.0.113.10'), authorization: `Bearer ${given?.token}` }
    const asked = (marks: string) => fetch(url + marks, { headers }).then(({ status }) => status)
    expect(await asked(`/v1/campaigns/${room?.campaign}/board`)).toBe(200)
    for (const marks of ['/v1/do-not-call', '/v1/do-not-call?format=csv', '/v1/do%2Dnot%2Dcall']) {
      expect(await asked(marks), marks).toBe(404)
    }
  })

  it('gives no token but for a room', async () => {
    for (const campaign of ['874100', '874101', '1']) {
      const asked = await ask(`/demo/token?user=eve&campaign=${campaign}`, '203.0.113.3')
      expect(asked).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    const wrong = await ask('/demo/token?user=eve&role=owner', '203.0.113.3')
    expect(wrong).toMatchObject({ status: 400, body: { field: 'role' } })
  })

  it('opens only so many rooms for one place; others are unharmed', async () => {
    const rooms = []
    for (let room = 0; room < 31; room += 1) {
      rooms.push((await ask('/demo/rooms', '203.0.113.4', 'POST')).status)
    }
    expect(rooms.slice(0, 30)).toEqual(Array(30).fill(200))
    const refused = await ask('/demo/rooms', '203.0.113.4', 'POST')
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect((await ask('/demo/rooms', '203.0.113.5', 'POST')).status).toBe(200)
  })

  it('refuses a story and a room that are none', async () => {
    const story = await ask('/demo/rooms?story=constructor', '203.0.113.6', 'POST')
    expect(story).toMatchObject({ status: 400, body: { field: 'story' } })
    const stage = await ask('/demo/stage?campaign=874100000000000000', '203.0.113.6')
    expect(stage).toMatchObject({ status: 404 })
  })

  it('creates only so many campaigns for one place', async () => {
    const tries = []
    for (let campaign = 0; campaign < 6; campaign += 1) {
      tries.push((await ask('/v1/campaigns', '203.0.113.7', 'POST')).status)
    }
    expect(tries).toEqual([401, 401, 401, 401, 401, 429])
  })

  it('forgets at night what visitors have created', async () => {
    expect(await created()).toBe('874101')
    expect(await created()).toBe('874102')
    const worker = server.getWorker()
    const scheduledTime = new Date(Date.UTC(2026, 10, 24, 4))
    expect(await worker.scheduled({ cron: '0 4 * * *', scheduledTime })).toMatchObject({
      outcome: 'ok',
    })
    expect(await created()).toBe(String(scheduledTime.getTime() / 1_000 + 1))
  })
})

/** Creates a campaign as a supervisor in a room does, and returns its id. */
async function created(): Promise<unknown> {
  const { body: room } = await ask('/demo/rooms', '203.0.113.8', 'POST')
  const path = `/demo/token?user=sue@acme.example&role=supervisor&campaign=${room?.campaign}`
  const { body: given } = await ask(path, '203.0.113.8')
  const form = new FormData()
  const lists = [{ name: 'Result', choices: [{ value: 'Done' }] }]
  const campaign = { name: 'Visitor', callerId: '2125550100', dispositionLists: lists }
  form.set('campaign', JSON.stringify(campaign))
  form.set('numbers', new Blob(['2125550110,Rosa Delgado\n'], { type: 'text/csv' }), 'list.csv')
  const answer = await fetch(`${url}/v1/campaigns`, {
    method: 'POST',
    headers: { ...from('203.0.113.8'), authorization: `Bearer ${given?.token}` },
    body: form,
  })
  const body = (await answer.json()) as { campaign?: { id: string } }
  return body.campaign?.id ?? expect.fail(JSON.stringify(body))
}

describe('a room', () => {
  const THREE_HOURS = /ROOM_SECONDS = "10800"/
  beforeAll(() => start(CONFIG.replace(THREE_HOURS, 'ROOM_SECONDS = "2"')), 60_000)
  afterAll(stop)

  it('is forgotten three hours after a page last came in, here two seconds', async () => {
    expect(CONFIG).toMatch(THREE_HOURS)
    const { body } = await ask('/demo/rooms', '203.0.113.9', 'POST')
    const path = `/demo/stage?campaign=${body?.campaign}`
    const page = new WebSocket(url.replace('http', 'ws') + path)
    const told = await new Promise((resolve) => page.addEventListener('message', resolve))
    expect(told).toMatchObject({ data: expect.stringContaining('quiet-morning') })
    expect(page.readyState).toBe(WebSocket.OPEN)
    const there = () => ask(path, '203.0.113.9').then(({ status }) => status)
    await expect.poll(there, { timeout: 20_000 }).toBe(404)
    await expect.poll(() => page.readyState).not.toBe(WebSocket.OPEN)
  })

  it('is told as fast as was asked for, within reason', async () => {
    for (const speed of ['0', '9', 'fast']) {
      const asked = await ask(`/demo/rooms?speed=${speed}`, '203.0.113.9', 'POST')
      expect(asked).toMatchObject({ status: 400, body: { field: 'speed' } })
    }
  })
})
