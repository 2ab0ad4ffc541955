/**
 * What a desk phone shows and plays, as pure functions of what the dialer says of it.
 * @module
 */

import type { DeskView } from '../../dialer/desk-view.ts'

/** What is to be heard. Two equal scenes are one and the same sound going on. */
export type Scene =
  | { readonly kind: 'silence' }
  | { readonly kind: 'ring' }
  | { readonly kind: 'music'; readonly music: string }
  /** Words, once or, with `every`, again after that many milliseconds of silence. */
  | { readonly kind: 'speech'; readonly words: string; readonly every: number | null }

/** The display: a small line, a large one, and what a screen reader says. */
export interface Display {
  readonly mood: 'away' | 'idle' | 'ringing' | 'id' | 'music' | 'talking' | 'silence'
  readonly label: string
  readonly line: string
  readonly spoken: string
}

/** Names of hold music that mean none. */
const NO_MUSIC = ['none', 'off', 'silence']

/** The pause between two recitals of the agent id. */
const RECITE_EVERY_MS = 2_500

const SILENCE: Scene = { kind: 'silence' }

const ENDED: Readonly<Record<NonNullable<DeskView['ended']>, string>> = {
  us: 'The dialer hung up.',
  them: 'You hung up.',
  rejected: 'You refused the call.',
  'no-answer': 'You missed a call.',
  busy: 'You were on the phone.',
  failed: 'The call failed.',
}

/** What the phone plays. */
export function sceneOf(phone: DeskView | null): Scene {
  if (phone?.state === 'ringing') return { kind: 'ring' }
  if (phone?.state !== 'up' || phone.hears === null) return SILENCE
  const { hears } = phone
  switch (hears.kind) {
    case 'digits':
      return { kind: 'speech', words: sayId(hears.digits), every: RECITE_EVERY_MS }
    case 'music':
      return NO_MUSIC.includes(hears.music) ? SILENCE : { kind: 'music', music: hears.music }
    case 'text':
      return { kind: 'speech', words: hears.text, every: null }
    case 'recording':
      return { kind: 'speech', words: hears.recording, every: null }
    default:
      return { kind: 'speech', words: hears.says, every: null }
  }
}

/** What the phone shows. */
export function displayOf(phone: DeskView | null): Display {
  if (phone === null) return plain('away', 'No line', 'Looking for the dialer…')
  if (phone.state === 'idle') {
    const ended = phone.ended === null ? 'On the hook' : ENDED[phone.ended]
    return plain('idle', 'Ready', ended)
  }
  const from = formatNumber(phone.from ?? '')
  if (phone.state === 'ringing') return plain('ringing', 'Ringing', from || 'Unknown caller')
  return heard(phone.hears)
}

function heard(hears: DeskView['hears']): Display {
  if (hears === null) return plain('silence', 'On the phone', 'Silence')
  switch (hears.kind) {
    case 'digits':
      return {
        mood: 'id',
        label: 'Your agent id is',
        line: hears.digits,
        spoken: sayId(hears.digits),
      }
    case 'music':
      return plain('music', 'On hold', 'Hold music')
    case 'text':
      return plain('talking', 'The dialer says', hears.text)
    case 'recording':
      return plain('talking', 'A recording says', hears.recording)
    case 'person':
      return plain('talking', hears.name ?? formatNumber(hears.phoneNumber), `“${hears.says}”`)
    default:
      return plain('talking', 'Answering machine', `“${hears.says}”`)
  }
}

function plain(mood: Display['mood'], label: string, line: string): Display {
  return { mood, label, line, spoken: `${label}: ${line}` }
}

/** Digits one by one, so that nobody hears four thousand seven hundred and twenty-one. */
function sayId(digits: string): string {
  return `Your agent id is ${[...digits].join(', ')}.`
}

/** A North American number in groups; any other as it is. */
export function formatNumber(phoneNumber: string): string {
  return phoneNumber.replace(/^(\d{3})?(\d{3})(\d{4})$/, (_, area: string, one, two) =>
    [area, one, two].filter(Boolean).join(' '),
  )
}
