/**
 * From a body's bytes to its text, and back.
 * @module
 */

import { XmlError } from './xml-error.ts'

/** Where an XML declaration must be, and the longest a sane one gets. */
const DECLARATION_BYTES = 200

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i
const ENCODING = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/

/**
 * The encoding: the byte order mark's, else the Content-Type's, else the XML declaration's, else
 * UTF-8 (RFC 7303).
 */
function encodingOf(bytes: Uint8Array, contentType: string | null): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const charset = CHARSET.exec(contentType ?? '')?.[1]
  if (charset !== undefined) return charset
  const start = new TextDecoder('iso-8859-1').decode(bytes.subarray(0, DECLARATION_BYTES))
  return ENCODING.exec(start)?.[1] ?? 'utf-8'
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    // a byte order mark is dropped by default
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false })
  } catch {
    throw new XmlError('The document is in an encoding nobody here reads.')
  }
}

/** Decodes a body. Throws XmlError for an unknown encoding and for bytes it does not allow. */
export function decodeBytes(bytes: Uint8Array, contentType: string | null): string {
  const decoder = decoderOf(encodingOf(bytes, contentType))
  try {
    return decoder.decode(bytes)
  } catch {
    throw new XmlError('The document has bytes that its encoding does not allow.')
  }
}

/** A body as far as it came. */
export interface BodyBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** False where the body was longer than the limit, broke off, or was given up. */
  readonly whole: boolean
}

/** When to stop reading. */
export interface ReadLimits {
  /** Bytes. */
  readonly most: number
  /** Milliseconds; without it, as long as it takes. */
  readonly ms?: number
  /** Gives up. */
  readonly signal?: AbortSignal | undefined
}

/** Reads a body within limits. It never throws: what was read until then is kept. */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  { most, ms, signal }: ReadLimits,
): Promise<BodyBytes> {
  if (!body) return { bytes: new Uint8Array(), whole: true }
  const reader = body.getReader()
  let ended = false
  // a read that is under way ends when its reader is cancelled
  const end = () => {
    ended = true
    reader.cancel().catch(() => undefined)
  }
  const timer = ms === undefined ? null : setTimeout(end, ms)
  signal?.addEventListener('abort', end)
  if (signal?.aborted) end()
  const pieces: Uint8Array[] = []
  const whole = (await collect(reader, most, pieces)) && !ended
  if (timer !== null) clearTimeout(timer)
  signal?.removeEventListener('abort', end)
  if (!whole) end()
  return { bytes: join(pieces, most), whole }
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
  pieces: Uint8Array[],
): Promise<boolean> {
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return true
      pieces.push(value)
      size += value.length
      if (size > most) return false
    }
  } catch {
    return false
  }
}

function join(pieces: readonly Uint8Array[], most: number): Uint8Array<ArrayBuffer> {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes.subarray(0, most)
}

/** So many characters are encoded at a time. */
const ENCODED_AT_ONCE = 16_384

/** A character is three bytes at most; one of four counts as two characters. */
const MOST_BYTES_EACH = 3

/** Memory that is too small is exchanged for a little more, because for a moment both are there. */
const GROWTH = 1.25

/**
 * Encodes a text that comes in pieces; it is in memory once, as bytes. A short one, like a wait's
 * that is held for minutes, takes no more than it needs.
 */
export function encodePieces(pieces: Iterable<string>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  let bytes = new Uint8Array()
  let length = 0
  let text = ''
  const encode = () => {
    const needed = length + text.length * MOST_BYTES_EACH
    if (needed > bytes.length) bytes = resized(bytes, Math.max(needed, bytes.length * GROWTH))
    length += encoder.encodeInto(text, bytes.subarray(length)).written
    text = ''
  }
  for (const piece of pieces) {
    text += piece
    if (text.length >= ENCODED_AT_ONCE) encode()
  }
  if (length === 0) return new Uint8Array(encoder.encode(text))
  encode()
  return bytes.subarray(0, length)
}

/** The old memory is given back at once. */
function resized(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer.transfer(Math.ceil(size)))
}
