/**
 * A body of two parts: what is said about a campaign as JSON, and its numbers as a file.
 * @module
 */

import type * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import { parse, parseJson } from '../commands.ts'

/** A hundred thousand numbers with a hundred and fifty characters each. */
const MAX_FORM_BYTES = 15_000_000

/**
 * Whoever is refused while they still send is cut off, and a browser then shows no answer: so much is
 * let come, and dropped. Beyond it nobody meant well; Cloudflare itself refuses at a hundred million.
 */
const DROPPED_BYTES = 100_000_000

/** What a form held. */
export interface Form<Body> {
  readonly body: Body
  readonly file: Blob
}

/**
 * The parts `campaign` (JSON) and `numbers` (a CSV file).
 * @throws ConsoleError `too-large`, or `bad-request` with the part or field that is wrong
 */
export async function readForm<S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<Form<v.InferOutput<S>>> {
  const form = await partsOf(request)
  const campaign = form.get('campaign')
  const numbers = form.get('numbers')
  const text = campaign instanceof Blob ? await campaign.text() : campaign
  if (text === null) throw new ConsoleError('bad-request', { field: 'campaign' })
  if (numbers === null) throw new ConsoleError('bad-request', { field: 'numbers' })
  const file = numbers instanceof Blob ? numbers : new Blob([numbers])
  return { body: parse(schema, parseJson(text)), file }
}

async function partsOf(request: Request): Promise<FormData> {
  // Without a length nobody knows how much will come until it has.
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (length > MAX_FORM_BYTES) {
    if (length <= DROPPED_BYTES) await request.body?.pipeTo(new WritableStream())
    throw new ConsoleError('too-large')
  }
  try {
    return await request.formData()
  } catch (cause) {
    throw new ConsoleError('bad-request', { cause })
  }
}

/** So much of a file is text at a time; beside it are the file's bytes and the rows made of it. */
const PIECE_BYTES = 256_000

/**
 * Reads a file's text piece by piece: UTF-8, or else what Windows writes in western countries.
 * @param start begins anew, and returns what takes the pieces
 */
export async function readText(file: Blob, start: () => (piece: string) => void): Promise<void> {
  try {
    await readAs('utf-8', file, start())
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    await readAs('windows-1252', file, start())
  }
}

/** @throws TypeError where the bytes are no text in this encoding */
async function readAs(encoding: string, file: Blob, take: (piece: string) => void): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: false })
  for (let from = 0; from < file.size; from += PIECE_BYTES) {
    const bytes = await file.slice(from, from + PIECE_BYTES).arrayBuffer()
    take(decoder.decode(bytes, { stream: true }))
  }
  take(decoder.decode())
}
