/**
 * `npm run bench`: measures, prints one table, writes results.json beside this file and the table
 * into docs/performance.md.
 * `--only NAME`, once or more, runs those sections and writes nothing; `--quick` tries the bench
 * itself in seconds, and its figures mean nothing.
 * @module
 */

import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { board } from './board.ts'
import { campaign } from './campaign.ts'
import { now } from './clock.ts'
import { codec } from './codec.ts'
import { cost } from './cost.ts'
import { markdown, type Row, table } from './figures.ts'
import { heldWaits } from './held-waits.ts'
import { inChromium } from './in-chromium.ts'
import { machine } from './machine.ts'
import { FULL, QUICK, type Scale } from './scale.ts'
import { screenPop } from './screen-pop.ts'
import { widget } from './widget.ts'
import { worker } from './worker.ts'

const SECTIONS: Readonly<Record<string, (scale: Scale) => Promise<Row[]>>> = {
  'screen-pop': screenPop,
  'in-chromium': inChromium,
  'held-waits': heldWaits,
  cost,
  codec,
  campaign,
  widget,
  worker,
  board,
}

const PAGE = new URL('../../docs/performance.md', import.meta.url)
const RESULTS = fileURLToPath(new URL('results.json', import.meta.url))
const FIGURES = /(<!-- figures -->).*(<!-- end of figures -->)/s

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
})
const unknown = values.only.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) throw new Error(`no section ${unknown}: ${Object.keys(SECTIONS)}`)

const whole = values.only.length === 0 && !values.quick
const rows: Row[] = []
const failed: string[] = []
const began = now()
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (values.only.length > 0 && !values.only.includes(name)) continue
  const since = now()
  try {
    rows.push(...(await measure(values.quick ? QUICK : FULL)))
    console.error(`${name}: ${((now() - since) / 1_000).toFixed(0)} s`)
  } catch (error) {
    failed.push(name)
    console.error(`${name} failed:`, error)
  }
}

const where = await machine()
const seconds = Math.round((now() - began) / 1_000)
console.log(`${table(rows)}\n\n${where}; ${seconds} s`)
if (whole && failed.length === 0) {
  const results = { at: new Date().toISOString(), where, seconds, rows }
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  const page = await readFile(PAGE, 'utf8')
  const figures = `${results.at.slice(0, 10)}: ${where}; ${seconds} s.\n\n${markdown(rows)}`
  await writeFile(
    PAGE,
    page.replace(FIGURES, (_, begin, end) => `${begin}\n${figures}\n${end}`),
  )
  // As everything else in the repository is written.
  execFileSync('node_modules/.bin/biome', ['format', '--write', fileURLToPath(PAGE), RESULTS])
}
if (failed.length > 0) console.error(`not measured, so nothing is written: ${failed}`)
process.exit(failed.length > 0 ? 1 : 0)
