/**
 * The body of an HTTP request, read up to a limit and no further.
 * @module
 */

import type * as v from 'valibot'
import { ConsoleError } from '../shared/errors.ts'
import { parse, parseJson } from './commands.ts'
import { readBytes } from './soap/bytes.ts'
import { BODY_MS } from './soap/transport.ts'

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
async function readText({ headers, body }: Request, most: number): Promise<string> {
  if (Number(headers.get('content-length') ?? 0) > most) throw new ConsoleError('too-large')
  const { bytes, whole } = await readBytes(body, { most, ms: BODY_MS })
  if (!whole) throw new ConsoleError(bytes.length === most ? 'too-large' : 'bad-request')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch (cause) {
    throw new ConsoleError('bad-request', { cause })
  }
}
