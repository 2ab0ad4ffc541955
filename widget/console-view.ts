/**
 * The console as its views see it: the session, what is typed, what is pending, what went wrong.
 * @module
 */

import { html, nothing } from 'lit'
import type { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandType } from '../shared/protocol.ts'
import type { Call, Draft, SessionSnapshot } from '../shared/session.ts'
import { Clipboard } from './clipboard.ts'
import { dress, OnDemand } from './on-demand.ts'
import { fieldOf } from './problem-field.ts'
import type { RecordWindow } from './record-window.ts'
import type { SessionController } from './session-controller.ts'
import type { Pressed } from './shortcuts.ts'
import type { Strings } from './strings.ts'
import { problemText } from './views/parts.ts'
import { nameOf } from './views/person.ts'
import type { FieldName, View } from './views/view.ts'
import { asksQuestions, isLong, pick } from './views/wrap-up.ts'
import { Words } from './words.ts'

/** With an area code that has a clock; of nobody. */
const SOME_NUMBER = '2125550100'

/** What the element lends to its views. */
export interface ConsoleHost {
  readonly endpoint: string
  readonly campaign: string
  readonly renderRoot: ParentNode
  readonly updateComplete: Promise<boolean>
  requestUpdate(): void
  /** Where the host page's records are, and the window that shows them. */
  readonly popUrl: string
  readonly popTarget: string
  finish(options: { lastCall: boolean; leaveMessage: boolean }): Promise<void>
}

