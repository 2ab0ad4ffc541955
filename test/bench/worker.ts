/**
 * The worker beside the least that a worker can be: its bytes, what starting it takes, and what a
 * request takes.
 * @module
 */

import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Hosted, readManifest, startWorkerd } from '../../ops/workerd.ts'
import { register, SETTINGS, tokenOf } from './builds/build.ts'
import { CAMPAIGN_ID } from './dialer.ts'
import { type Row, ratios, spread } from './figures.ts'
import { endsWithUs, ownFolder } from './leftovers.ts'
import { cpuOf } from './processes.ts'
import type { Scale } from './scale.ts'

const SECTION = 'worker'
const CONSOLE = 'worker/index.ts'
const EMPTY = 'test/bench/builds/empty-worker.js'

/** The system counts processor time in hundredths of a second: one start or request is too short. */
const REQUESTS = 1_000
const STARTS = 5
const LEAST_MS = 10

async function withWorker<T>(entry: string, use: (worker: Hosted) => Promise<T>): Promise<T> {
  const folder = await ownFolder('worker')
  const settings = { ...SETTINGS, DIALER_URL: 'http://127.0.0.1:9/service/PredictiveService' }
  const objects = entry === EMPTY ? {} : undefined
  const worker = await startWorkerd({
    folder: folder.path,
    port: 0,
    settings,
    entry,
    ...(objects && { objects }),
  })
  const ended = endsWithUs(worker.pid)
  try {
    return await use(worker)
  } finally {
    await worker.kill()
    ended()
    folder.remove()
  }
}

/** Processor time from nothing to the first answer, several times. */
async function starting(entry: string): Promise<number> {
  let spent = 0
  for (let start = 0; start < STARTS; start++) {
    spent += await withWorker(entry, async ({ url, pid }) => {
      await (await fetch(`${url}/healthz`)).text()
      return cpuOf(pid)
    })
  }
  return Math.max(spent, LEAST_MS)
}

interface Asked {
  readonly measure: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
}

async function asking({ url, pid }: Hosted, asked: Asked, times: number): Promise<number> {
  const before = await cpuOf(pid)
  for (let time = 0; time < times; time++) {
    const response = await fetch(`${url}${asked.path}`, { headers: asked.headers })
    if (response.status !== asked.status) throw new Error(`${asked.path}: ${response.status}`)
    await response.arrayBuffer()
  }
  return (await cpuOf(pid)) - before
}

async function requests(rounds: number, times: number): Promise<Row[]> {
  const authorization = `Bearer ${await tokenOf('sue', 'supervisor')}`
  const campaign = `/v1/campaigns/${CAMPAIGN_ID}`
  const list: readonly Asked[] = [
    { measure: 'healthz', path: '/healthz', headers: {}, status: 200 },
    { measure: 'refused without a token', path: campaign, headers: {}, status: 401 },
    { measure: 'a campaign’s settings', path: campaign, headers: { authorization }, status: 200 },
  ]
  return withWorker(CONSOLE, (ours) =>
    withWorker(EMPTY, async (empty) => {
      await register(ours.url)
      const rows: Row[] = []
      for (const asked of list) {
        const [a, b]: [number[], number[]] = [[], []]
        for (let round = -1; round < rounds; round++) {
          const mine = await asking(ours, asked, times)
          const least = await asking(empty, { ...asked, status: 200 }, times)
          if (round < 0) continue
          a.push(mine)
          b.push(Math.max(least, LEAST_MS))
        }
        rows.push({
          section: SECTION,
          measure: `processor per request, ${asked.measure}`,
          against: 'empty worker',
          figure: spread(ratios(a, b)),
        })
      }
      return rows
    }),
  )
}

async function bytes(): Promise<Row> {
  const { outputFiles } = await build({
    entryPoints: [CONSOLE],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:workers'],
    alias: (await readManifest()).alias,
  })
  const figure = spread([gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length])
  return { section: SECTION, measure: 'bundle after gzip', against: 'bytes', figure, goal: 80_000 }
}

/** Measures them. */
export async function worker({ rounds, calls }: Scale): Promise<Row[]> {
  const [ours, least]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(await starting(CONSOLE))
    least.push(await starting(EMPTY))
  }
  return [
    await bytes(),
    {
      section: SECTION,
      measure: 'processor from start to first answer',
      against: 'empty worker',
      figure: spread(ratios(ours, least)),
    },
    ...(await requests(rounds, calls > 10 ? REQUESTS : 50)),
  ]
}
