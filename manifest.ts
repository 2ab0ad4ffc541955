/**
 * Writes down what the elements offer a host page, as their source says it: custom-elements.json
 * for editors, and in the README the tables about <agent-console> and the tag that loads this very
 * build. `node manifest.ts`
 * @module
 */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { buildWidget, scriptTag } from './build.ts'

interface Described {
  readonly name: string
  readonly description?: string
  readonly default?: string
  readonly type?: { readonly text: string }
}

interface Member extends Described {
  readonly kind: 'field' | 'method'
  readonly privacy?: 'public' | 'private' | 'protected'
  readonly attribute?: string
  readonly parameters?: readonly { readonly name: string; readonly optional?: boolean }[]
}

interface Declaration extends Described {
  readonly tagName?: string
  readonly members?: readonly Member[]
  readonly attributes?: readonly Described[]
  readonly events?: readonly Described[]
  readonly slots?: readonly Described[]
  readonly cssParts?: readonly Described[]
  readonly cssProperties?: readonly Described[]
  readonly cssStates?: readonly Described[]
}

interface Module {
  readonly path: string
  readonly declarations?: readonly Declaration[]
}

interface Manifest {
  readonly modules: readonly Module[]
}

const ROOT = new URL('.', import.meta.url)
const MANIFEST = new URL('custom-elements.json', ROOT)
const README = new URL('README.md', ROOT)
const BEGIN = '<!-- Written by manifest.ts from the source. -->\n'
const END = '<!-- Until here. -->'
const TAG = /(?<=<!-- Written by manifest\.ts from the build\. -->\n```html\n)[^`]*(?=```)/
const SOURCES = [
  'widget/agent-console.ts',
  'widget/define.ts',
  'widget/events.ts',
  'widget/board/campaign-board.ts',
  'widget/board/define.ts',
  'widget/board/events.ts',
]

/** What the analyzer reads from the source, without what is private. */
export function readManifest(): Manifest {
  const folder = mkdtempSync('.manifest-')
  try {
    // Left to itself the analyzer writes into package.json.
    const how = {
      globs: SOURCES,
      outdir: folder,
      litelement: true,
      quiet: true,
      packagejson: false,
    }
    const config = `${folder}/cem.config.mjs`
    writeFileSync(config, `export default ${JSON.stringify(how)}`)
    execFileSync('node_modules/.bin/cem', ['analyze', '--config', config], { cwd: ROOT })
    const found = JSON.parse(readFileSync(`${folder}/custom-elements.json`, 'utf8'))
    return { ...found, modules: found.modules.map(withoutPrivate) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function withoutPrivate(module: Module): Module {
  const declarations = module.declarations?.map(({ members, ...rest }) =>
    members === undefined ? rest : { ...rest, members: members.filter(isPublic) },
  )
  return declarations === undefined ? module : { ...module, declarations }
}

function isPublic({ name, privacy = 'public' }: Member): boolean {
  return privacy === 'public' && !name.startsWith('#')
}

/** The manifest's text. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** The README with its tables written anew. */
export function readmeText(manifest: Manifest): string {
  const before = readFileSync(README, 'utf8')
  const [head, rest] = [before.indexOf(BEGIN), before.indexOf(END)]
  if (head < 0 || rest < 0) throw new Error('The README has lost the marks around its tables.')
  return before.slice(0, head) + BEGIN + tables(elementOf(manifest)) + before.slice(rest)
}

/** The tag that a README shows, with its line end. */
export function tagIn(readme: string): string {
  const [tag] = TAG.exec(readme) ?? []
  if (tag === undefined) throw new Error('The README has lost the mark before its tag.')
  return tag
}

function elementOf({ modules }: Manifest): Declaration {
  const all = modules.flatMap(({ declarations = [] }) => declarations)
  const element = all.find(({ name }) => name === 'AgentConsole')
  if (element === undefined) throw new Error('The analyzer has not found the element.')
  return element
}

function tables(element: Declaration): string {
  const { members = [] } = element
  const fields = members.filter(({ kind, attribute }) => kind === 'field' && !attribute)
  const methods = members.filter(({ kind }) => kind === 'method')
  return [
    table('Attribute', element.attributes, ({ name }) => name),
    table('Property', fields, ({ name }) => name),
    table('Method', methods, (method) => signature(method)),
    table('Event', element.events, ({ name }) => name),
    table('Slot', element.slots, ({ name }) => name),
    table('Part', element.cssParts, ({ name }) => name),
    table('Custom property', element.cssProperties, (each) => `${each.name}: ${each.default}`),
    table('State', element.cssStates, ({ name }) => `:state(${name})`),
  ].join('\n')
}

function table<Row extends Described>(
  title: string,
  rows: readonly Row[] = [],
  name: (row: Row) => string,
): string {
  const cells = rows.map((row) => [`\`${name(row)}\``, oneLine(row.description)] as const)
  const wide = (column: 0 | 1) => Math.max(3, ...cells.map((row) => row[column].length))
  const line = ([left, right]: readonly [string, string], pad = ' ') =>
    `| ${left.padEnd(Math.max(wide(0), title.length), pad)} | ${right.padEnd(wide(1), pad)} |\n`
  return [line([title, '']), line(['', ''], '-'), ...cells.map((row) => line(row))].join('')
}

function signature({ name, parameters = [] }: Member): string {
  const list = parameters.map((each) => (each.optional ? `${each.name}?` : each.name))
  return `${name}(${list.join(', ')})`
}

function oneLine(text = ''): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')
}

if (import.meta.main) {
  const manifest = readManifest()
  writeFileSync(MANIFEST, manifestText(manifest))
  await buildWidget()
  const tag = `${await scriptTag()}\n`
  writeFileSync(
    README,
    readmeText(manifest).replace(TAG, () => tag),
  )
}
