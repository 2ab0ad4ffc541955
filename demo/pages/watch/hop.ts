/**
 * What travels between page, console, worker and dialer, as lines for a person to read.
 * @module
 */

import type { BoardUpdate } from '../../../shared/board.ts'
import type { Update, UpFrame } from '../../../shared/protocol.ts'
import type { SoapAnswer, SoapRequest } from '../../stage/updates.ts'

/** The stretch of the way, and which way along it. */
export type Way =
  | 'console-page'
  | 'console-worker'
  | 'worker-console'
  | 'worker-dialer'
  | 'dialer-worker'

/** One line. */
export interface Hop {
  readonly way: Way
  /** Milliseconds since 1970. */
  readonly at: number
  readonly title: string
  /** In a few words: to whom, how long, how it went. */
  readonly note: string
  /** Everything, as it travelled: XML or JSON. */
  readonly text: string
  readonly bad: boolean
  /** Whose it is, where that is known. */
  readonly agentId: string | null
  readonly userId: string | null
}

/** What an element asks the worker by HTTP, or the answer. */
export interface Asked {
  readonly method: string
  /** The last name in the address: what is asked. */
  readonly what: string
  /** The address below the campaign's. */
  readonly path: string
  /** What travelled, as far as it is text; no headers, because a token is among them. */
  readonly text: string
  /** How it went; null for the request. */
  readonly outcome: { readonly status: number; readonly ms: number } | null
}

/** Old lines make room. */
const MOST = 400

/**
 * The lines with one more, where its time puts it: what the dialer's side tells comes by a line of its
 * own, and some of it is from before the page was there.
 */
export function inOrder(hops: readonly Hop[], hop: Hop): readonly Hop[] {
  const before = hops.findLastIndex(({ at }) => at <= hop.at)
  return hops.toSpliced(before + 1, 0, hop).slice(-MOST)
}

const PLAIN = { note: '', bad: false, agentId: null, userId: null }

/** Whether a page says this by itself, all the time. */
const IDLE_TALK: readonly string[] = ['active']

/** A frame of the console; null for one that nobody wants to see. */
export function hopUp(frame: UpFrame, at: number): Hop | null {
  if (IDLE_TALK.includes(frame.type)) return null
  return { ...PLAIN, way: 'console-worker', at, title: frame.type, text: json(frame) }
}

/** What an element asks the worker by HTTP, or the answer. */
export function hopOfAsked({ method, what, path, text, outcome }: Asked, at: number): Hop {
  const told = { ...PLAIN, at, text: tokenless(text) }
  if (outcome === null) {
    const note = path === what ? '' : path
    return { ...told, way: 'console-worker', title: `${method} ${what}`, note }
  }
  const { status, ms } = outcome
  const bad = status >= 400
  return { ...told, way: 'worker-console', title: what, note: `${status}, ${duration(ms)}`, bad }
}

/** A frame of the worker, for an agent or for a supervisor. */
export function hopDown(update: Update | BoardUpdate, at: number): Hop {
  const told = { ...PLAIN, way: 'worker-console' as const, at, text: json(update) }
  switch (update.type) {
    case 'hello':
      return { ...told, title: 'hello', note: `protocol ${update.protocol}` }
    case 'snapshot': {
      const { version, state } = update.session
      return { ...told, title: 'snapshot', note: `${version}: ${state.phase}` }
    }
    case 'board':
      return { ...told, title: 'board', note: `${update.board.agents.length} agents` }
    case 'answer':
      return update.ok
        ? { ...told, title: 'accepted' }
        : { ...told, title: update.outcome, note: update.words ?? update.code, bad: true }
    case 'pop':
      return { ...told, title: 'pop', note: update.call.name ?? update.call.id }
    default:
      return { ...told, title: 'refused', note: update.code, bad: true }
  }
}

/** A request to the dialer, or its answer. */
export function hopOfSoap(update: SoapRequest | SoapAnswer): Hop {
  const { at, operation: title, xml: text, agentId, userId } = update
  const told = { at, title, text, agentId, userId }
  if (update.type === 'soap-request') {
    return { ...told, way: 'worker-dialer', note: agentId ?? userId ?? '', bad: false }
  }
  const bad = update.status >= 400
  return { ...told, way: 'dialer-worker', note: `${update.status}, ${duration(update.ms)}`, bad }
}

/** An event that the page heard. */
export function hopOfEvent(type: string, detail: object, at: number): Hop {
  return { ...PLAIN, way: 'console-page', at, title: type, text: json(detail) }
}

/** Milliseconds as a person says them. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`
}

function json(value: object): string {
  return tokenless(JSON.stringify(value, null, 2))
}

/** A token is nobody's to read over a shoulder. */
function tokenless(text: string): string {
  return text.replace(/("token":\s*)"[^"]*"/g, '$1"***"')
}
