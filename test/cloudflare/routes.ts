/**
 * What can be asked of the stand-in for Cloudflare's API.
 * @module
 */

import { type Account, type Deployed, deploy, liveVersion } from './account.ts'
import { noSuchWorker, Refusal } from './refusal.ts'
import { readUpload } from './upload.ts'

/** One request, as far as a route needs it. */
export interface Asked {
  readonly account: Account
  /** What the route's path has in place of `:name` and the like. */
  readonly named: Readonly<Record<string, string>>
  readonly token: string
  readonly form: () => Promise<FormData>
  readonly json: <T>() => Promise<T>
}

/** A row: what is asked, and what is answered. */
export type Route = readonly [method: string, path: string, answer: (asked: Asked) => unknown]

/** What is said before files are uploaded. */
interface Begun {
  readonly manifest: Readonly<Record<string, { readonly hash: string; readonly size: number }>>
}

/** Which versions are to be live. */
interface Chosen {
  readonly versions: readonly { readonly version_id: string }[]
  readonly code_update_strategy?: unknown
}

const SUBDOMAIN = 'acme'

const workerOf = ({ account, named: { name = '' } }: Asked) => account.worker(name)
const SCRIPT = '/accounts/:account/workers/scripts/:name'

function accountsOf({ id, others }: Account) {
  return [id, ...others].map((each) => ({ id: each, name: 'Acme' }))
}

function secretsOf(worker: Deployed) {
  return [...worker.secrets.keys()].map((name) => ({ name, type: 'secret_text' }))
}

function describe({ name, migrationTag, versions }: Deployed) {
  if (versions.length === 0) throw noSuchWorker()
  const script = {
    id: name,
    tag: name,
    migration_tag: migrationTag,
    last_deployed_from: 'wrangler',
  }
  return { id: name, default_environment: { environment: 'production', script } }
}

/** Every request that a deployment makes, and that managing secrets makes. */
export const ROUTES: readonly Route[] = [
  ['GET', '/accounts', ({ account }) => accountsOf(account)],
  ['GET', '/memberships', ({ account }) => accountsOf(account).map((each) => ({ account: each }))],
  ['GET', '/accounts/:account/workers/services/:name', (asked) => describe(workerOf(asked))],
  ['GET', '/accounts/:account/workers/subdomain', () => ({ subdomain: SUBDOMAIN })],
  [
    'GET',
    '/accounts/:account/workers/workers/:name',
    (asked) => {
      const { name, subdomain } = workerOf(asked)
      return { subdomain: { ...subdomain, url: `https://${name}.${SUBDOMAIN}.workers.dev` } }
    },
  ],
  [
    'POST',
    `${SCRIPT}/assets-upload-session`,
    async ({ account, json }) => account.assets.begin((await json<Begun>()).manifest),
  ],
  [
    'POST',
    '/accounts/:account/workers/assets/upload',
    async ({ account, token, form }) => account.assets.take(token, await form()),
  ],
  [
    'PUT',
    SCRIPT,
    async ({ account, named: { name = '' }, form }) => {
      const { id } = account.put(name, await readUpload(await form()))
      return { id: name, etag: id, deployment_id: id.replaceAll('-', ''), startup_time_ms: 1 }
    },
  ],
  [
    'POST',
    `${SCRIPT}/versions`,
    async ({ account, named: { name = '' }, form }) => {
      const { id } = account.addVersion(name, await readUpload(await form()))
      return { id, startup_time_ms: 1, resources: { script: { etag: id } } }
    },
  ],
  [
    'GET',
    `${SCRIPT}/deployments`,
    (asked) => {
      const deployments = workerOf(asked).deployments.toReversed()
      const share = ({ version }: { version: string }) => ({ version_id: version, percentage: 100 })
      return { deployments: deployments.map((each) => ({ versions: [share(each)] })) }
    },
  ],
  [
    'POST',
    `${SCRIPT}/deployments`,
    async (asked) => {
      const { versions, code_update_strategy: strategy } = await asked.json<Chosen>()
      for (const { version_id: id } of versions) deploy(workerOf(asked), id, strategy)
      return { id: versions[0]?.version_id }
    },
  ],
  ['PATCH', `${SCRIPT}/script-settings`, (asked) => describe(workerOf(asked))],
  [
    'POST',
    `${SCRIPT}/subdomain`,
    async (asked) => {
      const worker = workerOf(asked)
      worker.subdomain = { ...worker.subdomain, ...(await asked.json<Deployed['subdomain']>()) }
      return worker.subdomain
    },
  ],
  [
    'PUT',
    `${SCRIPT}/schedules`,
    async (asked) => {
      const schedules = await asked.json<readonly { readonly cron: string }[]>()
      workerOf(asked).crons = schedules.map(({ cron }) => cron)
      return { schedules }
    },
  ],
  [
    'GET',
    `${SCRIPT}/settings`,
    (asked) => {
      const { bindings } = liveVersion(workerOf(asked)).metadata
      return { bindings: bindings.filter(({ type }) => type !== 'secret_text') }
    },
  ],
  ['GET', `${SCRIPT}/secrets`, (asked) => secretsOf(workerOf(asked))],
  [
    'PUT',
    `${SCRIPT}/secrets`,
    async (asked) => {
      const { name, text } = await asked.json<{ readonly name: string; readonly text: string }>()
      workerOf(asked).secrets.set(name, text)
      return { name, type: 'secret_text' }
    },
  ],
  [
    'DELETE',
    `${SCRIPT}/secrets/:secret`,
    (asked) => {
      const { secret = '' } = asked.named
      if (workerOf(asked).secrets.delete(secret)) return null
      throw new Refusal(404, 10056, `There is no secret ${secret}.`)
    },
  ],
]
