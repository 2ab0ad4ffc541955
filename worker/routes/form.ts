/**
 * A body of two parts: what is said about a campaign as JSON, and its numbers as a file.
 * @module
 */

import type * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import { parse, parseJson } from '../commands.ts'

/** A hundred thousand numbers with a hundred and fifty characters each. */
const MAX_FORM_BYTES = 15_000_000

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
  const length = request.headers.get('content-length')
  // Without a length nobody knows how much will come until it has.
  if (length === null || Number(length) > MAX_FORM_BYTES) throw new ConsoleError('too-large')
  try {
    return await request.formData()
  } catch (cause) {
    throw new ConsoleError('bad-request', { cause })
  }
}

/** The text of a file: UTF-8, or else what Windows writes in western countries. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
