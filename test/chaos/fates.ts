/**
 * What can become of a request between worker and dialer, and how often it does.
 * @module
 */

/** What becomes of one request. */
export type Fate =
  | 'fine'
  /** Cut before the dialer hears of it. */
  | 'cut-before'
  /** Carried out, and the answer lost. */
  | 'cut-after'
  /** Carried out, and the answer cut in the middle. */
  | 'cut-within'
  | 'late-request'
  | 'late-answer'
  | 'drips'
  /** Carried out, and no answer ever comes. */
  | 'hangs'
  /** Carried out, and the answer replaced by something that is none. */
  | 'garbage'
  | 'error-before'
  | 'error-after'
  | 'bad-gateway'
  /** An empty answer to a wait that the dialer never got. */
  | 'nil'

type Weights = Readonly<Record<Fate, number>>

const WEIGHTS: Weights = {
  fine: 76,
  'cut-before': 3,
  'cut-after': 4,
  'cut-within': 3,
  'late-request': 2,
  'late-answer': 2,
  drips: 2,
  hangs: 0.4,
  garbage: 1.5,
  'error-before': 1.5,
  'error-after': 1.5,
  'bad-gateway': 1.5,
  nil: 0,
}

const NEVER = Object.fromEntries(Object.keys(WEIGHTS).map((fate) => [fate, 0])) as Weights

/** Where an operation fares otherwise. */
const SPECIAL: Readonly<Record<string, Weights>> = {
  getConnectionForAgent: { ...WEIGHTS, fine: 82, nil: 2, hangs: 0.6 },
  knock: { ...NEVER, fine: 94, 'cut-before': 3, 'bad-gateway': 2 },
}

/** How often each fate befalls an operation. */
export function weightsOf(operation: string): Weights {
  return SPECIAL[operation] ?? WEIGHTS
}

/** Fates of requests that the dialer never hears of. */
export const NEVER_HEARD: readonly Fate[] = ['cut-before', 'error-before', 'bad-gateway', 'nil']
