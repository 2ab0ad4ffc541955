import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { manifestText, readManifest, readmeText } from '../manifest.ts'

const ADVICE = 'run `node manifest.ts`, look at the difference, and commit it'

let manifest: ReturnType<typeof readManifest>

beforeAll(() => {
  manifest = readManifest()
}, 60_000)

describe('what the elements offer', () => {
  it('is written in custom-elements.json as the source says it', () => {
    expect(manifestText(manifest), ADVICE).toBe(readFileSync('custom-elements.json', 'utf8'))
  })

  it('is written in the README as the source says it', () => {
    expect(readmeText(manifest), ADVICE).toBe(readFileSync('README.md', 'utf8'))
  })

  it.each([
    ['AgentConsole', 50],
    ['CampaignBoard', 10],
  ])('is described to the last name: %s', (className, least) => {
    const element = manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .find(({ name }) => name === className)
    const all = [
      ...(element?.members ?? []),
      ...(element?.attributes ?? []),
      ...(element?.events ?? []),
      ...(element?.slots ?? []),
      ...(element?.cssParts ?? []),
      ...(element?.cssProperties ?? []),
      ...(element?.cssStates ?? []),
    ]
    expect(all.length).toBeGreaterThan(least)
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
  })

  it('says the truth about parts: each is in a template', () => {
    const templates = ['shell', 'person', 'call', 'wrap-up', 'parts', 'ended', 'unsent', 'history']
      .map((name) => readFileSync(`widget/views/${name}.ts`, 'utf8'))
      .concat(readFileSync('widget/agent-console.ts', 'utf8'))
      .concat(readFileSync('widget/sheet.ts', 'utf8'))
      .concat(readFileSync('widget/board/campaign-board.ts', 'utf8'))
      .join('\n')
    const parts = manifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .flatMap(({ cssParts = [] }) => cssParts)
    expect(parts.length).toBeGreaterThan(10)
    const missing = parts.filter(
      ({ name }) => !new RegExp(`part="[^"]*\\b${name}\\b`).test(templates),
    )
    expect(missing.map(({ name }) => name)).toEqual([])
  })
})
