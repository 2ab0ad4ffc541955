/**
 * Reads a file of numbers in small pieces, so that the page stays alive however long it is.
 * @module
 */

import { NumberList } from '../../shared/number-list.ts'

/** Pieces of this many characters take a few milliseconds each. */
const PIECE = 65_536

/** How a file is read. */
export interface ReadOptions {
  /** Whether the first row names the columns; null to find out by looking at it. */
  readonly header: boolean | null
  /** Told after every piece, from 0 to 1. */
  readonly onProgress: (done: number) => void
  readonly signal: AbortSignal
}

/**
 * Reads a file: UTF-8, or else what Windows writes in western countries, as the worker reads it.
 * Null for one that is no text: a spreadsheet's own format, or a picture.
 * @throws {DOMException} `AbortError` when it is not wanted any more, `NotFoundError` or
 * `NotReadableError` when it is not there any more
 */
export async function readNumberFile(file: Blob, options: ReadOptions): Promise<NumberList | null> {
  // No text has this character, and what is no text has it soon.
  const start = new Uint8Array(await file.slice(0, PIECE).arrayBuffer())
  if (start.includes(0)) return null
  try {
    return await read(file, 'utf-8', options)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return read(file, 'windows-1252', options)
  }
}

async function read(
  file: Blob,
  encoding: string,
  { header, onProgress, signal }: ReadOptions,
): Promise<NumberList> {
  // Every byte is a letter in the other encoding.
  const decoder = new TextDecoder(encoding, { fatal: true })
  const list = new NumberList(header)
  let bytes = 0
  for await (const chunk of pieces(file)) {
    const text = decoder.decode(chunk, { stream: true })
    for (let at = 0; at < text.length; at += PIECE) {
      list.push(text.slice(at, at + PIECE))
      onProgress((bytes + (chunk.length * at) / text.length) / file.size)
      await breathe()
      signal.throwIfAborted()
    }
    bytes += chunk.length
  }
  list.push(decoder.decode())
  list.end()
  onProgress(1)
  return list
}

/** Not every browser iterates a stream. */
async function* pieces(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** Lets the page paint and hear its user. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))
