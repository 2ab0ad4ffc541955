import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Program } from './program.ts'

const SECRET = 'planted secret of thirty-two bytes'
const KEY = 'planted-key-8f2c'

const SETTINGS = [
  'DIALER_URL:https://dialer.example/service/PredictiveService',
  'ALLOWED_ORIGINS:https://crm.example',
  'CALL_LOG_DAYS:30',
].flatMap((setting) => ['--var', setting])

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-console-deploy-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(script: string, args: readonly string[]) {
  const program = new Program(script, ['--dry-run', ...args], {
    // Nobody is signed in to anything.
    CLOUDFLARE_API_TOKEN: '',
    WRANGLER_SEND_METRICS: 'false',
  })
  const code = await program.ended()
  for (const never of [SECRET, KEY]) expect(program.written).not.toContain(never)
  return { code, text: program.written }
}

async function secretsFile(name: string, ...lines: readonly string[]): Promise<string[]> {
  const path = join(folder, name)
  await writeFile(path, lines.join('\n'))
  return ['--secrets-file', path]
}

describe('npm run deploy', () => {
  it('deploys nothing while a setting is missing, and names each with how to set it', async () => {
    const { code, text } = await run('ops/deploy.ts', [])
    expect(code).toBe(1)
    for (const name of ['DIALER_URL', 'ALLOWED_ORIGINS', 'CALL_LOG_DAYS']) {
      expect(text).toMatch(new RegExp(`^✗ ${name} .+\n  in wrangler.toml`, 'm'))
    }
    expect(text).toMatch(/Nothing was deployed\.\n$/)
  })

  it('builds and checks all of it in a dry run, and says what is to be done after', async () => {
    const secrets = await secretsFile('good', `SESSION_SECRET="${SECRET}"`, `DIALER_KEY=${KEY}`)
    const { code, text } = await run('ops/deploy.ts', [...SETTINGS, ...secrets])
    expect(code, text).toBe(0)
    expect(text).toMatch(/✓ Every setting is there/)
    expect(text).toMatch(/env\.AGENT_SESSION/)
    expect(text).toMatch(/env\.SESSION_SECRET/)
    expect(text).toMatch(/That was a dry run: nothing was deployed\./)
    expect(text).toMatch(/npm run doctor/)
    expect(text).toMatch(/npm run token/)
  }, 60_000)

  it('refuses a weak secret, and the demo’s', async () => {
    const weak = await secretsFile('weak', 'SESSION_SECRET=weak', `DIALER_KEY=${KEY}`)
    expect((await run('ops/deploy.ts', [...SETTINGS, ...weak])).text).toMatch(
      /✗ SESSION_SECRET is shorter than 32 bytes/,
    )
    const demo = await secretsFile('demo', 'DIALER_KEY=demo-dialer-key')
    expect((await run('ops/deploy.ts', [...SETTINGS, ...demo])).text).toMatch(
      /✗ DIALER_KEY is the demo’s/,
    )
  })

  it('refuses a weak secret of the webhook, and says so once', async () => {
    const webhook = ['--var', 'FINISH_WEBHOOK_URL:https://crm.example/finishes']
    const weak = await secretsFile('weak-webhook', 'FINISH_WEBHOOK_SECRET=weak')
    const { code, text } = await run('ops/deploy.ts', [...SETTINGS, ...webhook, ...weak])
    expect(code).toBe(1)
    expect(text.match(/^✗ .+/gm)).toEqual([
      '✗ FINISH_WEBHOOK_SECRET is not 24 to 64 bytes in base64.',
    ])
  })

  it('says what is wrong with its own options', async () => {
    expect((await run('ops/deploy.ts', ['--var', 'nonsense'])).text).toMatch(/--var NAME:VALUE/)
    expect((await run('ops/deploy.ts', ['--secrets-file', 'none'])).text).toMatch(/no file none/)
  })
})

describe('npm run deploy:demo', () => {
  it('brings its own secrets, the dialer inside and the limits for strangers', async () => {
    const { code, text } = await run('demo/deploy.ts', ['--origin', 'https://demo.example'])
    expect(code, text).toBe(0)
    expect(text).toMatch(/env\.DIALER \(agent-console-demo\)/)
    expect(text).toMatch(/env\.DEMO_PUBLIC \("true"\)/)
    expect(text).toMatch(/env\.SESSION_SECRET/)
    expect(text).toMatch(/env\.DIALER_KEY/)
    expect(text).not.toContain('demo-dialer-key')
  }, 60_000)

  it.each(['', 'http://demo.example', 'https://demo.example/path', 'demo'])(
    'wants the address it will have, and "%s" is none',
    async (origin) => {
      const { code, text } = await run('demo/deploy.ts', ['--origin', origin])
      expect(code).toBe(1)
      expect(text).toMatch(/--origin is the address/)
    },
  )
})
