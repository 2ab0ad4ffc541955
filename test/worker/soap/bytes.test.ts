import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodePieces } from '../../../worker/soap/bytes.ts'

it('A text in pieces becomes the bytes of the whole', () => {
  const piece = fc.tuple(fc.string({ unit: 'grapheme' }), fc.nat(9_000))
  fc.assert(
    fc.property(fc.array(piece), (given) => {
      const pieces = given.map(([text, times]) => text.repeat(times).slice(0, 40_000))
      // A whole character may not be cut: its halves would be encoded each for itself.
      const whole = pieces.map((text) => text.toWellFormed())
      expect(Buffer.from(encodePieces(whole))).toEqual(Buffer.from(whole.join('')))
    }),
    { numRuns: 50 },
  )
})

it('A short text takes no more memory than it needs: a wait is held for minutes', () => {
  expect(encodePieces(['<wait>', 'é', '</wait>']).buffer.byteLength).toBe(15)
})
