import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildWidget } from '../../build.ts'

/** Bytes after gzip -9; 1 kB is 1,000 bytes. */
const LARGEST = 14_000
const STRANGERS = ['hono', 'fast-xml-parser', 'valibot', 'soap:', 'PredictiveService', 'agent-call']

let script = ''

beforeAll(async () => {
  await buildWidget()
  script = readFileSync('dist/widget/campaign-board.js', 'utf8')
})

describe('campaign-board.js', () => {
  it(`is at most ${LARGEST} bytes after gzip`, () => {
    const bytes = gzipSync(script, { level: 9 }).length
    const advice = `campaign-board.js is ${bytes} bytes after gzip, ${bytes - LARGEST} too many: move what is not seen at first into widget/board/panels, or argue for a larger budget here`
    expect(bytes, advice).toBeLessThanOrEqual(LARGEST)
  })

  it.each(STRANGERS)('has nothing of %s in it', (name) => {
    expect(script).not.toContain(name)
  })

  it('is one request: it imports nothing at first, and each part when it is shown', () => {
    expect(script.match(/\bimport\s*["'{*]|\bfrom\s*["']\.\/[^"']*/g)).toBeNull()
    const onDemand = [...script.matchAll(/\bimport\(["']\.\/campaign-board\/([^"']*)/g)]
    const names = onDemand.map(([, name]) => name).sort()
    expect(names).toContain('create.js')
    expect(readdirSync('dist/widget/campaign-board').sort()).toEqual(names)
  })

  it('lends its Lit to its parts: none brings another', () => {
    for (const name of readdirSync('dist/widget/campaign-board')) {
      const part = readFileSync(`dist/widget/campaign-board/${name}`, 'utf8')
      expect(part, name).not.toContain('lit$')
    }
    expect(script).toContain('lit$')
  })
})
