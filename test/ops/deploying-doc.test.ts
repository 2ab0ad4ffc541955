import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveVersion } from '../cloudflare/account.ts'
import { CloudflareApi } from '../cloudflare/api.ts'
import { type Edge, runOnEdge } from '../cloudflare/edge.ts'
import { SignInPage } from '../cloudflare/sign-in.ts'
import { Shell } from '../e2e/shell.ts'
import { freePort } from '../free-port.ts'
import { ConsoleClient } from '../worker/console-client.ts'
import { ScriptedDialer } from '../worker/scripted-dialer.ts'
import { clone } from './clone.ts'
import { Program } from './program.ts'

const ORIGIN = 'https://crm.acme.example'
const KEY = 'planted-key-8f2c'
const OTHER_SECRET = 'another planted secret of thirty-two bytes'
const DEMO = 'https://agent-console-demo.your-subdomain.workers.dev'

/** Some of these build and upload twice. */
const HANG_MS = 180_000

const dialer = new ScriptedDialer()
const api = new CloudflareApi()
const signIn = new SignInPage((token) => api.tokens.add(token))
let folder: string
let shell: Shell
let edge: Edge
let secret: string

beforeAll(async () => {
  await Promise.all([dialer.start(), api.start(), signIn.start()])
  folder = await clone()
  shell = new Shell(folder, environment())
}, HANG_MS)

afterAll(async () => {
  shell?.close()
  await edge?.stop()
  await Promise.all([dialer.stop(), api.stop(), signIn.stop()])
  await rm(folder, { recursive: true })
})

/** Nobody is signed in, and Cloudflare is the stand-in. */
const environment = () => ({
  HOME: join(folder, 'home'),
  WRANGLER_CACHE_DIR: join(folder, 'home/cache'),
  CLOUDFLARE_API_BASE_URL: api.url,
  CLOUDFLARE_API_TOKEN: '',
  CI: '',
  WRANGLER_SEND_METRICS: 'false',
  // The clone shares this repository's packages: nothing is to be installed.
  npm_config_ignore_scripts: 'true',
  ...signIn.variables,
})

