/**
 * A virtual colleague: a console without a page, used by chance that can be replayed. Nothing of
 * theirs is pretended: their session, their phone and their answers are as real as anybody's.
 * @module
 */

import { type Command, PING, PING_EVERY_MS, PONG, type Update } from '../../shared/protocol.ts'
import type { OnCall, SessionSnapshot, SignedOut } from '../../shared/session.ts'
import { between, type Chance, seedFrom } from '../dialer/chance.ts'

/** How long people take, in milliseconds. */
const TAKES = { recital: 1_000, talk: [6_000, 25_000], removed: 45_000 } as const

/** After a refusal; the worker's clock, which lets a phone be called again, is the wall's. */
const AGAIN_MS = 16_000

const NOTES = ['', '', 'Asks for a letter.', 'Wants to think about it.', 'Very friendly.'] as const

/** Where a colleague works. */
export interface Workplace {
  /** A socket of their session. */
  readonly open: (userId: string) => Promise<WebSocket>
  /** What their phone says, if it says digits. */
  readonly digits: (phoneNumber: string) => Promise<string | null>
}

/** Who they are. */
export interface Person {
  readonly userId: string
  readonly phoneNumber: string
  /** How long after the others they come, in milliseconds. */
  readonly comesAfter: number
  /** How much faster than people they are. */
  readonly speed: number
}

/** One virtual colleague, from the moment they are hired until {@link leave}. */
export class Colleague {
  readonly #person: Person
  readonly #workplace: Workplace
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #pinging: ReturnType<typeof setInterval> | null = null
  #session: SessionSnapshot | null = null
  #place = ''
  #commands = 0

  constructor(person: Person, workplace: Workplace) {
    this.#person = person
    this.#workplace = workplace
  }

  /** Comes to work. */
  async come(): Promise<void> {
    const socket = await this.#workplace.open(this.#person.userId)
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (data !== PONG) this.#hear(JSON.parse(String(data)))
    })
    socket.addEventListener('close', () => this.#stop())
    this.#pinging = setInterval(() => socket.send(PING), PING_EVERY_MS)
  }

  /** Goes home; while on a call, the line is put down on it. */
  leave(): void {
    if (this.#session?.state.phase === 'waiting') this.#send({ type: 'log-off' })
    this.#socket?.close()
    this.#stop()
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#pinging !== null) clearInterval(this.#pinging)
    this.#socket = null
  }

  #hear(update: Update): void {
    if (update.type === 'pop') this.#report({ type: 'popped', callId: update.call.id })
    if (update.type === 'answer' && !update.ok) this.#in(AGAIN_MS, () => this.#act())
    if (update.type !== 'snapshot') return
    this.#session = update.session
    const { state } = update.session
    const place = state.phase === 'on-call' ? state.call.id : state.phase
    if (place === this.#place) return
    this.#place = place
    this.#act()
  }

  #act(): void {
    const state = this.#session?.state
    if (state?.phase === 'signed-out') this.#later(this.#pause(state), () => this.#callMe())
    if (state?.phase === 'calling-back') this.#later(TAKES.recital, () => this.#logIn())
    if (state?.phase === 'on-call') this.#talk(state)
  }

  /** Whoever was removed comes back, but not before it was seen that they went. */
  #pause({ why }: SignedOut): number {
    return why === 'kicked' ? TAKES.removed : this.#person.comesAfter
  }

  #callMe(): void {
    this.#send({ type: 'call-me', phoneNumber: this.#person.phoneNumber })
  }

  async #logIn(): Promise<void> {
    const agentId = await this.#workplace.digits(this.#person.phoneNumber)
    if (this.#session?.state.phase !== 'calling-back') return
    if (agentId === null) this.#later(TAKES.recital, () => this.#logIn())
    else this.#send({ type: 'log-in', agentId })
  }

  #talk({ call }: OnCall): void {
    const chance: Chance = { state: seedFrom(`${this.#person.phoneNumber}/${call.phoneNumber}`) }
    const choices = this.#session?.campaign.dispositionLists ?? []
    const dispositions = choices.map((list) => {
      return list.choices[between(chance, 0, list.choices.length - 1)]?.value ?? ''
    })
    const notes = NOTES[between(chance, 0, NOTES.length - 1)] ?? ''
    const draft = { dispositions, notes }
    this.#later(between(chance, ...TAKES.talk), () =>
      this.#send({ type: 'finish', callId: call.id, draft, lastCall: false, leaveMessage: false }),
    )
  }

  #later(milliseconds: number, act: () => void): void {
    this.#in(milliseconds / this.#person.speed, act)
  }

  #in(milliseconds: number, act: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(act, milliseconds)
  }

  #send(command: Command): void {
    this.#commands += 1
    this.#report({ ...command, id: String(this.#commands) })
  }

  #report(frame: object): void {
    this.#socket?.send(JSON.stringify(frame))
  }
}
