/**
 * The worker as a test plays it, frame by frame, over the relay's real sockets.
 * @module
 */

import type { BoardUpdate } from '../../../shared/board.ts'
import { ConsoleError, type ErrorCode, type ErrorFacts } from '../../../shared/errors.ts'
import {
  type Command,
  type CommandFrame,
  type CommandType,
  PROTOCOL_VERSION,
  type Report,
  type Update,
  type UpFrame,
} from '../../../shared/protocol.ts'
import type { Call, SessionSnapshot, SessionState } from '../../../shared/session.ts'
import type { RelayOrder, RelayReport, RelayRequest } from '../relay.ts'
import { snapshot } from './snapshots.ts'

declare global {
  interface Window {
    /** The relay's origin, put into the page by the test runner's configuration. */
    readonly RELAY: string
  }
}

let campaigns = 0

/** One test's worker, with a campaign of its own. */
export class ScriptedWorker {
  readonly endpoint = window.RELAY
  /** Everything consoles have sent, oldest first. */
  readonly frames: UpFrame[] = []
  /** The lines that are open. */
  readonly lines: number[] = []
  /** The subprotocols of the last line. */
  protocols: readonly string[] = []
  signIns: unknown[] = []
  /** HTTP requests, and what they are answered with. */
  readonly asked: RelayRequest[] = []
  answers: (request: RelayRequest) => object | ErrorCode | ConsoleError = () => ({ calls: [] })
  /** What a line is greeted with; none leaves the greeting to the test. */
  session: SessionSnapshot | null
  /** What a line is greeted with instead, if there is no session. */
  greeting: () => readonly (Update | BoardUpdate)[] = () => []
  readonly campaign: string
  readonly #control: WebSocket
  readonly #taken = new Set<UpFrame>()
  #key: string | null = randomKey()

  private constructor(campaign: string, control: WebSocket) {
    this.campaign = campaign
    this.#control = control
    this.session = snapshot({ campaignId: campaign })
    control.addEventListener('message', ({ data }) => this.#hear(JSON.parse(data)))
  }

  static async open(): Promise<ScriptedWorker> {
    // Pages run side by side, and the relay knows them by their campaigns.
    const [page = 0] = crypto.getRandomValues(new Uint32Array(1))
    const campaign = `${page}${++campaigns}`
    const url = `${window.RELAY.replace('http', 'ws')}/control?campaign=${campaign}`
    const control = new WebSocket(url)
    await new Promise((resolve) => control.addEventListener('message', resolve, { once: true }))
    return new ScriptedWorker(campaign, control)
  }

  close(): void {
    this.#control.close()
  }

  /** Sends the session in another state, to every console. */
  show(state: SessionState, more: Partial<SessionSnapshot> = {}): void {
    const last = this.session ?? snapshot({ campaignId: this.campaign })
    const at = more.at ?? Date.now()
    this.session = { ...last, ...more, version: last.version + 1, at, state }
    this.update({ type: 'snapshot', session: this.session })
  }

  /** Sends a frame to every console, or to one. */
  update(update: Update | BoardUpdate, line?: number): void {
    for (const each of line === undefined ? this.lines : [line]) {
      this.#order({ kind: 'frame', line: each, text: JSON.stringify(update) })
    }
  }

  pop(call: Call, line = this.lines[0]): void {
    this.update({ type: 'pop', call }, line)
  }

  /** Waits for the next frame of a type that no test has taken yet. */
  async next<Type extends UpFrame['type']>(type: Type): Promise<Extract<UpFrame, { type: Type }>> {
    const find = () => this.frames.find((each) => each.type === type && !this.#taken.has(each))
    await until(() => find() !== undefined, `a frame ${type}`)
    const frame = find() as Extract<UpFrame, { type: Type }>
    this.#taken.add(frame)
    return frame
  }

  /** Waits for a command and accepts it. */
  async accept<Type extends CommandType>(
    type: Type,
  ): Promise<Extract<CommandFrame, { type: Type }>> {
    const frame = await this.next(type as UpFrame['type'] & Type)
    this.answer(frame as Command & { id: string })
    return frame as Extract<CommandFrame, { type: Type }>
  }

  /** Waits for a command and refuses it. */
  async refuse(type: CommandType, code: ErrorCode, facts: ErrorFacts = {}): Promise<void> {
    const frame = (await this.next(type)) as CommandFrame
    const outcome = code.startsWith('dialer') ? 'failed' : 'refused'
    this.update({ type: 'answer', id: frame.id, ok: false, outcome, code, ...facts })
  }

  answer(frame: { id: string }): void {
    this.update({ type: 'answer', id: frame.id, ok: true })
  }

  /** Cuts every line; new ones are cut too until `accepting` is true again. */
  cut({ accepting }: { accepting: boolean }): void {
    this.#order({ kind: 'accept', on: accepting })
    for (const line of [...this.lines]) this.#order({ kind: 'close', line, code: 1001 })
  }

  acceptLines(): void {
    this.#order({ kind: 'accept', on: true })
  }

  /** Refuses a line as the worker does: a frame that says why, then the close. */
  refuseLine(code: ErrorCode, close: number, line = this.lines.at(-1) ?? 0): void {
    this.update({ type: 'refused', code }, line)
    this.#order({ kind: 'close', line, code: close })
  }

  answerSignIn(status: number, body: unknown): void {
    this.#order({ kind: 'sign-in', status, body })
  }

  reports(type: Report['type']): UpFrame[] {
    return this.frames.filter((each) => each.type === type)
  }

  #hear(report: RelayReport): void {
    if (report.kind === 'opened') this.#opened(report.line, report.protocols)
    else if (report.kind === 'frame') this.frames.push(JSON.parse(report.text))
    else if (report.kind === 'asked') this.#asked(report.number, report.request)
    else if (report.kind === 'sign-in') this.signIns.push(report.body)
    else this.lines.splice(this.lines.indexOf(report.line), 1)
  }

  #asked(number: number, request: RelayRequest): void {
    this.asked.push(request)
    const said = this.answers(request)
    const error = typeof said === 'string' ? new ConsoleError(said) : said
    const refused = error instanceof ConsoleError
    const { code, words, field, rows } = refused ? error : {}
    const body = refused ? { code, words, field, rows } : said
    this.#order({ kind: 'answer', number, status: refused ? 400 : 200, body })
  }

  #opened(line: number, protocols: readonly string[]): void {
    this.lines.push(line)
    this.protocols = protocols
    if (this.session === null) {
      for (const update of this.greeting()) this.update(update, line)
      return
    }
    this.update(this.hello, line)
    this.update({ type: 'snapshot', session: this.session }, line)
  }

  /** How the worker begins. */
  get hello() {
    const expiresAt = Date.now() + 3_600_000
    return {
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      expiresAt,
      ...(this.#key !== null && { key: this.#key }),
    } as const
  }

  /** Another session's key from now on; null for a worker that gives none. */
  changeKey(key: string | null = randomKey()): void {
    this.#key = key
  }

  #order(order: RelayOrder): void {
    this.#control.send(JSON.stringify(order))
  }
}

/** As the worker makes them. */
const randomKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))

/** Waits for a condition, and says which one did not come. */
export async function until(
  condition: () => boolean,
  what: string,
  within = 25_000,
): Promise<void> {
  const end = performance.now() + within
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
