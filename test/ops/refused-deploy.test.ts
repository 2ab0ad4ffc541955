import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CloudflareApi } from '../cloudflare/api.ts'
import { Program } from './program.ts'

const TOKEN = 'planted-cloudflare-token'
const SECRET = 'planted secret of thirty-two bytes'
const KEY = 'planted-key-8f2c'

const SETTINGS = [
  'DIALER_URL:https://dialer.example/service/PredictiveService',
  'ALLOWED_ORIGINS:https://crm.example',
  'CALL_LOG_DAYS:30',
].flatMap((setting) => ['--var', setting])

/** Each way to deploy, with all that it needs. */
let complete: readonly (readonly [script: string, args: readonly string[]])[]
let folder: string
let api: CloudflareApi

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agent-console-refused-'))
  const file = join(folder, 'all.env')
  await writeFile(file, `SESSION_SECRET="${SECRET}"\nDIALER_KEY=${KEY}`)
  complete = [
    ['ops/deploy.ts', [...SETTINGS, '--secrets-file', file]],
    ['demo/deploy.ts', ['--origin', 'https://demo.example']],
  ]
})
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  api = await new CloudflareApi().start()
  api.tokens.add(TOKEN)
  return () => api.stop()
})

/** Runs a program to its end; what it wrote has no secret, and is no trace of a crash. */
async function run(script: string, args: readonly string[], token = TOKEN) {
  const program = new Program(script, args, {
    HOME: folder,
    WRANGLER_CACHE_DIR: join(folder, 'cache'),
    CLOUDFLARE_API_BASE_URL: api.url,
    CLOUDFLARE_API_TOKEN: token,
    WRANGLER_SEND_METRICS: 'false',
  })
  const code = await program.ended()
  for (const never of [TOKEN, SECRET, KEY, token]) expect(program.written).not.toContain(never)
  return { code, text: program.written }
}

const nothingIsThere = () => {
  for (const name of ['agent-console', 'agent-console-demo']) {
    expect(() => api.account.worker(name)).toThrow(/does not exist/)
  }
}

describe('a deployment that Cloudflare does not take', { timeout: 120_000 }, () => {
  it('says how to sign in where the token is wrong', async () => {
    for (const [script, args] of complete) {
      const { code, text } = await run(script, args, 'planted-wrong-token')
      expect(code).toBe(1)
      expect(text).toMatch(/Authentication error \[code: 10000\]/)
      expect(text).toMatch(/^Cloudflare lets nobody in here\. Sign in with npx wrangler login/m)
      expect(text).not.toMatch(/^ +at /m)
    }
    nothingIsThere()
  })

  it('asks which account is meant where there are several', async () => {
    api.account.others.push('f'.repeat(32))
    for (const [script, args] of complete) {
      const { code, text } = await run(script, args)
      expect(code).toBe(1)
      expect(text).toContain(api.account.id)
      expect(text).toMatch(/^Put the id of the account that is meant.+CLOUDFLARE_ACCOUNT_ID\.$/m)
    }
    nothingIsThere()
  })

  it('says that Cloudflare is down, before anything is built', async () => {
    api.down = /./
    for (const [script, args] of complete) {
      const { code, text } = await run(script, args)
      expect(code).toBe(1)
      expect(text).toMatch(/^Cloudflare’s API does not answer as it should\. Try again later\.$/m)
      expect(text).not.toMatch(/^ +at /m)
      expect(text).not.toContain('integrity=')
    }
    nothingIsThere()
  })

  it('says so where Cloudflare goes down in the middle', async () => {
    api.down = /^PUT .+\/scripts\/[\w-]+$/
    const [[script, args] = expect.fail()] = complete
    const { code, text } = await run(script, args)
    expect(code).toBe(1)
    expect(text).toMatch(/Internal server error \[code: 10013\]/)
    expect(text).toMatch(/^wrangler failed; its words are above\./m)
    nothingIsThere()
  })

  it('wants the secrets of a worker that is not there yet', async () => {
    const { code, text } = await run('ops/deploy.ts', SETTINGS)
    expect(code).toBe(1)
    for (const name of ['SESSION_SECRET', 'DIALER_KEY']) {
      expect(text).toMatch(
        new RegExp(`^✗ ${name} is missing, and the worker is not there yet`, 'm'),
      )
    }
    nothingIsThere()
  })

  it('names a secret that a worker has lost, and how to put it back', async () => {
    const [[script, args] = expect.fail()] = complete
    expect((await run(script, args)).code).toBe(0)
    api.account.worker('agent-console').secrets.delete('DIALER_KEY')
    const { code, text } = await run(script, SETTINGS)
    expect(code).toBe(1)
    expect(text).toMatch(/^✗ DIALER_KEY is not set on Cloudflare\.\n {2}npx wrangler secret put/m)
    expect(text).not.toMatch(/✗ SESSION_SECRET/)
    expect(api.account.worker('agent-console').versions).toHaveLength(1)
  })

  it('wants the secret of a webhook, once it is on, and takes it from Cloudflare after that', async () => {
    const [[script, args] = expect.fail()] = complete
    expect((await run(script, args)).code).toBe(0)
    const posting = [...SETTINGS, '--var', 'FINISH_WEBHOOK_URL:https://crm.example/finishes']
    const { code, text } = await run(script, posting)
    expect(code).toBe(1)
    expect(text.match(/^✗ .+/gm)).toEqual(['✗ FINISH_WEBHOOK_SECRET is not set on Cloudflare.'])
    const worker = api.account.worker('agent-console')
    worker.secrets.set('FINISH_WEBHOOK_SECRET', 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=')
    const updated = await run(script, posting)
    expect(updated.code, updated.text).toBe(0)
    expect(worker.versions).toHaveLength(2)
    expect(worker.secrets.get('FINISH_WEBHOOK_SECRET')).toMatch(/^MDEy/)
  })
})
