/**
 * The desk phones' pages: who looks at which phone, and what each was last told.
 * @module
 */

import { readPhoneNumber } from './contacts.ts'
import type { DeskAction, DeskUpdate, DeskView } from './desk-view.ts'

/** What the sockets need of the exchange. */
export interface Desks {
  view(phoneNumber: string): DeskView
  attend(phoneNumber: string, attended: boolean): void
  answer(phoneNumber: string): boolean
  hangUp(phoneNumber: string): boolean
}

/** Pages at once: more than any demo has, few enough to keep a floor responsive. */
const MAX_PAGES = 500

/** The longest frame a page can mean anything by. */
const MAX_FRAME = 200

/** Closes a page that cannot be served, as RFC 6455 names the reason. */
const CLOSE = { policy: 1008, tryLater: 1013 } as const

interface Page {
  phoneNumber: string | null
  sent: string
}

/** Pages by socket. */
export class DeskSockets {
  readonly #pages = new Map<WebSocket, Page>()
  readonly #act: (act: (desks: Desks) => void) => void

  /** @param act runs something on the exchange, at its present time, and tells all pages of it */
  constructor(act: (act: (desks: Desks) => void) => void) {
    this.#act = act
  }

  /** Takes a new page in; it says which phone it is in its first frame. */
  accept(socket: WebSocket): void {
    socket.accept()
    if (this.#pages.size >= MAX_PAGES) {
      refuse(socket, CLOSE.tryLater, 'There are too many desk phones open. Try again later.')
      return
    }
    this.#pages.set(socket, { phoneNumber: null, sent: '' })
    socket.addEventListener('message', ({ data }) => this.#heard(socket, data))
    socket.addEventListener('close', () => this.#gone(socket))
    socket.addEventListener('error', () => this.#gone(socket))
  }

  /** Sends every page its phone, where it has changed. */
  tell(desks: Desks): void {
    for (const [socket, page] of this.#pages) {
      if (page.phoneNumber === null) continue
      const frame = frameOf({ type: 'phone', phone: desks.view(page.phoneNumber) })
      if (frame === page.sent) continue
      page.sent = frame
      send(socket, frame)
    }
  }

  /** Introduces all pages to a new exchange. */
  attendAll(desks: Desks): void {
    for (const { phoneNumber } of this.#pages.values()) {
      if (phoneNumber !== null) desks.attend(phoneNumber, true)
    }
  }

  #heard(socket: WebSocket, data: unknown): void {
    const page = this.#pages.get(socket)
    const action = readAction(data)
    if (page === undefined) return
    if (action === null) {
      this.#gone(socket)
      refuse(socket, CLOSE.policy, 'That is not something a desk phone can do.')
      return
    }
    this.#act((desks) => this.#does(desks, page, action))
  }

  #does(desks: Desks, page: Page, action: DeskAction): void {
    if (action.type === 'subscribe') {
      this.#unattend(desks, page)
      page.phoneNumber = action.phoneNumber
      page.sent = ''
      desks.attend(action.phoneNumber, true)
    } else if (page.phoneNumber !== null) {
      if (action.type === 'answer') desks.answer(page.phoneNumber)
      else desks.hangUp(page.phoneNumber)
    }
  }

  #gone(socket: WebSocket): void {
    const page = this.#pages.get(socket)
    if (page === undefined) return
    this.#pages.delete(socket)
    this.#act((desks) => this.#unattend(desks, page))
  }

  /** A phone is unattended once no page shows it; the receiver stays where it is. */
  #unattend(desks: Desks, { phoneNumber }: Page): void {
    if (phoneNumber === null) return
    const shown = [...this.#pages.values()].filter((page) => page.phoneNumber === phoneNumber)
    if (shown.length === 0) desks.attend(phoneNumber, false)
  }
}

/** A frame from a page, which may be anything; null when it means nothing. */
export function readAction(data: unknown): DeskAction | null {
  if (typeof data !== 'string' || data.length > MAX_FRAME) return null
  const frame = parse(data)
  if (typeof frame !== 'object' || frame === null || !('type' in frame)) return null
  if (frame.type === 'answer' || frame.type === 'hang-up') return { type: frame.type }
  if (frame.type !== 'subscribe' || !('phoneNumber' in frame)) return null
  const phoneNumber = readPhoneNumber(String(frame.phoneNumber))
  return phoneNumber === null ? null : { type: 'subscribe', phoneNumber }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const frameOf = (update: DeskUpdate): string => JSON.stringify(update)

function refuse(socket: WebSocket, code: number, words: string): void {
  send(socket, frameOf({ type: 'refused', words }))
  socket.close(code)
}

/** A page that has just closed is told nothing; its `close` event is on its way. */
function send(socket: WebSocket, frame: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(frame)
}
