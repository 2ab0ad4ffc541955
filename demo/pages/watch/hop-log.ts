/**
 * Everything that has happened since this page was loaded, in order, and who this page's agent is.
 * @module
 */

import type { BoardUpdate } from '../../../shared/board.ts'
import type { Update, UpFrame } from '../../../shared/protocol.ts'
import type { SoapAnswer, SoapRequest } from '../../stage/updates.ts'
import { onAsked } from './asked.ts'
import { type Hop, hopDown, hopOfAsked, hopOfEvent, hopOfSoap, hopUp, inOrder } from './hop.ts'
import { onPassing } from './wire.ts'

/** The events of the elements, and what a page reads off each. */
const EVENTS = [
  'agent-call',
  'agent-state',
  'agent-finish',
  'agent-error',
  'campaign-created',
] as const

/** The log; dispatches `change`. */
export class HopLog extends EventTarget {
  #hops: readonly Hop[] = []
  /** How far the worker's clock is ahead of this page's, in milliseconds; null until it is known. */
  #ahead: number | null = null
  readonly #heardOf = new Set<string>()
  readonly #mine = { userId: '', agentIds: new Set<string>() }

  constructor() {
    super()
    onPassing(({ up, frame }) => {
      // The frames are this repository's own, on a page of its own.
      if (up) this.#add(hopUp(frame as UpFrame, Date.now()))
      else this.#heard(frame as Update | BoardUpdate)
    })
    onAsked((asked) => this.#add(hopOfAsked(asked, Date.now())))
    for (const type of EVENTS) {
      document.addEventListener(type, (event) =>
        this.#add(hopOfEvent(type, facts(event), Date.now())),
      )
    }
  }

  /** All lines, or only those about this page's agent. */
  hops(everybody: boolean): readonly Hop[] {
    return everybody ? this.#hops : this.#hops.filter((hop) => this.#isMine(hop))
  }

  /** What the room's stage tells; a line that comes back tells some of it again. */
  heard(update: SoapRequest | SoapAnswer): void {
    const name = `${update.type} ${update.id}`
    if (this.#heardOf.has(name)) return
    this.#heardOf.add(name)
    this.#add(hopOfSoap({ ...update, at: update.at - (this.#ahead ?? 0) }))
  }

  /** Forgets all lines. */
  clear(): void {
    this.#hops = []
    this.#tell()
  }

  #heard(update: Update | BoardUpdate): void {
    if (update.type === 'snapshot') this.#setClock(update.session.at)
    else if (update.type === 'board') this.#setClock(update.board.at)
    if (update.type === 'snapshot') {
      const { userId, state } = update.session
      this.#mine.userId = userId
      if ('agentId' in state) this.#mine.agentIds.add(state.agentId)
    }
    this.#add(hopDown(update, Date.now()))
  }

  /** Both clocks are in one list. What came with the least delay knows best how far they are apart. */
  #setClock(at: number): void {
    this.#ahead = Math.max(this.#ahead ?? Number.NEGATIVE_INFINITY, at - Date.now())
  }

  /** A page without an agent of its own looks at everybody. */
  #isMine({ way, agentId, userId }: Hop): boolean {
    if (!way.includes('dialer') || this.#mine.userId === '') return true
    if (userId !== null) return userId === this.#mine.userId
    return agentId === null || this.#mine.agentIds.has(agentId)
  }

  #add(hop: Hop | null): void {
    if (hop === null) return
    this.#hops = inOrder(this.#hops, hop)
    this.#tell()
  }

  #tell(): void {
    this.dispatchEvent(new Event('change'))
  }
}

/** What an event carries of its own. */
function facts(event: Event): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'))
}

/** This page's log; it begins when the page does. */
export const hopLog = new HopLog()
