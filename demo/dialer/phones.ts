/**
 * The port between the floor and the phone network: commands down, events up, all plain data, so
 * that a real carrier can stand behind it. A leg is one phone call to one number; two legs are
 * connected with each other, there are no conferences. Our own ids of legs and commands go out and
 * come back.
 * @module
 */

/** What a leg can hear. `digits` are read out one by one; `music` is the dialer's name for a tune. */
export type Sound =
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'recording'; readonly recording: string }
  | { readonly kind: 'music'; readonly music: string }

/** Call a number. The leg begins here. */
export interface Dial {
  readonly type: 'dial'
  readonly to: string
  /** The caller id to show. */
  readonly from: string
  readonly ringSeconds: number
  /** Whether to listen for an answering machine and report `detected`. */
  readonly detectMachine: boolean
  /**
   * Played to whoever answers and is not connected within `afterSeconds`; its end is reported as
   * `played` with this command's id. Null for an agent's leg, which waits for nobody.
   */
  readonly ifNobody: { readonly sound: Sound; readonly afterSeconds: number } | null
}

/** What the floor can ask of a leg. */
export type PhoneAction =
  | Dial
  /** Replaces what the leg hears; `played` follows when it ends, never for a loop. */
  | { readonly type: 'play'; readonly sound: Sound; readonly loop: boolean }
  /** Joins two legs; `beep` sounds on this leg first. */
  | { readonly type: 'connect'; readonly with: string; readonly beep: boolean }
  /** Undoes `connect`; both legs stay up. */
  | { readonly type: 'part' }
  | { readonly type: 'hang-up' }
  /** Parts the leg, waits for the greeting's end, plays the recording, reports `played`. */
  | { readonly type: 'leave-message'; readonly recording: string }

/** A command on its way to the network. */
export type PhoneCommand = PhoneAction & {
  /** Our id for the command, unique on this floor. */
  readonly command: string
  /** Our id for the leg. */
  readonly leg: string
}

/** Why a leg ended. `us` is the floor, `them` the person or machine at the other end. */
export type HangUp = 'busy' | 'no-answer' | 'rejected' | 'failed' | 'us' | 'them'

/** Who answered, as far as the network can tell. */
export type Detected = 'human' | 'machine' | 'fax' | 'unknown'

/** What the network reports of a leg. It may repeat itself and report out of order. */
export type PhoneFact =
  | { readonly type: 'ringing' }
  | { readonly type: 'answered' }
  | { readonly type: 'greeting-ended' }
  | { readonly type: 'played'; readonly command: string }
  | { readonly type: 'connected'; readonly command: string; readonly with: string }
  | { readonly type: 'parted'; readonly from: string }
  | { readonly type: 'detected'; readonly what: Detected }
  | { readonly type: 'hung-up'; readonly why: HangUp }
  /** `no`: it was not carried out. `unknown`: nobody can tell. */
  | {
      readonly type: 'command-failed'
      readonly command: string
      readonly outcome: 'no' | 'unknown'
    }

/** A fact and the leg it is about. */
export type PhoneEvent = PhoneFact & { readonly leg: string }
