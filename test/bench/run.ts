/**
 * `npm run bench`: measures, prints one table, writes results.json beside this file.
 * `npm run bench -- --quick` tries the bench itself; names of sections run only those.
 * @module
 */

import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { board } from './board.ts'
import { campaign } from './campaign.ts'
import { codec } from './codec.ts'
import { cost } from './cost.ts'
import { type Row, table } from './figures.ts'
import { heldWaits } from './held-waits.ts'
import { inChromium } from './in-chromium.ts'
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

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) throw new Error(`no section ${unknown}: ${Object.keys(SECTIONS)}`)

const scale = values.quick ? QUICK : FULL
const chosen = Object.entries(SECTIONS).filter(
  ([name]) => positionals.length === 0 || positionals.includes(name),
)
const rows: Row[] = []
for (const [name, measure] of chosen) {
  console.error(`measuring ${name} ...`)
  rows.push(...(await measure(scale)))
}
const where = `local workerd, loopback; ${availableParallelism()} shared cores, Node ${process.version}`
console.log(`${table(rows)}\n\n${where}`)
if (!values.quick) {
  const results = { at: new Date().toISOString(), where, rows }
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
}
