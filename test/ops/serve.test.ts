import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { scriptTag } from '../../build.ts'
import { freePort } from '../free-port.ts'
import { ConsoleClient } from '../worker/console-client.ts'
import { ANN, finish, TYPED } from '../worker/live-session.ts'
import {
  CAMPAIGN,
  KEY,
  ORIGIN,
  register,
  SECRET,
  SETTINGS,
  tokenOf,
} from '../worker/live-worker.ts'
import { ScriptedDialer } from '../worker/scripted-dialer.ts'
import { Program } from './program.ts'
import { serve } from './served.ts'

let dialer: ScriptedDialer
let folder: string
let server: Program
let url: string

/** Starts the worker, on the disk of the test. */
async function start(): Promise<void> {
  const served = await serve(dialer.url, folder)
  server = served.program
  url = served.url
}

async function open(userId: string): Promise<ConsoleClient> {
  const token = await tokenOf(userId)
  return ConsoleClient.open({ url, token, campaign: CAMPAIGN.id, origin: ORIGIN })
}

async function waiting(userId: string, agentId: string): Promise<ConsoleClient> {
  const console = await open(userId)
  await console.command({ type: 'call-me', phoneNumber: '2135550100' })
  await console.command({ type: 'log-in', agentId })
  await dialer.holding(agentId)
  return console
}

beforeAll(async () => {
  dialer = await new ScriptedDialer().start()
})
afterAll(() => dialer.stop())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-console-serve-'))
  await start()
})
afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

describe('npm run serve', () => {
  it('says that it is well, and gives browsers its scripts as scripts', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
    const script = await fetch(`${url}/agent-console.js`)
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('access-control-allow-origin')).toBe('*')
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await script.text()).toContain('agent-console')
    const page = await fetch(`${url}/api.html`)
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(script.headers.get('cache-control')).toBe('public, max-age=300')
    const [, versioned = ''] = /src="https:\/\/YOUR-WORKER([^"]*)"/.exec(await scriptTag()) ?? []
    const forever = await fetch(url + versioned)
    expect(forever.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(forever.headers.get('access-control-allow-origin')).toBe('*')
    expect((await fetch(`${url}/agent-console.js`, { method: 'HEAD' })).ok).toBe(true)
    for (const path of ['/', '/_headers', '/agent-console/', '/nothing.js', '/..%2fworker.js']) {
      expect((await fetch(url + path)).status, path).toBe(404)
    }
  })

  it('loses nothing when it is stopped and started in the middle of a call', async () => {
    await register(url)
    const before = await waiting('ann@acme.example', '4721')
    dialer.connect('4721', ANN)
    await before.inPhase('on-call')
    const draft = { dispositions: [], notes: 'half a sentence' }
    const saved = await before.command({ type: 'save-draft', callId: ANN.id, draft })
    expect(saved).toMatchObject({ ok: true })
    expect(await server.stop()).toBe(0)

    await start()
    const after = await open('ann@acme.example')
    expect(await after.inPhase('on-call')).toMatchObject({ call: { id: ANN.id }, draft })
    expect(await after.command(finish(ANN.id))).toMatchObject({ ok: true })
    await dialer.until(() => dialer.of('storeAgentResponse').length > 0)
    const stored = { callId: ANN.id, agentNotes: TYPED.notes }
    expect(dialer.of('storeAgentResponse')).toEqual([expect.objectContaining(stored)])
    await after.close()
  }, 60_000)

  it('waits again after a stop and a start, though no page is open', async () => {
    await register(url)
    const before = await waiting('ben@acme.example', '4722')
    await before.close()
    expect(await server.stop()).toBe(0)
    dialer.endWaits('4722')
    const asked = () => dialer.of('getConnectionForAgent').length
    const until = asked()
    await start()
    await dialer.until(() => asked() > until)
  }, 90_000)

  it('ends when npm, which runs it, is asked to', async () => {
    const { PATH = '', HOME = '' } = process.env
    const place = { PORT: '0', STATE_DIR: join(folder, 'npm'), DIALER_URL: dialer.url }
    const npm = spawn('npm', ['run', 'serve', '--ignore-scripts'], {
      env: { PATH, HOME, ...SETTINGS, ...place },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    const address = await new Promise<string>((resolve) => {
      let written = ''
      npm.stdout.on('data', (chunk) => {
        written += chunk
        const [, found] = /listens on (\S+);/.exec(written) ?? []
        if (found) resolve(found)
      })
    })
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    npm.kill('SIGTERM')
    const [code] = await once(npm, 'exit')
    const left = await fetch(`${address}/healthz`).then(
      () => 'it still serves',
      () => 'nobody',
    )
    if (left !== 'nobody') process.kill(-(npm.pid ?? 0), 'SIGKILL')
    expect({ left, code }).toEqual({ left: 'nobody', code: 0 })
  }, 90_000)

  it('leaves nothing running when it is asked to end while it starts', async () => {
    const port = await freePort()
    const own = { DIALER_URL: dialer.url, STATE_DIR: join(folder, 'other'), PORT: String(port) }
    const other = new Program('ops/serve.ts', [], { ...SETTINGS, ...own })
    // The bundle is written, and the runtime is on its way up.
    await expect.poll(() => readdir(own.STATE_DIR).catch(() => [])).toContain('worker.js')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await other.stop()).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
  })

  it('writes no secret to disk', async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async ({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
    )
    const written = texts.join('\n')
    expect(written).toContain('DIALER_KEY')
    expect(written).not.toContain(KEY)
    expect(written).not.toContain(SECRET)
  })

  it('keeps its state from the other users of the machine', async () => {
    await register(url)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
    const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o077))
    expect(paths.filter((path) => path.endsWith('.sqlite'))).not.toEqual([])
    expect(paths.filter((_, at) => modes[at] !== 0)).toEqual([])
  })

  it('listens on an address of IPv6, too', async () => {
    const state = join(folder, 'other')
    const { program, url } = await serve(dialer.url, state, { HOST: '::1' })
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/)
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
    await program.stop()
  })

  it('does not start with a wrong setting, and names it without its value', async () => {
    const wrong = new Program('ops/serve.ts', [], { SESSION_SECRET: 'too short', PORT: '0' })
    expect(await wrong.ended()).toBe(1)
    expect(wrong.written).toMatch(/^SESSION_SECRET is shorter than 32 bytes\./)
    expect(wrong.written).not.toContain('too short')
    const port = new Program('ops/serve.ts', [], { PORT: 'eighty' })
    expect(await port.ended()).toBe(1)
  })

  it.each([
    ['its port is taken', () => ({ PORT: new URL(url).port }), /Address already in use/],
    ['its folder is a file', () => ({ STATE_DIR: 'package.json' }), /ENOTDIR|EEXIST/],
  ])('says what to look at where %s, and no line of its own code', async (_, place, words) => {
    const free = { PORT: '0', STATE_DIR: join(folder, 'other') }
    const env = { ...SETTINGS, DIALER_URL: dialer.url, ...free, ...place() }
    const second = new Program('ops/serve.ts', [], env)
    expect(await second.ended()).toBe(1)
    expect(second.written).toMatch(words)
    expect(second.written).toContain('It did not start: look at PORT, HOST, STATE_DIR')
    expect(second.written).not.toMatch(/^ +at /m)
  })
})
