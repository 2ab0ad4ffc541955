/**
 * `npm run chaos`: agents at work while everything breaks, then the books.
 *
 *   npm run chaos -- --seed 7 --agents 50 --calls 20 --mode once
 *
 * Without a seed one is made up and printed; without a mode every mode is run.
 * @module
 */

import { parseArgs } from 'node:util'
import { audit, failures } from './audit.ts'
import { MODES } from './modes.ts'
import { head, row } from './report.ts'
import { runShift } from './shift.ts'
import { storyOf } from './story.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    agents: { type: 'string', default: '50' },
    calls: { type: 'string', default: '20' },
    mode: { type: 'string' },
  },
})

/** Fifty agents with twenty calls each take about two minutes; a stuck one is told of after that. */
const WITHIN_MS = 600_000

/** Of a run that fails, so many calls are told in full. */
const STORIES = 3

const seed = Number(values.seed)
const [agents, calls] = [Number(values.agents), Number(values.calls)]
const modes = MODES.filter(({ name }) => values.mode === undefined || name === values.mode)
if (modes.length === 0) {
  console.error(`There is no mode "${values.mode}": ${MODES.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
console.log(`seed ${seed}, ${agents} agents, ${calls} calls each\n\n${head()}`)
let failed = 0
for (const mode of modes) {
  const say = (line: string) => console.log(line)
  const evidence = await runShift({ mode, seed, agents, calls, withinMs: WITHIN_MS, say })
  const verdict = audit(evidence)
  console.log(row(mode, verdict))
  for (const callId of verdict.unconfirmed)
    console.log(`  Call ${callId}\n    ${storyOf(callId, evidence).join('\n    ')}`)
  const wrong = failures(mode, verdict)
  if (wrong.length === 0) continue
  const unseen = mode.delivery === 'repeat' ? verdict.notShown : verdict.unexplained
  for (const callId of [...verdict.lost, ...verdict.doubled, ...unseen].slice(0, STORIES)) {
    console.log(`  Call ${callId}\n    ${storyOf(callId, evidence).join('\n    ')}`)
  }
  failed += 1
  const how = `--seed ${seed} --agents ${agents} --calls ${calls} --mode ${mode.name}`
  console.log(`${wrong.map((each) => `  ${each}`).join('\n')}\n  again: npm run chaos -- ${how}`)
}
process.exit(failed === 0 ? 0 : 1)