/** One element's view. */
export class ConsoleView implements View {
  readonly #host: ConsoleHost
  readonly #controller: SessionController
  #record: RecordWindow | null = null
  readonly #typed = new Map<FieldName, string>()
  readonly questions = this.#onDemand(() => this.withWords(import('./views/questions.ts')))
  readonly passcode = this.#onDemand(async () => {
    const { Passcode } = await this.withWords(import('./views/passcode.ts'))
    return new Passcode(
      { html, nothing },
      {
        place: this.#host,
        bought: (token) => this.#controller.takeBought(token),
        changed: () => this.#host.requestUpdate(),
      },
    )
  })
  readonly history = this.#onDemand(async () => {
    const { History } = await this.#dressed(import('./views/history.ts'))
    return new History(
      { html, nothing },
      {
        place: this.#host,
        token: () => this.#controller.lastToken,
        changed: () => this.#host.requestUpdate(),
        explain: (error) => this.explain(error),
        nameOf: (call) => nameOf(this.t, call),
      },
    )
  })
  readonly values = this.#onDemand(() => import('./call-values.ts'))
  readonly unsent = this.#onDemand(() => this.#dressed(import('./views/unsent.ts')))
  readonly longList = this.#onDemand(() => this.#dressed(import('./views/long-list.ts')))
  readonly team = this.#onDemand(async () => {
    const { Team } = await this.withWords(import('./team.ts'))
    return new Team(
      { html, nothing },
      {
        place: this.#host,
        getToken: () => this.#controller.token(),
        load: () => import('./board/define.ts'),
        changed: () => this.#host.requestUpdate(),
      },
    )
  })
  readonly news = this.#onDemand(async () => {
    const { News } = await this.withWords(import('./news.ts'))
    return new News((call) => nameOf(this.t, call))
  })
  readonly #areaCodes = this.#onDemand(() => this.withWords(import('./area-codes.ts')))
  readonly clipboard = new Clipboard(() => this.#host.requestUpdate())

  readonly words: Words
  constructor(host: ConsoleHost, controller: SessionController) {
    this.#host = host
    this.#controller = controller
    this.words = new Words(() => host.requestUpdate())
  }

  /** The words' own, with the page's region: times in another would be read as part of them. */
  get language(): string {
    const { language, t } = this.words
    return language.startsWith(t.lang) ? language : t.lang
  }

  get t(): Strings {
    return this.words.t
  }

  get session(): SessionSnapshot {
    const { session } = this.#controller
    if (session === null) throw new Error('a phase is shown without a session')
    return session
  }

  get now(): number {
    return this.#controller.now
  }

  get online(): boolean {
    return this.#controller.line.state === 'online'
  }

  get draft(): Draft {
    return this.#controller.drafts.draft
  }

  pending(type: CommandType): boolean {
    return this.#controller.pending(type)
  }

  problem(field?: FieldName): ConsoleError | undefined {
    for (const [type, error] of this.#controller.commands.problems) {
      if (fieldOf(type, error) === field) return error
    }
    return undefined
  }

  typed(field: FieldName, otherwise: string | null = null): string {
    return this.#typed.get(field) ?? otherwise ?? ''
  }

  type(field: FieldName, text: string): void {
    this.#typed.set(field, text)
    this.#host.requestUpdate()
  }

  /** Forgets what was typed into fields that belong to the last phase; a phone number stays. */
  forget(): void {
    for (const field of this.#typed.keys()) if (field !== 'phoneNumber') this.#typed.delete(field)
  }

  /** An edit answers the refusal that asked for it. */
  edit(change: Partial<Draft>): void {
    const { problems } = this.#controller.commands
    for (const [type, { field = '' }] of problems) {
      if (field in change || ('answers' in change && field.startsWith('answer'))) {
        problems.delete(type)
      }
    }
    this.#controller.drafts.edit(change)
    this.#host.requestUpdate()
  }

  choose(index: number, value: string): void {
    const { dispositionLists } = this.session.campaign
    const { dispositions } = this.draft
    this.edit({
      dispositions: dispositionLists.map((_, at) =>
        at === index ? value : (dispositions[at] ?? ''),
      ),
    })
  }

  callsBack({ dispositions }: Draft): boolean {
    return this.session.campaign.dispositionLists.some(({ choices }, index) =>
      choices.some(({ value, meaning }) => meaning === 'callback' && value === dispositions[index]),
    )
  }

  answer(label: string, text: string): void {
    this.edit({ answers: { ...this.draft.answers, [label]: text } })
  }

  /** What goes wrong is kept by the controller and shown beside its field. */
  send(command: Command): void {
    this.#controller.run(command).catch(() => this.#host.requestUpdate())
  }

  finish(lastCall: boolean, leaveMessage = false): void {
    this.#host.finish({ lastCall, leaveMessage }).catch(() => this.#showProblem())
  }

  /** The buttons are always in sight; what they were refused for may not be. */
  async #showProblem(): Promise<void> {
    this.#host.requestUpdate()
    await this.#host.updateComplete
    this.#host.renderRoot.querySelector('.problem')?.scrollIntoView({ block: 'nearest' })
  }

  /** Does what a shortcut stands for, in the form about the open call. */
  perform({ action, number }: Pressed, form: ParentNode): void {
    const { state, campaign } = this.session
    if (state.phase !== 'on-call') return
    if (action === 'notes') form.querySelector<HTMLElement>('#notes')?.focus()
    else if (action === 'choose') {
      const { dispositions } = this.draft
      const lists = campaign.dispositionLists
      const open = lists.findIndex((_, index) => !dispositions[index])
      const index = open < 0 ? lists.length - 1 : open
      pick(form.querySelectorAll('.choices')[index], number)
    } else if (state.held === null && !this.pending('finish')) {
      this.finish(action === 'log-off' || state.lastCall || state.phone === 'gone')
    }
  }

  /** Without the file of area codes there is no time to show, and no guess. */
  timesOf(phoneNumber: string): readonly string[] {
    const codes = this.#areaCodes.content
    return codes?.timesAt(codes.zonesOf(phoneNumber), this.now, this.language) ?? []
  }

  /** A card that comes complete does not move under a hand that has begun to click. */
  prepare(): void {
    const { campaign } = this.session
    // The first clock of a page takes the browser longer than all the rest of a pop.
    this.timesOf(SOME_NUMBER)
    this.history.want()
    if (this.#host.popUrl !== '' || campaign.script) this.values.want()
    if (asksQuestions(campaign)) this.questions.want()
    if (campaign.dispositionLists.some(isLong)) this.longList.want()
  }

  /** Waits for a file and for the words it shows. */
  async withWords<Content>(file: Promise<Content>): Promise<Content> {
    await this.words.all()
    return file
  }

  /** The same for one that brings looks of its own. */
  async #dressed<Content extends { STYLES: string }>(file: Promise<Content>): Promise<Content> {
    const content = await this.withWords(file)
    dress(this.#host.renderRoot, content.STYLES)
    return content
  }

  #onDemand<Content>(load: () => Promise<Content>): OnDemand<Content> {
    return new OnDemand(load, () => this.#host.requestUpdate())
  }

  /** What went wrong, in words; nothing for the moment in which they are still to come. */
  explain(error: ConsoleError): string {
    if (error.code in this.t.errors || this.words.complete) return problemText(this.t, error)
    void this.words.all().catch(() => undefined)
    return ''
  }

  async showLastCalls(): Promise<void> {
    await this.history.load()
    await this.history.content?.refresh(this.session.campaign.id)
  }

  recordOf(call: Call): string | null {
    const { popUrl } = this.#host
    return popUrl === '' ? null : (this.values.content?.recordUrl(popUrl, call) ?? null)
  }

  get #window(): RecordWindow | null {
    const file = this.values.content
    if (file !== null) this.#record ??= new file.RecordWindow()
    return this.#record
  }

  openRecord(url: string): void {
    this.#window?.open(url, this.#host.popTarget)
  }

  /** A screen pop has happened here: shows the host's record where that needs no click. */
  async showRecord(call: Call): Promise<void> {
    if (this.#host.popUrl !== '') await this.values.load()
    const url = this.recordOf(call)
    if (url !== null) this.#window?.show(url, this.#host.popTarget)
  }
}
