/**
 * The files that are uploaded beside a worker: asked for by hash in buckets, and only those that are
 * not there yet.
 * @module
 */

import { randomUUID } from 'node:crypto'
import { Refusal } from './refusal.ts'

/** One file, as it will be served. */
export interface Asset {
  readonly body: Buffer
  readonly type: string
}

/** What `wrangler` says of a file before it uploads it. */
interface Named {
  readonly hash: string
  readonly size: number
}

interface Session {
  /** Hash by path. */
  readonly files: ReadonlyMap<string, Named>
  readonly missing: Set<string>
}

/** So few that more than one bucket is needed. */
const FILES_PER_BUCKET = 8

/** What is known of all files and of the uploads under way. */
export class Assets {
  readonly #known = new Map<string, Asset>()
  readonly #sessions = new Map<string, Session>()
  /** How many files came in all uploads together. */
  received = 0

  /** Begins an upload: which files are wanted, and under which ticket. */
  begin(manifest: Readonly<Record<string, Named>>): { jwt: string; buckets: string[][] } {
    const files = new Map(Object.entries(manifest))
    const hashes = [...new Set([...files.values()].map(({ hash }) => hash))]
    const wanted = hashes.filter((hash) => !this.#known.has(hash))
    const jwt = randomUUID()
    this.#sessions.set(jwt, { files, missing: new Set(wanted) })
    const buckets: string[][] = []
    for (let from = 0; from < wanted.length; from += FILES_PER_BUCKET) {
      buckets.push(wanted.slice(from, from + FILES_PER_BUCKET))
    }
    return { jwt, buckets }
  }

  /** Takes a bucket; the answer to the last one has the ticket that a worker is uploaded with. */
  async take(jwt: string, form: FormData): Promise<{ jwt: string | null }> {
    const session = this.#session(jwt)
    for (const [hash, part] of form) {
      if (typeof part === 'string' || !session.missing.delete(hash)) {
        throw new Refusal(400, 10304, `Nobody asked for ${hash}.`)
      }
      const body = Buffer.from(await part.text(), 'base64')
      this.#known.set(hash, { body, type: part.type })
      this.received += 1
    }
    return { jwt: session.missing.size === 0 ? jwt : null }
  }

  /** The files of a finished upload, by path. */
  of(jwt: string): ReadonlyMap<string, Asset> {
    const { files, missing } = this.#session(jwt)
    if (missing.size > 0) throw new Refusal(400, 10305, `${missing.size} files were not uploaded.`)
    return new Map([...files].map(([path, { hash }]) => [path, this.#asset(hash, path)]))
  }

  #asset(hash: string, path: string): Asset {
    const asset = this.#known.get(hash)
    if (asset === undefined) throw new Refusal(400, 10305, `${path} was not uploaded.`)
    return asset
  }

  #session(jwt: string): Session {
    const session = this.#sessions.get(jwt)
    if (session === undefined) throw new Refusal(403, 10000, 'Authentication error')
    return session
  }
}
