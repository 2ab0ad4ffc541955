/**
 * A worker as `wrangler` uploads it: a form of one part with what the worker is, and its modules.
 * @module
 */

import { Refusal } from './refusal.ts'

/** Something a worker finds in its `env`. */
export interface Binding {
  readonly name: string
  readonly type: string
  /** Of `plain_text` and `secret_text`. */
  readonly text?: string
  /** Of `durable_object_namespace`. */
  readonly class_name?: string
  /** Of `service`. */
  readonly service?: string
}

/** What the first part of the form says. */
export interface Metadata {
  readonly main_module: string
  readonly bindings: readonly Binding[]
  readonly compatibility_date: string
  readonly compatibility_flags: readonly string[]
  /** Kinds of bindings that are taken over from the version before. */
  readonly keep_bindings?: readonly string[]
  readonly migrations?: {
    readonly old_tag?: string
    readonly new_tag: string
    readonly steps: readonly { readonly new_sqlite_classes?: readonly string[] }[]
  }
  readonly assets?: { readonly jwt: string; readonly config?: AssetRules }
  readonly code_update_strategy?: unknown
}

/** How files are answered. */
export interface AssetRules {
  readonly _headers?: string
  readonly _redirects?: string
  readonly html_handling?: string
  readonly not_found_handling?: string
}

/** One upload. */
export interface Upload {
  readonly metadata: Metadata
  /** Text by name. */
  readonly modules: ReadonlyMap<string, string>
}

/** Reads the form. */
export async function readUpload(form: FormData): Promise<Upload> {
  const described = form.get('metadata')
  if (typeof described !== 'string') throw new Refusal(400, 10021, 'No metadata was uploaded.')
  const metadata: Metadata = JSON.parse(described)
  const modules = new Map<string, string>()
  for (const [name, part] of form) {
    if (typeof part !== 'string') modules.set(name, await part.text())
  }
  if (!modules.has(metadata.main_module)) {
    throw new Refusal(400, 10021, `No such module "${metadata.main_module}".`)
  }
  return { metadata, modules }
}
