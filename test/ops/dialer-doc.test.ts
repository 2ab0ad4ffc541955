import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { SERVICES } from '../../shared/predictive-service.ts'
import { Shell } from '../e2e/shell.ts'
import { ConsoleClient } from '../worker/console-client.ts'
import { ANN, finish, TYPED } from '../worker/live-session.ts'
import { CAMPAIGN, KEY, ORIGIN, register, SECRET, tokenOf } from '../worker/live-worker.ts'
import { Program } from './program.ts'
import { type Served, serve } from './served.ts'

let folder: string
let bridge: ChildProcess
let written = ''
let address = ''
let server: Served
const page = () => readFile('docs/dialer.md', 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-console-bridge-'))
  const [, code = ''] = /^```js\n(\/\/ bridge\.mjs\n.*?)^```$/ms.exec(await page()) ?? []
  await writeFile(join(folder, 'bridge.mjs'), code)
  bridge = spawn('node', [join(folder, 'bridge.mjs')], {
    env: { PATH: process.env.PATH ?? '', BRIDGE_KEY: KEY, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  bridge.stdout?.on('data', (chunk) => {
    written += chunk
  })
  await vi.waitFor(() => expect(written).toMatch(/listens on \d+\n/), { timeout: 20_000 })
  address = `http://127.0.0.1:${/listens on (\d+)/.exec(written)?.[1]}/`
  server = await serve(address, folder)
  await register(server.url)
}, 60_000)

afterAll(async () => {
  await server?.program.stop()
  bridge?.kill()
  await rm(folder, { recursive: true })
})

const connect = (agentId: string, person: object) =>
  fetch(new URL('/try', address), { method: 'POST', body: JSON.stringify([agentId, person]) })

const doctor = async (env: Record<string, string>, url = server.url) => {
  const program = new Program('ops/doctor.ts', [url, '--campaign', CAMPAIGN.id], env)
  return { code: await program.ended(), text: program.written }
}

describe('the bridge in docs/dialer.md', () => {
  it('is a dialer to the doctor', async () => {
    const { code, text } = await doctor({ SESSION_SECRET: SECRET })
    expect(text).toMatch(/✓ dialer: It takes the key/)
    expect(text).toMatch(/\nNothing is wrong\./)
    expect(code).toBe(0)
  })

  it('carries an agent through a call to the next one and home', async () => {
    const token = await tokenOf('ann@acme.example')
    const at = { url: server.url, token, campaign: CAMPAIGN.id, origin: ORIGIN }
    const ann = await ConsoleClient.open(at)
    await ann.command({ type: 'call-me', phoneNumber: '2135550100' })
    await expect.poll(() => written).toContain('ring 2135550100')
    await ann.command({ type: 'log-in', agentId: '4001' })
    await ann.inPhase('waiting')
    expect((await connect('4001', ANN)).status).toBe(200)
    const { call } = await ann.inPhase('on-call')
    expect(call).toMatchObject({ id: '77', phoneNumber: ANN.phonenumber, name: 'Ann Lee' })
    await ann.command(finish('77'))
    await expect.poll(() => written).toContain(`call 77: ${TYPED.dispositions[0]}`)
    await ann.inPhase('waiting')
    expect((await connect('4001', { ...ANN, id: '78' })).status).toBe(200)
    await ann.inPhase('on-call', (state) => state.call.id === '78')
    await ann.command(finish('78', true))
    await ann.inPhase('signed-out')
    await expect.poll(() => written).toContain('call 78: ')
    expect((await connect('4001', ANN)).status).toBe(500)
    await ann.close()
  }, 60_000)

  it('refuses a wrong key, and repeats a call until it is finished', async () => {
    const ask = async (operation: string, key: string) => {
      const inside = `<a:key>${key}</a:key><a:campaignId>1</a:campaignId><a:agentId>7</a:agentId>`
      const body = `<s:Envelope><s:Body><a:${operation}>${inside}</a:${operation}></s:Body></s:Envelope>`
      return (await fetch(address, { method: 'POST', body })).text()
    }
    expect(await ask('loginAgent', 'another')).toContain('The key is wrong.')
    expect(await ask('loginAgent', KEY)).toContain('loginAgentResponse')
    await connect('7', ANN)
    for (const _ of [1, 2]) expect(await ask('getConnectionForAgent', KEY)).toContain('>77<')
    expect(await ask('updateRatio', KEY)).toContain('There is no updateRatio here.')
  })
})

describe('the question of docs/dialer.md', () => {
  it('tells a dialer that repeats by the call that it names again', async () => {
    const [, question = ''] = /^ *```sh\n( *curl -sS -m 10 .*?)^ *```$/ms.exec(await page()) ?? []
    const shell = new Shell(folder, { DIALER_URL: address, DIALER_KEY: KEY })
    await shell.run(question.replaceAll('getConnectionForAgent', 'loginAgent'))
    await connect('4001', ANN)
    for (const _ of ['first', 'again']) expect(await shell.run(question)).toContain(`>${ANN.id}<`)
    shell.close()
  })
})

describe('the table of docs/dialer.md', () => {
  it('names every operation, and every parameter of its own', async () => {
    const text = await page()
    const operations = Object.values(SERVICES).flatMap((service) => Object.entries(service))
    expect(operations.filter(([name]) => !text.includes(name))).toEqual([])
    const parameters = operations.flatMap(([, row]) => Object.keys(row.parameters))
    const cells = [...text.matchAll(/^\| \w+[^|]*\|([^|]*)\|/gm)].map(([, cell = '']) => cell)
    const named = cells.join(',').split(/[\s,]+/)
    expect([...new Set(parameters)].filter((name) => !named.includes(name))).toEqual([])
  })
})
