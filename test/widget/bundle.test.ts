import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildWidget, scriptTag } from '../../build.ts'
import { tagIn } from '../../manifest.ts'

/** Bytes after gzip -9; 1 kB is 1,000 bytes. */
const LARGEST = 24_000
const STRANGERS = ['hono', 'fast-xml-parser', 'XMLParser', 'valibot', 'soap:', 'PredictiveService']
const NEEDLESS = ['PolyfillSupport', 'HydrateSupport', 'litNonce', "'css' function"]

let script = ''

beforeAll(async () => {
  await buildWidget()
  script = readFileSync('dist/widget/agent-console.js', 'utf8')
})

describe('agent-console.js', () => {
  it(`is at most ${LARGEST} bytes after gzip`, () => {
    const bytes = gzipSync(script, { level: 9 }).length
    const advice = `agent-console.js is ${bytes} bytes after gzip, ${bytes - LARGEST} too many: load what is not needed at first on demand, or argue for a larger budget here`
    expect(bytes, advice).toBeLessThanOrEqual(LARGEST)
  })

  it('asks Chromium to compile it while it loads, which counts in the first line only', () => {
    expect(script.slice(0, 28)).toBe('//# allFunctionsCalledOnLoad')
  })

  it.each(STRANGERS)('has nothing of %s in it', (name) => {
    const at = script.indexOf(name)
    const found = at < 0 ? '' : script.slice(Math.max(0, at - 60), at + 60)
    expect(found, `${name} is in the bundle; what imports it belongs to the worker`).toBe('')
  })

  it.each(NEEDLESS)('leaves out what Lit has of %s', (name) => {
    expect(script, 'Lit is written otherwise now: see NEEDLESS in build.ts').not.toContain(name)
  })

  it('would notice a stranger: it does find Lit', () => {
    expect(script).toContain('lit')
  })

  it('is one request: it imports nothing at first, and the others when they are wanted', () => {
    expect(script.match(/\bimport\s*["'{*]|\bfrom\s*["']\.\/[^"']*/g)).toBeNull()
    const onDemand = [...script.matchAll(/\bimport\(["']\.\/agent-console\/([^"']*)/g)]
    const names = onDemand.map(([, name]) => name).sort()
    expect(names).toEqual([
      'area-codes.js',
      'call-values.js',
      'draft-vault.js',
      'en.js',
      'es.js',
      'history.js',
      'long-list.js',
      'news.js',
      'passcode.js',
      'pop-alert.js',
      'questions.js',
      'sheet.js',
      'slotted-form.js',
      'team.js',
      'unsent.js',
    ])
    expect(readdirSync('dist/widget/agent-console').sort()).toEqual(names)
  })

  it('knows every language that there is a file of', () => {
    const words = readFileSync('widget/words.ts', 'utf8')
    for (const name of readdirSync('widget/languages')) {
      expect(words).toContain(`import('./languages/${name}')`)
    }
  })

  it('lends its Lit to what is loaded later: no file brings another', () => {
    for (const name of readdirSync('dist/widget/agent-console')) {
      const part = readFileSync(`dist/widget/agent-console/${name}`, 'utf8')
      expect(part, name).not.toContain('lit$')
    }
    expect(script).toContain('lit$')
  })

  it('has an address of its version’s own, with a hash that a browser can check', async () => {
    const tag = await scriptTag()
    const [, path = ''] = /src="https:\/\/YOUR-WORKER\/([\w./-]+)"/.exec(tag) ?? []
    const [, hash] = /integrity="sha384-([^"]+)"/.exec(tag) ?? []
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(path).toBe(`${version}/agent-console.js`)
    const bytes = readFileSync(`dist/widget/${path}`)
    expect(bytes.toString()).toBe(script)
    expect(hash).toBe(createHash('sha384').update(bytes).digest('base64'))
    const beside = `dist/widget/${version}/agent-console`
    expect(readdirSync(beside)).toEqual(readdirSync('dist/widget/agent-console'))
  })

  it('is shown in the README with its hash', async () => {
    const advice = 'run `node manifest.ts`, look at the difference, and commit it'
    expect(tagIn(readFileSync('README.md', 'utf8')), advice).toBe(`${await scriptTag()}\n`)
  })
})
