import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from '../npm/build.ts'
import { readToken } from '../worker/auth.ts'

const SECRET = 'a secret that the CRM and the worker share, 42'

let folder: string
let packageFolder: string
let files: string[]

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  expect(status, stdout + stderr).toBe(0)
  return stdout
}

/** An application that has the tarball installed, and Lit and React's types beside it. */
beforeAll(async () => {
  packageFolder = await buildPackage()
  folder = mkdtempSync(join(tmpdir(), 'agent-console-npm-'))
  const packed = run('npm', ['pack', '--json', '--pack-destination', folder], packageFolder)
  const [{ filename, files: inside }] = JSON.parse(packed)
  files = inside.map(({ path }: { path: string }) => path)
  mkdirSync(join(folder, 'node_modules'))
  run('tar', ['-xzf', filename], folder)
  symlinkSync(join(folder, 'package'), join(folder, 'node_modules/agent-console'))
  const beside = ['lit', 'lit-html', 'lit-element', '@lit', '@types', 'csstype']
  for (const name of beside) {
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

/** Whether TypeScript takes an application's file, in either of its ways to find modules. */
function compiles(name: string, source: string): void {
  writeFileSync(join(folder, name), source)
  for (const [module, resolution] of [
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ] as const) {
    const how = ['--module', module, '--moduleResolution', resolution, '--jsx', 'react-jsx']
    const strict = ['--strict', '--noEmit', '--target', 'es2024', '--types', 'react']
    run(resolve('node_modules/.bin/tsc'), [...how, ...strict, name], folder)
  }
}

describe('the npm package', () => {
  it('is what publint would have it', async () => {
    const { messages } = await publint({ pkgDir: packageFolder, strict: true })
    expect(messages).toEqual([])
  })

  it('holds the element, the helper and papers; no test, no demo, no worker', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'custom-elements.json', 'package.json']
    const others = files.filter((path) => !/^(npm|shared|widget)\/.+\.(js|d\.ts)$/.test(path))
    expect(others.sort()).toEqual(papers)
    expect(files.filter((path) => /test|demo|worker|ops/.test(path))).toEqual([])
    expect(files).toContain('widget/agent-console.js')
    expect(files).toContain('widget/board/campaign-board.js')
  })

  it('describes both elements to editors', () => {
    const manifest = readFileSync(join(packageFolder, 'custom-elements.json'), 'utf8')
    expect(manifest).toContain('"name": "agent-console"')
    expect(manifest).toContain('"name": "campaign-board"')
    const paths = [...manifest.matchAll(/"path": "(.+?)"/g)].map(([, path]) => path)
    expect(paths.filter((path) => !files.includes(path ?? ''))).toEqual([])
  })

  it('types the element, its events and its session', () => {
    compiles(
      'typed.ts',
      `import { type AgentConsole, type Call, ConsoleError } from 'agent-console'
      import 'agent-console/events'
      const agent: AgentConsole | null = document.querySelector('agent-console')
      document.addEventListener('agent-call', ({ call }) => open((call satisfies Call).phoneNumber ?? ''))
      agent?.addEventListener('agent-finish', (event) => { event.notes += '.' })
      agent?.finish({ notes: 'done' }).catch((error) => error instanceof ConsoleError && error.code)
      // @ts-expect-error: there is no such event
      document.addEventListener('agent-call', ({ nobody }) => nobody)`,
    )
  })

  it('types the supervisors’ element and what it says', () => {
    compiles(
      'board.ts',
      `import { type CampaignBoard, CampaignCreatedEvent } from 'agent-console/board'
      const board: CampaignBoard | null = document.querySelector('campaign-board')
      document.addEventListener('campaign-created', (event) => {
        if (board && event instanceof CampaignCreatedEvent) board.campaign = event.campaign
      })
      board?.board?.agents.map(({ userId }) => userId)
      // @ts-expect-error: a board shows a campaign, not a number
      if (board) board.campaign = 874100`,
    )
  })

  it('types the tag in React’s JSX', () => {
    compiles(
      'typed.tsx',
      `import type {} from 'agent-console/react'
      export const page = <agent-console campaign="874100" onagent-call={({ call }) => call.id} />
      export const board = <campaign-board oncampaign-created={({ token }) => token} />
      // @ts-expect-error: a campaign is a string
      export const wrong = <agent-console campaign={874100} />`,
    )
  })

  it('types the helper as its README calls it', () => {
    const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8')
    const [, sample = ''] = /```ts\n(import \{ mintToken \}.*?)```/s.exec(readme) ?? []
    const environment = 'declare const process: { env: Record<string, string | undefined> }'
    compiles('server.ts', `${sample}\n${environment}\ntoken satisfies string`)
  })

  it('is bundled by an application, which keeps Lit for itself', async () => {
    writeFileSync(join(folder, 'app.js'), `import 'agent-console'; import 'agent-console/board'`)
    const bundled = await build({
      entryPoints: [join(folder, 'app.js')],
      bundle: true,
      splitting: true,
      format: 'esm',
      outdir: 'out',
      write: false,
      metafile: true,
      absWorkingDir: folder,
    })
    expect(bundled.warnings).toEqual([])
    const inputs = Object.keys(bundled.metafile.inputs)
    expect(
      inputs.filter((path) => /lit-html\/lit-html|lit-html\/development\/lit-html/.test(path)),
    ).toHaveLength(1)
  })

  it('mints tokens in plain Node that the worker accepts', async () => {
    const script = `import { mintToken } from 'agent-console/token'
      const who = { userId: 'ann@acme.example', campaigns: ['874100'] }
      console.log((await mintToken('${SECRET}', who, 60)).token)
      await mintToken(undefined, who).catch((error) => console.log(error.message))
      await mintToken('weak', who).catch((error) => console.log(error.message))
      for (const userId of ['passcode:874100:Ann', 'sealed:Ann']) {
        await mintToken('${SECRET}', { ...who, userId }).catch((error) => console.log(error.message))
      }`
    writeFileSync(join(folder, 'mint.js'), script)
    const [token, missing, words, ...guests] = run('node', ['mint.js'], folder).split('\n')
    const who = await readToken({ SESSION_SECRET: SECRET }, token)
    expect(who).toMatchObject({ userId: 'ann@acme.example', campaigns: ['874100'], role: 'agent' })
    expect(who.expiresAt - who.issuedAt).toBe(60_000)
    expect(missing).toBe('The secret is missing.')
    expect(words).toBe('The secret is shorter than 32 bytes.')
    const said = 'A user’s name may not begin with "passcode:" or "sealed:": guests’ names do.'
    expect(guests).toEqual([said, said, ''])
  })
})
