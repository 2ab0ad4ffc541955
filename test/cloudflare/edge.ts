/**
 * Runs what was uploaded, and nothing else: the modules, files, variables, secrets and objects that
 * the API was given, on the runtime and the asset server that Cloudflare runs.
 * @module
 */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createTestHarness } from 'wrangler'
import { type Deployed, liveVersion, type Version } from './account.ts'

/** A worker that runs. */
export interface Edge {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function write(folder: string, path: string, body: string | Buffer): Promise<void> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, body)
}

async function unpack(folder: string, { modules, assets, metadata }: Version): Promise<void> {
  for (const [name, code] of modules) await write(folder, join('code', name), code)
  for (const [path, { body }] of assets) await write(folder, join('files', path), body)
  const { _headers: headers, _redirects: redirects } = metadata.assets?.config ?? {}
  if (headers !== undefined) await write(folder, 'files/_headers', headers)
  if (redirects !== undefined) await write(folder, 'files/_redirects', redirects)
}

/** The configuration that says the same as the upload. */
function configuration(worker: Deployed): object {
  const { metadata } = liveVersion(worker)
  const { bindings, compatibility_date, compatibility_flags, assets, main_module } = metadata
  const of = (kind: string) => bindings.filter(({ type }) => type === kind)
  const { html_handling, not_found_handling } = assets?.config ?? {}
  return {
    name: worker.name,
    main: `code/${main_module}`,
    no_bundle: true,
    compatibility_date,
    compatibility_flags,
    assets: { directory: 'files', html_handling, not_found_handling },
    vars: {
      ...Object.fromEntries(of('plain_text').map(({ name, text }) => [name, text])),
      ...Object.fromEntries(worker.secrets),
    },
    services: of('service').map(({ name, service }) => ({ binding: name, service })),
    durable_objects: {
      bindings: of('durable_object_namespace').map(({ name, class_name }) => ({
        name,
        class_name,
      })),
    },
    migrations: [{ tag: worker.migrationTag, new_sqlite_classes: [...worker.classes] }],
    triggers: { crons: worker.crons },
  }
}

/** Runs a worker's live version. */
export async function runOnEdge(worker: Deployed): Promise<Edge> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-console-edge-'))
  await unpack(folder, liveVersion(worker))
  const configPath = join(folder, 'wrangler.json')
  await writeFile(configPath, JSON.stringify(configuration(worker)))
  const server = createTestHarness({ workers: [{ configPath }] })
  const { url } = await server.listen()
  const stop = async () => {
    await server.close()
    await rm(folder, { recursive: true })
  }
  return { url: url.origin, stop }
}
