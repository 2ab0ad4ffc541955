/**
 * What a desk phone shows, and the frames between its page and the dialer. Types only: the page
 * imports them too.
 * @module
 */

import type { HangUp, Sound } from './phones.ts'

/** The person or machine that a desk phone is connected with. */
export interface Voice {
  readonly kind: 'person' | 'machine'
  /** Their name, where the phone book has one. */
  readonly name: string | null
  readonly phoneNumber: string
  /** The words they picked up with. */
  readonly says: string
}

/** One desk phone, as the phone network has it. */
export interface DeskView {
  readonly phoneNumber: string
  readonly state: 'idle' | 'ringing' | 'up'
  /** Since when, in milliseconds since 1970 on the dialer's clock. */
  readonly since: number
  /** The caller id, while it rings or is up. */
  readonly from: string | null
  /** What is to be heard; null for silence. */
  readonly hears: Sound | Voice | null
  /** Rises by one with every beep. */
  readonly beeps: number
  /** How the last phone call ended: `us` is the dialer. Null before the first. */
  readonly ended: HangUp | null
}

/** What a page sends: first which phone it is, then what its user does with it. */
export type DeskAction =
  | { readonly type: 'subscribe'; readonly phoneNumber: string }
  | { readonly type: 'answer' }
  | { readonly type: 'hang-up' }

/** What a page gets: the whole phone, at once and at every change; or why not. */
export type DeskUpdate =
  | { readonly type: 'phone'; readonly phone: DeskView }
  | { readonly type: 'refused'; readonly words: string }
