/**
 * A campaign of a hundred thousand numbers: what creating it takes from a client, beside node-soap's,
 * and from the worker, whose isolate has 128 MB.
 * @module
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { type Build, startConsole, tokenOf } from './builds/build.ts'
import { BenchDialer } from './dialer.ts'
import { type Row, ratios, spread } from './figures.ts'
import { cpuOf } from './processes.ts'
import type { Scale } from './scale.ts'

const SECTION = 'campaign'

/** What an isolate may use in all, in MB. */
const ISOLATE_MEGABYTES = 128

/** What JavaScript may have of it: without a limit V8 would rather grow than collect. */
const HEAP = ['--max-heap-size=40']

/** With this in each row, a form of a hundred thousand numbers is nearly as long as one may be. */
const REASON = 'renewal & upgrade '.repeat(6).trim()

interface Taken {
  readonly cpuMs: number
  readonly megabytes: number
}

async function byClient(client: string, dialer: BenchDialer, count: number): Promise<Taken> {
  const child = fork('test/bench/builds/campaign.ts', [client, dialer.url, String(count)])
  const [taken] = await once(child, 'message')
  child.kill()
  return taken as Taken
}

async function clients(count: number, rounds: number): Promise<Row[]> {
  const dialer = await new BenchDialer().start()
  const [ours, theirs]: [Taken[], Taken[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(await byClient('agent-console', dialer, count))
    theirs.push(await byClient('node-soap', dialer, count))
  }
  await dialer.stop()
  const of = (taken: readonly Taken[], what: keyof Taken) => taken.map((each) => each[what])
  return (['cpuMs', 'megabytes'] as const).map((what) => ({
    section: SECTION,
    measure: `${count} numbers sent: ${what === 'cpuMs' ? 'processor' : 'memory at its peak'}`,
    against: 'node-soap',
    figure: spread(ratios(of(ours, what), of(theirs, what))),
  }))
}

/** The most memory that a process has used since its peak was last forgotten, in MB. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return (Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) * 1_024) / 1e6
}

/** What one form took of a worker, in megabytes and milliseconds. */
interface FormCost {
  readonly document: number
  readonly peak: number
  readonly cpuMs: number
}

async function throughWorker(build: Build, count: number): Promise<FormCost> {
  const rows = Array.from({ length: count }, (_, at) => {
    return `${2_002_000_000 + at},Ann Lee,"Los Angeles, CA",${REASON}`
  })
  const form = new FormData()
  const settings = {
    name: 'Spring',
    callerId: '2135550100',
    dispositionLists: [{ name: 'Result', choices: [{ value: 'Interested' }] }],
    dispositionRequired: true,
    columns: ['name', 'city', 'reason'],
    header: false,
    skipBad: true,
  }
  form.set('campaign', new Blob([JSON.stringify(settings)], { type: 'application/json' }))
  form.set('numbers', new Blob([rows.join('\n')], { type: 'text/csv' }))
  const request = new Response(form)
  const body = await request.arrayBuffer()
  const cpu = await cpuOf(build.pid)
  await writeFile(`/proc/${build.pid}/clear_refs`, '5')
  const before = await peakOf(build.pid)
  const response = await fetch(`${build.url}/v1/campaigns`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf('sue', 'supervisor')}`,
      'content-type': request.headers.get('content-type') ?? '',
    },
    body,
  })
  const created = (await response.json()) as { numbers: number }
  if (response.status !== 201) throw new Error(`creating a campaign: ${JSON.stringify(created)}`)
  if (created.numbers !== count) throw new Error(`of ${count} numbers ${created.numbers} came`)
  const peak = (await peakOf(build.pid)) - before
  return { document: body.byteLength / 1e6, peak, cpuMs: (await cpuOf(build.pid)) - cpu }
}

/** Each form in a worker of its own: one that has seen a form keeps some of its memory. */
async function forms(count: number, rounds: number): Promise<Row[]> {
  const costs: FormCost[] = []
  for (let round = 0; round < rounds; round++) {
    const build = await startConsole({ v8Flags: HEAP })
    try {
      costs.push(await throughWorker(build, count))
    } finally {
      await build.stop()
    }
  }
  const row = (measure: string, against: string, of: keyof FormCost, goal?: number): Row => ({
    section: SECTION,
    measure: `worker, ${count} numbers created: ${measure}`,
    against,
    figure: spread(costs.map((each) => each[of])),
    ...(goal !== undefined && { goal }),
  })
  return [
    row('document', 'MB', 'document'),
    row('memory at its peak', 'MB', 'peak', ISOLATE_MEGABYTES),
    row('processor', 'ms', 'cpuMs'),
  ]
}

/** Measures both. */
export async function campaign({ numbers, rounds }: Scale): Promise<Row[]> {
  return [...(await clients(numbers, rounds)), ...(await forms(numbers, rounds))]
}
