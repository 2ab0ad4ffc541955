/**
 * Samples damaged at random, from a seed, so that a failure can be run again.
 * @module
 */

import { readdirSync, readFileSync } from 'node:fs'

const SAMPLES = new URL('../../samples/', import.meta.url)

/** The text of every sample in a folder, by file name. */
export function samplesIn(folder: 'requests' | 'xfire'): ReadonlyMap<string, string> {
  const names = readdirSync(new URL(`${folder}/`, SAMPLES)).sort()
  return new Map(
    names.map((name) => [name, readFileSync(new URL(`${folder}/${name}`, SAMPLES), 'utf8')]),
  )
}

/** A random number below its argument, from a seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** What documents are damaged with: everything that means something to an XML parser. */
const PIECES = [
  ...['<', '>', '&', '"', "'", '/', '=', ' ', ':', '-', '0', '.', '\t', '\r\n'],
  ...['&amp;', '&#13;', '&#x1F600;', '&#0;', '&#xD800;', '&bogus;', '&'],
  ...['<![CDATA[', ']]>', '<!--', '-->', '--', '<?x?>', '<!DOCTYPE a>', '<!ENTITY a "b">'],
  ...[
    ' xmlns="u"',
    ' xmlns:q="v"',
    ' q:z="1"',
    ' xmlns:xml="x"',
    ' xmlns:xmlns="y"',
    ' xml:id="d"',
  ],
  ...[' a="1" a="2"', ' xsi:nil="1"', '<a/>', '</a>', '<q:a>', '</soap:Body>', '<soap:Fault>'],
  ...['\0', '\ud800', '\ufffe', '\u00a0', '\ufeff', '\u0085', '\u2028', 'ä', '😀', '\u202e'],
]

/** Damages a text in one or two places. */
export function mutate(text: string, random: (below: number) => number): string {
  const once = damage(text, random)
  return random(2) === 0 ? once : damage(once, random)
}

function damage(text: string, random: (below: number) => number): string {
  const at = placeIn(text, random)
  const piece = PIECES[random(PIECES.length)] ?? ''
  const from = random(text.length)
  const damages = [
    () => text.slice(0, at) + piece + text.slice(at),
    () => text.slice(0, at) + piece + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(at + 1 + random(5)),
    () => text.slice(0, at) + text.slice(from, from + random(60)) + text.slice(at),
    () => (random(8) === 0 ? text.slice(0, at) : text.slice(0, at) + piece + text.slice(at)),
  ]
  return damages[random(damages.length)]?.() ?? text
}

/** Half of the time anywhere; else beside a tag's end, where attributes and texts begin. */
function placeIn(text: string, random: (below: number) => number): number {
  if (random(2) === 0) return random(text.length + 1)
  const ends = [...text.matchAll(/>/g)].map(({ index }) => index)
  return (ends[random(ends.length)] ?? 0) + random(2)
}
