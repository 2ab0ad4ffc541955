/**
 * A list of any length as one body.
 * @module
 */

/** Some items, and where to go on; null at the end. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** One page at a time, so that a list of any length passes through little memory. */
export function stream<T>(
  pages: (after: string | null) => Promise<Page<T>>,
  line: (item: T) => string,
  head = '',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: string | null = null
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: async (controller) => {
      const { items, next } = await pages(after)
      controller.enqueue(encoder.encode(items.map(line).join('')))
      after = next
      if (next === null) controller.close()
    },
  })
}
