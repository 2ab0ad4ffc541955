/**
 * `npm run package`: the npm package in `dist/package`, to be packed or published. The
 * element's modules keep their folders and leave Lit to the application; the token helper is one
 * file that needs nothing.
 * @module
 */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import packageJson from '../package.json' with { type: 'json' }

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PACKAGE = join(ROOT, 'dist/package')

/** What an application can import, and the module behind it. */
const EXPORTS: Readonly<Record<string, string>> = {
  '.': 'npm/index',
  './element': 'widget/agent-console',
  './events': 'widget/events',
  './board': 'npm/board',
  './react': 'widget/react',
  './token': 'npm/token',
}

/** Modules that do something when they are imported. */
const SIDE_EFFECTS = [
  './npm/index.js',
  './npm/board.js',
  './widget/define.js',
  './widget/board/define.js',
]

function compile(config: string, into: string, ...options: readonly string[]): void {
  const tsc = join(ROOT, 'node_modules/.bin/tsc')
  const args = ['-p', join(ROOT, config), '--outDir', into, ...options]
  const { status } = spawnSync(tsc, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${config} did not compile; its own words are above.`)
}

/** Declarations keep the sources' extensions, which only their own compiler would follow. */
function nameScripts(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((each) => each.endsWith('.d.ts'))) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text.replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'),
    )
  }
}

async function buildToken(into: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'npm/token.ts')],
    outfile: join(into, 'npm/token.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minifySyntax: true,
  })
  const folder = mkdtempSync(join(tmpdir(), 'agent-console-types-'))
  compile('npm/tsconfig.token.json', folder)
  cpSync(join(folder, 'npm/token.d.ts'), join(into, 'npm/token.d.ts'))
  rmSync(folder, { recursive: true })
}

function manifest(): object {
  const { name, version, license, description, type, dependencies } = packageJson
  const modules = Object.entries(EXPORTS).map(([entry, path]) => [
    entry,
    { types: `./${path}.d.ts`, default: `./${path}.js` },
  ])
  return {
    name,
    version,
    description,
    license,
    type,
    keywords: ['call-center', 'custom-element', 'lit', 'predictive-dialer', 'web-component'],
    exports: {
      ...Object.fromEntries(modules),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    customElements: 'custom-elements.json',
    sideEffects: SIDE_EFFECTS,
    // An application with Lit of its own shares it.
    dependencies: { lit: `^${dependencies.lit}` },
  }
}

/** The manifest of elements names sources; in here are scripts. */
function describeElements(into: string): void {
  const text = readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')
  const scripts = text.replace(/("(?:path|module)": "[^"]*)\.ts"/g, '$1.js"')
  writeFileSync(join(into, 'custom-elements.json'), scripts)
}

/** Makes the package anew, in `dist/package` or another folder, and returns its path. */
export async function buildPackage(into = PACKAGE): Promise<string> {
  rmSync(into, { recursive: true, force: true })
  compile('npm/tsconfig.json', into)
  await buildToken(into)
  nameScripts(into)
  describeElements(into)
  for (const file of ['LICENSE', 'CHANGELOG.md', 'npm/README.md']) {
    cpSync(join(ROOT, file), join(into, file.replace('npm/', '')))
  }
  writeFileSync(join(into, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
  return into
}

if (import.meta.main) {
  await buildPackage()
  console.log('The package is in dist/package: npm pack ./dist/package --pack-destination dist')
}
