/**
 * Builds what a browser loads: the element as one file, and the demo's pages beside a copy of it.
 * `node build.ts`
 * @module
 */

import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin, transform } from 'esbuild'
import packageJson from './package.json' with { type: 'json' }

const ROOT = new URL('.', import.meta.url)
const PAGES = new URL('demo/pages/', ROOT)
const DIST = new URL('dist/', ROOT)

/** Where this process puts things together; what is served changes only when all of it is there. */
const WORKSHOP = new URL(`.building-${process.pid}/`, DIST)
const WIDGET = new URL('widget/', WORKSHOP)
const DEMO = new URL('demo/', WORKSHOP)

/** Where this version stays as it is; a page that names it can also name its hash. */
const VERSIONED = `${packageJson.version}/`

/** How long a browser may keep what has no version in its address: a new one is seen soon. */
const RECENT = 'public, max-age=300'
const FOREVER = 'public, max-age=31536000, immutable'

/**
 * Any page may load the scripts, and none may frame a page of ours; what it may ask the worker is
 * the worker's business. No two rules set the same header for one path: Cloudflare would join them.
 */
const headersOf = (unversioned: readonly string[]) => `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'none'
/*.js
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
${unversioned.map((path) => `/${path}\n  Cache-Control: ${RECENT}\n`).join('')}/${VERSIONED}*
  Cache-Control: ${FOREVER}
`

