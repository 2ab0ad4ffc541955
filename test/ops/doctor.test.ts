import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkerd } from '../../ops/workerd.ts'
import { CAMPAIGN, KEY, ORIGIN, register, SECRET } from '../worker/live-worker.ts'
import { ScriptedDialer } from '../worker/scripted-dialer.ts'
import { Program } from './program.ts'
import { type Served, serve } from './served.ts'

let dialer: ScriptedDialer
let folder: string
let server: Served

beforeAll(async () => {
  dialer = await new ScriptedDialer().start()
  folder = await mkdtemp(join(tmpdir(), 'agent-console-doctor-'))
  server = await serve(dialer.url, folder)
  await register(server.url)
}, 60_000)

afterAll(async () => {
  await server.program.stop()
  await dialer.stop()
  await rm(folder, { recursive: true })
})

const KNOWN = ['--campaign', CAMPAIGN.id]

async function examine(url: string, args: readonly string[] = KNOWN, secret = SECRET) {
  const env = secret === '' ? {} : { SESSION_SECRET: secret }
  const doctor = new Program('ops/doctor.ts', [url, ...args], env as Record<string, string>)
  const code = await doctor.ended()
  for (const never of [KEY, SECRET, 'eyJ']) expect(doctor.written).not.toContain(never)
  return { code, text: doctor.written }
}

describe('npm run doctor', () => {
  it('finds nothing wrong where nothing is, and rings no phone', async () => {
    dialer.next('getAgentStats')
    const { code, text } = await examine(server.url, [...KNOWN, '--origin', ORIGIN])
    expect(text).not.toMatch(/[✗?]/)
    const about = [...text.matchAll(/^✓ (\w+):/gm)].map(([, word]) => word)
    expect(about).toEqual([
      'address',
      'encryption',
      'script',
      'settings',
      'clock',
      'dialer',
      'delivery',
      'origin',
      'socket',
    ])
    expect(code).toBe(0)
    const operations = new Set(dialer.asked.map(({ operation }) => operation))
    expect([...operations]).toEqual(['getAgentStats'])
  })

  it('repeats what the dialer says to a wrong key', async () => {
    dialer.next('getAgentStats', { fault: 'Invalid key' })
    const { code, text } = await examine(server.url)
    expect(text).toMatch(/✗ dialer: .*Invalid key/)
    expect(text).toMatch(/DIALER_KEY/)
    expect(code).toBe(1)
  })

  it('tells a page that answers for the dialer from a dialer', async () => {
    dialer.next('getAgentStats', { status: 200, body: '<html>Sign in</html>' })
    expect((await examine(server.url)).text).toMatch(/✗ dialer: .*no PredictiveService/)
  })

  it('says that a page of another origin is kept out, and who is not', async () => {
    const { text } = await examine(server.url, [...KNOWN, '--origin', 'https://other.example'])
    expect(text).toMatch(/✗ origin: Pages of https:\/\/other\.example may not; allowed: /)
    expect(text).toMatch(/✗ socket: .*origin-refused\.\n +Name it in ALLOWED_ORIGINS\./)
  })

  it.each([
    ['an address without https', 'console.acme.example', SECRET, /begins with https:\/\//],
    ['a secret that no worker takes', 'https://console.acme.example', 'short', /SESSION_SECRET is/],
  ])('names %s, and no line of its own code', async (_, address, secret, words) => {
    const { code, text } = await examine(address, KNOWN, secret)
    expect(code).toBe(1)
    expect(text).toMatch(words)
    expect(text).not.toMatch(/^ +at /m)
  })

  it('says that nobody has set a campaign up', async () => {
    const { text } = await examine(server.url, ['--campaign', '999'])
    expect(text).toMatch(/✗ socket: .*nobody has set campaign 999 up/)
  })

  it('says what it cannot see without a token, and that a secret is another one', async () => {
    const outside = await examine(server.url, KNOWN, '')
    expect(outside.text).toMatch(/\? settings: No more can be seen/)
    expect(outside.text).toMatch(/\nNothing is wrong in what could be seen\./)
    const { text } = await examine(server.url, KNOWN, 'another secret of thirty-two bytes or so')
    expect(text).toMatch(/✗ settings: The worker refuses the token: token-invalid/)
  })

  it('says that nobody is there, or somebody else', async () => {
    const other = createServer((_, response) => response.end('Welcome'))
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready))
    const { port } = other.address() as AddressInfo
    expect((await examine(`http://127.0.0.1:${port}`)).text).toMatch(/✗ address: Something else/)
    await new Promise((closed) => other.close(closed))
    const { code, text } = await examine(`http://127.0.0.1:${port}`)
    expect(text).toMatch(/✗ address: .*cannot be reached/)
    expect(code).toBe(1)
  })

  it('names a setting that a worker lacks', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'agent-console-bare-'))
    const bare = await startWorkerd({
      folder: elsewhere,
      port: 0,
      settings: { ALLOWED_ORIGINS: ORIGIN },
    })
    const { text } = await examine(bare.url)
    expect(text).toMatch(/✗ settings: SESSION_SECRET is missing or wrong/)
    expect(text).toMatch(/openssl rand/)
    expect(text).toMatch(/✗ script:/)
    await bare.kill()
    await rm(elsewhere, { recursive: true })
  })

  it('asks for an address when it gets none', async () => {
    const { code, text } = await examine('', [])
    expect(code).toBe(1)
    expect(text).toMatch(/Its address is missing/)
  })
})
