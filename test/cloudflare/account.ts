/**
 * What an account at Cloudflare has: its workers, what each was uploaded with, and their secrets.
 * @module
 */

import { randomUUID } from 'node:crypto'
import { type Asset, Assets } from './assets.ts'
import { noSuchWorker, Refusal } from './refusal.ts'
import type { Binding, Metadata, Upload } from './upload.ts'

/** One upload of a worker, whole. */
export interface Version extends Upload {
  readonly id: string
  readonly assets: ReadonlyMap<string, Asset>
}

/** A worker and what runs of it. */
export interface Deployed {
  readonly name: string
  readonly versions: Version[]
  /** Ids of versions in the order in which they went live, and how objects change to them. */
  readonly deployments: { readonly version: string; readonly strategy: unknown }[]
  readonly secrets: Map<string, string>
  readonly classes: Set<string>
  migrationTag: string | undefined
  subdomain: { enabled: boolean; previews_enabled: boolean }
  crons: readonly string[]
}

/** An account. */
export class Account {
  readonly id = '0123456789abcdef0123456789abcdef'
  /** Ids of further accounts that its owner can see. */
  readonly others: string[] = []
  readonly assets = new Assets()
  readonly #workers = new Map<string, Deployed>()

  /** @throws Refusal when there is none */
  worker(name: string): Deployed {
    const worker = this.#workers.get(name)
    if (worker === undefined) throw noSuchWorker()
    return worker
  }

  /** Uploads a worker and makes it live. */
  put(name: string, upload: Upload): Version {
    const worker = this.#workers.get(name) ?? created(name)
    const version = this.#upload(worker, upload)
    this.#workers.set(name, worker)
    deploy(worker, version.id, upload.metadata.code_update_strategy)
    return version
  }

  /** Uploads a version of a worker that is there; it is not live yet. */
  addVersion(name: string, upload: Upload): Version {
    return this.#upload(this.worker(name), upload)
  }

  #upload(worker: Deployed, upload: Upload): Version {
    const { metadata } = upload
    migrate(worker, metadata.migrations)
    for (const binding of metadata.bindings) this.#check(binding, worker)
    const assets = metadata.assets ? this.assets.of(metadata.assets.jwt) : new Map()
    if (!metadata.keep_bindings?.includes('secret_text')) worker.secrets.clear()
    for (const { type, name, text = '' } of metadata.bindings) {
      if (type === 'secret_text') worker.secrets.set(name, text)
    }
    const version = { ...upload, id: randomUUID(), assets }
    worker.versions.push(version)
    return version
  }

  #check({ name, type, class_name: kind = '', service = '' }: Binding, worker: Deployed): void {
    if (type === 'durable_object_namespace' && !worker.classes.has(kind)) {
      const words = `Cannot create binding ${name}: no migration has made the class ${kind}.`
      throw new Refusal(400, 10061, words)
    }
    if (type === 'service' && service !== worker.name && !this.#workers.has(service)) {
      throw new Refusal(400, 10143, `Could not resolve service binding '${name}'.`)
    }
  }
}

function created(name: string): Deployed {
  return {
    name,
    versions: [],
    deployments: [],
    secrets: new Map(),
    classes: new Set(),
    migrationTag: undefined,
    subdomain: { enabled: false, previews_enabled: false },
    crons: [],
  }
}

function migrate(worker: Deployed, migrations: Metadata['migrations']): void {
  if (migrations === undefined) return
  if (migrations.old_tag !== worker.migrationTag) {
    throw new Refusal(400, 10079, `The migration tag is ${worker.migrationTag}.`)
  }
  for (const { new_sqlite_classes: classes = [] } of migrations.steps) {
    for (const kind of classes) worker.classes.add(kind)
  }
  worker.migrationTag = migrations.new_tag
}

/** Makes a version live. */
export function deploy(worker: Deployed, version: string, strategy: unknown): void {
  if (!worker.versions.some(({ id }) => id === version)) throw new Refusal(404, 10008, 'No version')
  worker.deployments.push({ version, strategy })
}

/** The version that is live. */
export function liveVersion({ name, versions, deployments }: Deployed): Version {
  const live = versions.find(({ id }) => id === deployments.at(-1)?.version)
  if (live === undefined) throw new Error(`nothing of ${name} is live`)
  return live
}