/** esbuild leaves the text of templates alone; style sheets shrink by a fifth. */
const styles: Plugin = {
  name: 'styles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const sheets = source.matchAll(/css(?: \*\/ )?`([^`]*)`/g)
      let contents = source
      for (const [, sheet = ''] of sheets) {
        const how = { loader: 'css', minify: true, charset: 'utf8' } as const
        const { code, warnings } = await transform(sheet, how)
        if (warnings[0]) throw new Error(`${path}: ${warnings[0].text}`)
        // esbuild lets the value of a custom property be, for it may mean anything; ours do not.
        const short = code.replace(/(?<=--_[\w-]+): |(?<=[,(]) +| +(?=\))/g, (gap) => gap.trim())
        // The sheet is a template's text again: what escapes in CSS must not escape in JavaScript.
        contents = contents.replace(sheet, () => short.trim().replace(/[\\`$]/g, '\\$&'))
      }
      return { contents, loader: 'ts' }
    })
  },
}

/**
 * Indentation in the element's templates is text to a browser, and bytes to everybody; so is what
 * stands at the end of a tag or an element.
 */
const templates: Plugin = {
  name: 'templates',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/widget\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const flush = source.replace(/\n\s+/g, '\n')
      const tags = flush.replace(/\n(?=\/?>|<\/)/g, '')
      return { contents: tags.replace(/\n(?=[@.?]?[\w-]+=["$])/g, ' '), loader: 'ts' }
    })
  },
}

/**
 * Lit notes its version in three globals of the page, for a warning that only its development build
 * gives, and shares its decorators' metadata in two more. A guest leaves nothing lying about.
 */
const GLOBALS: readonly (readonly [RegExp, string])[] = [
  [/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, 'void 0'],
  [
    /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
    'const litPropertyMetadata=new WeakMap;',
  ],
]

/**
 * What Lit has for browsers that cannot show the elements' style sheets anyhow, for polyfills, and
 * for markup and sheets of kinds that are not in here.
 */
const NEEDLESS: readonly (readonly [RegExp, string])[] = [
  // First of all, for then esbuild sees that it is never anything else.
  [/const (\w+=globalThis),(\w+)=\w+\.ShadowRoot&&.*?CSSStyleSheet\.prototype/, 'const $2=!0,$1'],
  [/\w+\.(?:lit\w+|reactiveElement)(?:Polyfill|Hydrate)Support(?:\?\.\([^)]*\))?/g, 'void 0'],
  // Ours are text and nothing else.
  [
    /(?<=,\w+=)\((\w+),\.\.\.\w+\)=>\{.*?Value passed to 'css'.*?(return new \w+\()\w+/,
    '$1=>{$2$1[0]',
  ],
  [/(?<=\w+=)(?=\w+\([23]\))/g, '/* @__PURE__ */ '],
]

const lit: Plugin = {
  name: 'lit',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/node_modules\/(?:@lit|lit|lit-[a-z]+)\/.*\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8')
      for (const [found, instead] of [...GLOBALS, ...NEEDLESS]) {
        contents = contents.replace(found, instead)
      }
      return { contents, loader: 'js' }
    })
  },
}

/** What is loaded on demand stays a file of its own, beside the console's. */
const onDemand: Plugin = {
  name: 'on-demand',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: pathOf(path), external: true } : null,
    )
  },
}

/** The board is an element of its own, with parts of its own. */
function pathOf(path: string): string {
  if (path.endsWith('board/define.ts')) return './campaign-board.js'
  return `./${/panels\/|refusals/.test(path) ? 'campaign-board' : 'agent-console'}/${nameOf(path)}`
}

const nameOf = (path: string) => basename(path).replace('.ts', '.js')

const COMMON: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2024',
  minify: true,
  legalComments: 'none',
  plugins: [styles, templates, lit, onDemand],
}

/**
 * Chromium compiles the whole script while it loads it, beside the page, instead of each function in
 * the page's way when it is first called; to other browsers it is a comment.
 */
const COMPILE_NOW = '//# allFunctionsCalledOnLoad'

/** Loaded when it is wanted. */
const ON_DEMAND = [
  'area-codes.ts',
  'call-values.ts',
  'draft-vault.ts',
  'news.ts',
  'team.ts',
  'views/long-list.ts',
  'views/history.ts',
  'pop-alert.ts',
  'slotted-form.ts',
  'views/passcode.ts',
  'views/questions.ts',
  'views/sheet.ts',
  'views/unsent.ts',
]

/** A language is a file. */
async function languages(): Promise<string[]> {
  const names = await readdir(new URL('widget/languages/', ROOT))
  return names.map((name) => `languages/${name}`)
}

/** Parts of the board, loaded when they are first shown. */
const BOARD_PARTS = [
  'refusals.ts',
  'panels/calls.ts',
  'panels/create.ts',
  'panels/focus.ts',
  'panels/looks.styles.ts',
  'panels/outcomes.ts',
  'panels/pace.ts',
  'panels/removal.ts',
  'panels/report.ts',
  'panels/settings.ts',
  'panels/warnings.ts',
  'panels/webhooks.ts',
]

/** The elements, for any page. */
export async function buildWidget(): Promise<void> {
  await mkdir(WIDGET, { recursive: true })
  await build({
    ...COMMON,
    entryPoints: { 'agent-console': new URL('widget/define.ts', ROOT).pathname },
    outdir: WIDGET.pathname,
    banner: { js: COMPILE_NOW },
  })
  await build({
    ...COMMON,
    entryPoints: {
      'campaign-board': new URL('widget/board/define.ts', ROOT).pathname,
      api: new URL('widget/reference/api.ts', ROOT).pathname,
    },
    outdir: WIDGET.pathname,
  })
  await build({
    ...COMMON,
    entryPoints: [...ON_DEMAND, ...(await languages())].map(
      (name) => new URL(`widget/${name}`, ROOT).pathname,
    ),
    outdir: new URL('agent-console/', WIDGET).pathname,
    entryNames: '[name]',
  })
  await build({
    ...COMMON,
    entryPoints: BOARD_PARTS.map((name) => new URL(`widget/board/${name}`, ROOT).pathname),
    outdir: new URL('campaign-board/', WIDGET).pathname,
    entryNames: '[name]',
  })
  await copyVersioned()
  for (const name of ['api.html', 'api.css']) {
    await cp(new URL(`widget/reference/${name}`, ROOT), new URL(name, WIDGET))
  }
  await publish('widget/')
}

/**
 * Makes a folder of `dist` what the workshop's is. A file that is the same already is not touched:
 * somebody may be serving it.
 */
async function publish(folder: string): Promise<void> {
  const from = new URL(folder, WORKSHOP)
  const to = new URL(folder, DIST)
  const made = await filesBelow(from)
  for (const path of made) {
    const [next, last] = await Promise.all([readFile(new URL(path, from)), contentOf(path, to)])
    if (last?.equals(next)) continue
    await mkdir(new URL('.', new URL(path, to)), { recursive: true })
    await rename(new URL(path, from), new URL(path, to))
  }
  const stale = (await filesBelow(to)).filter((path) => !made.includes(path))
  await Promise.all(stale.map((path) => rm(new URL(path, to), { force: true })))
  await rm(WORKSHOP, { recursive: true })
}

async function filesBelow(folder: URL): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const base = fileURLToPath(folder)
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(base, join(parentPath, name)))
}

function contentOf(path: string, folder: URL): Promise<Buffer | null> {
  return readFile(new URL(path, folder)).catch(() => null)
}

/** Puts a copy where it stays, and says how caches are to treat both. */
async function copyVersioned(): Promise<void> {
  const into = new URL(VERSIONED, WIDGET)
  await rm(into, { recursive: true, force: true })
  const files = await readdir(WIDGET, { withFileTypes: true })
  const elements = /^(?:agent-console|campaign-board)(?:\.js)?$/
  const scripts = files.filter(({ name }) => elements.test(name))
  for (const { name } of scripts) {
    await cp(new URL(name, WIDGET), new URL(name, into), { recursive: true })
  }
  const paths = scripts.map((file) => (file.isDirectory() ? `${file.name}/*` : file.name))
  await writeFile(new URL('_headers', WIDGET), headersOf(paths))
}

/** The tag that loads this version and nothing else. */
export async function scriptTag(): Promise<string> {
  const script = await readFile(new URL(`widget/${VERSIONED}agent-console.js`, DIST))
  const hash = createHash('sha384').update(script).digest('base64')
  return `<script type="module" src="https://YOUR-WORKER/${VERSIONED}agent-console.js"
  integrity="sha384-${hash}" crossorigin></script>`
}

/** The demo's pages: HTML and CSS as they are, each script bundled under its own name. */
async function buildPages(): Promise<void> {
  await mkdir(DEMO, { recursive: true })
  const names = await readdir(PAGES)
  const scripts = names.filter((name) => /\.tsx?$/.test(name))
  await build({
    ...COMMON,
    entryPoints: scripts.map((name) => new URL(name, PAGES).pathname),
    outdir: DEMO.pathname,
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    // The scripts of one page share what they know of the room.
    splitting: true,
  })
  for (const name of names.filter((each) => /\.(?:html|css|svg|png)$/.test(each))) {
    await cp(new URL(name, PAGES), new URL(name, DEMO))
  }
  const widget = new URL('widget/', DIST)
  await cp(widget, DEMO, { recursive: true })
  // Whoever works on the demo wants to see the newest one.
  const rules = await readFile(new URL('_headers', widget), 'utf8')
  await writeFile(new URL('_headers', DEMO), rules.replaceAll(RECENT, 'no-cache'))
  await publish('demo/')
}

if (import.meta.main) {
  await buildWidget()
  await buildPages()
  console.log(await scriptTag())
}
