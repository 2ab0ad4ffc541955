/**
 * What is news while the phase stays the same: that something is wrong, that it is over, and answers
 * that have not arrived. It is on screen for eyes; this is for ears. Loaded as soon as there is a
 * session.
 * @module
 */

import type { Call, SessionSnapshot } from '../shared/session.ts'
import type { AllWords } from './strings.ts'
import type { View } from './views/view.ts'

type Trouble = 'line' | 'dialer' | 'none'

/** What to call a person. */
export type NameOf = (call: Call) => string

/** What one element has said already. */
export class News {
  readonly #nameOf: NameOf
  /** Null before the first snapshot, which is no news. */
  #trouble: Trouble | null = null
  #unsent: readonly string[] | null = null

  constructor(nameOf: NameOf) {
    this.#nameOf = nameOf
  }

  /** The sentences that are to be said now. */
  take({ t, online }: Pick<View, 't' | 'online'>, session: SessionSnapshot): string[] {
    const words = t as AllWords
    const before = this.#trouble
    const now = online ? dialerTrouble(session) : 'line'
    this.#trouble = now
    const trouble = before !== null && before !== now ? said(words, session, before, now) : ''
    return [trouble, this.#unsentNews(words, session)].filter(Boolean)
  }

  #unsentNews(t: AllWords, { unsent }: SessionSnapshot): string {
    const known = this.#unsent
    const left = unsent.filter(({ state }) => state !== 'sending')
    const keyOf = ({ call, state }: (typeof left)[number]) => `${call.id} ${state}`
    this.#unsent = left.map(keyOf)
    const fresh = left.filter((each) => known && !known.includes(keyOf(each)))
    const names = fresh.map(({ call, state }) => `${this.#nameOf(call)}, ${t.delivery[state]}`)
    return names.length > 0 ? `${t.unsentTitle}: ${names.join('; ')}` : ''
  }
}

function dialerTrouble({ state }: SessionSnapshot): Trouble {
  return state.phase === 'waiting' && state.dialer === 'retrying' ? 'dialer' : 'none'
}

/** What is wrong now, or what is not any more; of the dialer, another phase says enough. */
function said(t: AllWords, { state }: SessionSnapshot, before: Trouble, now: Trouble): string {
  if (now === 'line') return state.phase === 'on-call' ? t.offlineTyping : t.offline
  if (now === 'dialer') return t.dialerAway
  if (before === 'line') return t.backOnline
  return state.phase === 'waiting' ? t.dialerBack : ''
}