/** Runs a command that stands on the page, with what its reader puts in the place of names. */
async function follow(command: string, put: Readonly<Record<string, string>> = {}) {
  const page = await readFile(join(folder, 'docs/deploying.md'), 'utf8')
  const lines = [...page.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.trim()),
  )
  const found = lines.find((line) => line.replace(/ {2,}#.*$/, '') === command)
  const filledIn = Object.entries(put).reduce(
    (text, [name, value]) => text.replaceAll(name, value),
    found ?? expect.fail(`docs/deploying.md does not say: ${command}`),
  )
  const said = await shell.run(filledIn)
  for (const never of [secret, KEY, OTHER_SECRET]) expect(said).not.toContain(never)
  return said
}

/** Fills the settings in, as step 2 says. */
async function fillIn(settings: Readonly<Record<string, string>>): Promise<void> {
  const path = join(folder, 'wrangler.toml')
  let toml = await readFile(path, 'utf8')
  for (const [name, value] of Object.entries(settings)) {
    expect(toml).toContain(`\n${name} = ""\n`)
    toml = toml.replace(`\n${name} = ""\n`, `\n${name} = "${value}"\n`)
  }
  await writeFile(path, toml)
}

const worker = () => api.account.worker('agent-console')

/** What is live now, running. */
async function runIt(): Promise<void> {
  await edge?.stop()
  edge = await runOnEdge(worker())
}

/** How the worker answers to the first supervisor's token. */
async function statusFor(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${edge.url}/v1/campaigns/874100`, { headers })).status
}

describe('docs/deploying.md, followed line by line', { timeout: HANG_MS }, () => {
  let token: string

  it('asks for settings and secrets, and tries', async () => {
    await fillIn({ DIALER_URL: dialer.url, ALLOWED_ORIGINS: ORIGIN, CALL_LOG_DAYS: '90' })
    secret = 'not known yet'
    const write = `(umask 077; printf 'SESSION_SECRET=%s\\nDIALER_KEY=%s\\n' "$(openssl rand -base64 32)" 'YOUR-DIALER-KEY' > .env)`
    await follow(write, { 'YOUR-DIALER-KEY': KEY })
    const [, made = ''] = /^SESSION_SECRET=(.+)$/m.exec(await shell.run('cat .env')) ?? []
    expect(made).toHaveLength(44)
    secret = made
    const said = await follow('npm run deploy -- --secrets-file .env --dry-run')
    expect(said).toMatch(/That was a dry run: nothing was deployed/)
    expect(() => worker()).toThrow(/does not exist/)
  })

  it('deploys nothing while nobody is signed in, and says how to be', async () => {
    const refused = follow('npm run deploy -- --secrets-file .env')
    await expect(refused).rejects.toThrow(/lets nobody in here\. Sign in with npx wrangler login/)
    expect(() => worker()).toThrow(/does not exist/)
  })

  it('signs in', async () => {
    const port = String(await freePort())
    const args = ['login', '--browser=false', `--callback-port=${port}`]
    const program = new Program('node_modules/wrangler/bin/wrangler.js', args, environment())
    const [, link = ''] = await program.says(/Visit this link to authenticate: (\S+)\n/)
    await signIn.visit(link, port)
    expect(await program.ended(), program.written).toBe(0)
    expect(program.written).toMatch(/Successfully logged in/)
  })

  it('deploys all that a worker needs, its secrets and files among it', async () => {
    const said = await follow('npm run deploy -- --secrets-file .env')
    expect(said).toMatch(/✓ So are the secrets/)
    expect(said).toContain('https://agent-console.acme.workers.dev')
    const { metadata, assets } = liveVersion(worker())
    expect(Object.fromEntries(worker().secrets)).toEqual({
      SESSION_SECRET: secret,
      DIALER_KEY: KEY,
    })
    expect([...worker().classes]).toEqual([
      'AgentSession',
      'CampaignBoard',
      'MarkedNumbers',
      'Tally',
    ])
    expect(metadata).toMatchObject({ code_update_strategy: { mode: 'deferred', max_delay: 3_600 } })
    expect(metadata.assets?.config?._headers).toMatch(/Access-Control-Allow-Origin: \*/)
    expect([...assets.keys()]).toContain('/agent-console.js')
    expect(worker().subdomain.enabled).toBe(true)
    expect(api.unknown).toEqual([])
  })

  it('mints a token, sets the campaign up with it, and finds nothing wrong', async () => {
    await runIt()
    token = await mint()
    const page = await readFile(join(folder, 'docs/dialer.md'), 'utf8')
    const [setUp = ''] = /^curl -sSf -X PUT.*?campaigns\/874100"$/ms.exec(page) ?? []
    await shell.run(`WORKER=${edge.url} TOKEN=${token}\n${setUp}`)
    const look = 'npm run doctor -- https://YOUR-WORKER --campaign 874100 --origin https://YOUR-CRM'
    const said = await follow(look, { 'https://YOUR-WORKER': edge.url, 'https://YOUR-CRM': ORIGIN })
    expect(said).toMatch(/\nNothing is wrong\./)
    expect(said).not.toMatch(/^[✗?]/m)
    expect(new Set(dialer.asked.map(({ operation }) => operation))).toEqual(
      new Set(['getAgentStats']),
    )
  })

  it('is updated without naming a secret, and loses none', async () => {
    const { received } = api.account.assets
    expect(await shell.run('npm run deploy')).toMatch(/✓ So are the secrets/)
    expect(worker().versions).toHaveLength(2)
    expect(worker().deployments.at(-1)?.strategy).toEqual({ mode: 'deferred', max_delay: 3_600 })
    expect(worker().secrets.get('SESSION_SECRET')).toBe(secret)
    expect(api.account.assets.received).toBe(received)
  })

  it('changes its secret without signing anybody out, until the old one is taken away', async () => {
    const lines = [`SESSION_SECRET=${OTHER_SECRET}`, `SESSION_SECRET_PREVIOUS=${secret}`]
    await writeFile(join(folder, 'new.env'), lines.join('\n'))
    await follow('npm run deploy -- --secrets-file new.env')
    expect([...worker().secrets.keys()].sort()).toEqual([
      'DIALER_KEY',
      'SESSION_SECRET',
      'SESSION_SECRET_PREVIOUS',
    ])
    await runIt()
    expect(await statusFor(token)).toBe(404)
    await follow('npx wrangler secret delete SESSION_SECRET_PREVIOUS')
    expect([...worker().secrets.keys()].sort()).toEqual(['DIALER_KEY', 'SESSION_SECRET'])
    await runIt()
    expect(await statusFor(token)).toBe(401)
  })

  it('deploys a demo with secrets of its own, in which a visitor can work', async () => {
    await follow(`npm run deploy:demo -- --origin ${DEMO}`)
    const demo = api.account.worker('agent-console-demo')
    expect(demo.crons).toEqual(['0 4 * * *'])
    for (const own of demo.secrets.values()) expect(own).toMatch(/^[\w-]{43}$/)
    const running = await runOnEdge(demo)
    const json = async (path: string, method = 'GET') =>
      (await fetch(running.url + path, { method })).json() as Promise<Record<string, string>>
    const { campaign = '' } = await json('/demo/rooms', 'POST')
    const given = await json(`/demo/token?user=ann@acme.example&campaign=${campaign}`)
    const at = { url: running.url, token: given.token ?? '', campaign, origin: DEMO }
    const ann = await ConsoleClient.open(at)
    expect(await ann.command({ type: 'call-me', phoneNumber: '2135550100' })).toMatchObject({
      ok: true,
    })
    await ann.inPhase('calling-back')
    await ann.close()
    await running.stop()
    expect(api.unknown).toEqual([])
  })
})

/** Runs step 6 for its token, which is all that goes to standard output. */
async function mint(): Promise<string> {
  const said = await follow(
    'npm run token -- --user you@acme.example --campaign 874100 --role supervisor',
  )
  return /^eyJ\S+$/m.exec(said)?.[0] ?? expect.fail(said)
}
