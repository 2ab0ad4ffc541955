/**
 * The body of an HTTP request, read up to a limit and no further.
 * @module
 */

import type * as v from 'valibot'
import { ConsoleError } from '../shared/errors.ts'
import { parse, parseJson } from './commands.ts'

/** A campaign's settings with the longest lists come to a third of this. */
const MAX_BODY_BYTES = 100_000

/**
 * A JSON body by its schema.
 * @throws ConsoleError `too-large` or `bad-request`, with the field that is wrong
 */
export async function readBody<S extends v.GenericSchema>(
  request: Request,
  schema: S,
  maxBytes = MAX_BODY_BYTES,
): Promise<v.InferOutput<S>> {
  return parse(schema, parseJson(await readText(request, maxBytes)))
}

/** A declared length may be missing or a lie, so the bytes are counted as they come. */
async function readText({ headers, body }: Request, maxBytes: number): Promise<string> {
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw new ConsoleError('too-large')
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  let left = maxBytes
  for await (const chunk of body ?? []) {
    left -= chunk.length
    if (left < 0) throw new ConsoleError('too-large')
    text += decode(() => decoder.decode(chunk, { stream: true }))
  }
  return text + decode(() => decoder.decode())
}

function decode(read: () => string): string {
  try {
    return read()
  } catch (cause) {
    throw new ConsoleError('bad-request', { cause })
  }
}
