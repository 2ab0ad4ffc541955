import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HOW_TO_SET } from '../worker/settings.ts'

const PAGES = [
  ...['README.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Written by `npm run bench`, not there before its first full run. */
const WRITTEN_LATER = ['../test/bench/results.json']

/** What no page may promise. */
const NOT_SAID =
  /compliant|keeps you under 3|works with CallFire|do-not-call list|talk time|nothing is lost/i

const read = (path: string) => readFileSync(path, 'utf8')
const prose = (path: string) => read(path).replace(/^ *```.*?^ *```$/gms, '')

/** The anchors of a page's headings, as code hosts make them. */
const anchorsOf = (path: string) =>
  [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )

const leadsSomewhere = (page: string, link: string) => {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  return existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor))
}

describe.each(PAGES)('%s', (page) => {
  it('has links that lead somewhere', () => {
    const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const own = links.filter((link) => !/^https?:/.test(link) && !WRITTEN_LATER.includes(link))
    expect(own.filter((link) => !leadsSomewhere(page, link))).toEqual([])
  })

  it('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const named = [...read(page).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
      ([, name = '']) => name,
    )
    expect(named.filter((name) => name !== 'X' && !(name in scripts))).toEqual([])
  })

  it('names settings that there are', () => {
    const own = ['PORT', 'HOST', 'STATE_DIR', 'EXTRA_CA_CERTS']
    const named = [...prose(page).matchAll(/^\| `([A-Z_]{4,})`/gm)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in HOW_TO_SET) && !own.includes(name))).toEqual([])
  })

  it('promises nothing that we cannot keep', () => {
    expect(read(page)).not.toMatch(NOT_SAID)
  })
})
