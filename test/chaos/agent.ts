/**
 * A simulated agent: hears their phone, looks at their screen, types, finishes, and does with their
 * tabs what people do. They trust what they hear more than what they see.
 * @module
 */

import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from '../../shared/protocol.ts'
import type { Draft, SessionSnapshot, SessionState } from '../../shared/session.ts'
import type { BrowserLine } from './browser-line.ts'
import type { Dice } from './dice.ts'
import { Memory } from './memory.ts'
import type { PhoneCompany } from './phone-company.ts'
import { type Failed, Tab } from './tab.ts'

/** How often an agent looks up. */
const LOOK_MS = 40

/** Silence or a stranger's voice for this long, and nothing on the screen: something is wrong. */
const PATIENCE_MS = { once: 3_000, repeat: 15_000 }

/** People wait before they try the same again; and they may not try all day. */
const AGAIN_MS = 1_500

/** How long an agent talks to somebody without a name. */
const TALK_MS = { once: 500, repeat: 12_000 }

/** A phone that is down for this long is down. */
const DEAD_MS = 700

/** What an agent needs to work. */
export interface AgentOptions {
  readonly number: number
  readonly userId: string
  readonly token: string
  readonly campaign: string
  readonly calls: number
  readonly delivery: 'once' | 'repeat'
  readonly dice: Dice
  readonly company: PhoneCompany
  readonly line: BrowserLine
  /** Called whenever a finish is safe. */
  readonly progress: () => void
}

type In<P extends SessionState['phase']> = Extract<SessionState, { phase: P }>

/** One agent's shift. */
export class Agent {
  readonly memory: Memory
  readonly #options: AgentOptions
  readonly #phoneNumber: string
  #tabs: Tab[] = []
  #sinceWrong: number | null = null
  #sinceDead: number | null = null
  /** The call whose finish was sent and not answered. */
  #unsure: { readonly callId: string; readonly draft: Draft; readonly version: number } | null =
    null

  constructor(options: AgentOptions) {
    this.#options = options
    this.memory = new Memory(options.userId)
    this.#phoneNumber = `5550${String(options.number).padStart(3, '0')}`
  }

  /** What was going on when a run did not end. */
  stuck: string | null = null

  get #story(): string {
    const { state, pending, unsent } = this.#session ?? {}
    const open = unsent?.map((each) => `${each.call.id} ${each.state}`)
    const { state: phone, hears } = this.#options.company.phone(this.#phoneNumber)
    return `${this.memory.userId}: ${this.memory.done} done, phone ${phone} ${hears?.kind}, ${pending}, ${open}, ${JSON.stringify(state)}`
  }

  /** Works until all calls are done and everything is sent that will be. */
  async work(signal: AbortSignal): Promise<void> {
    this.#openTab()
    while (!signal.aborted) {
      const tab = this.#tab
      const session = tab?.session
      if (tab && session && !session.pending) {
        if (this.#isOver(session)) break
        await this.#look(tab, session)
      }
      await pause(LOOK_MS)
    }
    if (signal.aborted) this.stuck = this.#story
    this.#options.company.hangUp(this.#phoneNumber)
    this.#closeTabs()
  }

  get #tab(): Tab | undefined {
    return this.#tabs.find(({ session }) => session !== null)
  }

  get #session(): SessionSnapshot | null {
    return this.#tab?.session ?? null
  }

  #isOver({ state, unsent }: SessionSnapshot): boolean {
    const sent = unsent.every((each) => each.state !== 'sending')
    return state.phase === 'signed-out' && this.memory.done >= this.#options.calls && sent
  }

  #openTab(): Tab {
    const { line, campaign, token } = this.#options
    const tab = new Tab({
      endpoint: line.url,
      campaign,
      token,
      see: (session) => this.#see(session),
      dark: (ms) => {
        this.memory.darkMs = Math.max(this.memory.darkMs, ms)
      },
    })
    this.#tabs.push(tab)
    return tab
  }

  #closeTabs(): void {
    for (const tab of this.#tabs.splice(0)) tab.close()
  }

  /** Holds every screen against memory; one that has moved on tells that the finish was taken. */
  #see(session: SessionSnapshot): void {
    this.memory.see(session)
    const unsure = this.#unsure
    if (!unsure || session.version <= unsure.version) return
    const { state, version } = session
    const still = state.phase === 'on-call' && state.call.id === unsure.callId
    const taken = session.unsent.every(
      ({ call, state }) => call.id !== unsure.callId || state !== 'unfinished',
    )
    if (still || !taken) return
    this.#unsure = null
    this.#finished(unsure.callId, unsure.draft, version)
  }

  #finished(callId: string, draft: Draft, version: number): void {
    if (!this.memory.isDone(callId)) this.#options.progress()
    this.memory.finished(callId, draft, version)
  }

  async #look(tab: Tab, { state, unsent }: SessionSnapshot): Promise<void> {
    switch (state.phase) {
      case 'signed-out':
        if (this.memory.done >= this.#options.calls) return
        return this.#signIn(tab, state.phase)
      case 'calling-back':
        return this.#signIn(tab, state.phase)
      case 'waiting':
        if (unsent.some((each) => each.state === 'sending') && state.dialer === 'storing') return
        return this.#wait(tab, state)
      case 'on-call':
        return this.#talk(tab, state)
    }
  }

  async #signIn(tab: Tab, phase: 'signed-out' | 'calling-back'): Promise<void> {
    const { company } = this.#options
    const { state, hears } = company.phone(this.#phoneNumber)
    if (state === 'up' && hears?.kind === 'digits') {
      if (await tab.give({ type: 'log-in', agentId: hears.digits })) await pause(AGAIN_MS)
      return
    }
    if (phase === 'calling-back') {
      if (this.#lasts('dead', state === 'idle', 1_500)) await tab.give({ type: 'cancel' })
      else if (this.#lasts('wrong', state === 'up', 2_000)) company.hangUp(this.#phoneNumber)
      return
    }
    if (state !== 'idle') company.hangUp(this.#phoneNumber)
    else if (await tab.give({ type: 'call-me', phoneNumber: this.#phoneNumber })) {
      await pause(AGAIN_MS)
    }
  }

  async #wait(tab: Tab, state: In<'waiting'>): Promise<void> {
    const { company, delivery } = this.#options
    const { state: phone, hears } = company.phone(this.#phoneNumber)
    const music = hears?.kind === 'music'
    if (this.#lasts('dead', phone === 'idle', DEAD_MS)) {
      await tab.give({ type: 'phone-gone' })
      return
    }
    const wrong = this.#lasts('wrong', !music, state.askMusicFor ? 500 : PATIENCE_MS[delivery])
    const callId = state.askMusicFor
    if (callId !== null && (music || wrong)) {
      await tab.give({ type: 'hear-music', callId, yes: music })
    } else if (wrong && !state.searching) await tab.give({ type: 'no-screen' })
    else if (music) await this.#fidget('waiting', this.memory.done)
  }

  /** Whether something has lasted, looked at again and again. */
  #lasts(what: 'wrong' | 'dead', so: boolean, ms: number): boolean {
    const key = what === 'wrong' ? 'wrong' : 'dead'
    const since = so ? ((key === 'wrong' ? this.#sinceWrong : this.#sinceDead) ?? Date.now()) : null
    if (key === 'wrong') this.#sinceWrong = since
    else this.#sinceDead = since
    return since !== null && Date.now() - since >= ms
  }

  async #talk(tab: Tab, state: In<'on-call'>): Promise<void> {
    const { dice, company } = this.#options
    const { call, phone } = state
    const { userId } = this.memory
    const dead = company.phone(this.#phoneNumber).state === 'idle'
    if (phone === 'up' && this.#lasts('dead', dead, DEAD_MS)) {
      await tab.give({ type: 'phone-gone' })
      return
    }
    const about = [userId, this.memory.done] as const
    const choice = dice.happens(0.5, 'choice', ...about) ? 'Interested' : 'Not home'
    const draft = { dispositions: [choice], notes: `${call.id}: a note of ${userId} & <more>` }
    if (state.draft.notes !== draft.notes) {
      await this.#type(tab, call.id, draft, dice.between(1, 3, 'saves', ...about))
      await this.#fidget('typing', this.memory.done)
      return
    }
    if (call.kind === 'known') await this.#finish(tab, call.id, draft)
    else await this.#giveUp(tab, call.id, draft)
  }

  /** The dialer cannot store this one: the notes stay with us, and the phone rings again. */
  async #giveUp(tab: Tab, callId: string, draft: Draft): Promise<void> {
    // Somebody is on the line: people do not hang up at once, and the name may still come.
    await pause(TALK_MS[this.#options.delivery])
    if (this.#isElsewhere(callId)) return
    const how = { draft, lastCall: false, leaveMessage: false }
    await tab.give({ type: 'finish', callId, ...how })
  }

  async #type(tab: Tab, callId: string, draft: Draft, saves: number): Promise<void> {
    for (let share = 1; share <= saves; share++) {
      const notes = draft.notes.slice(0, Math.ceil((draft.notes.length * share) / saves))
      const part = share >= Math.floor(saves) ? draft : { ...draft, notes }
      this.memory.sends(callId, part)
      const failed = await tab.give({ type: 'save-draft', callId, draft: part })
      if (failed) return
      this.memory.keeps(callId, part, tab.session?.version ?? 0)
      await pause(20)
    }
  }

  async #finish(tab: Tab, callId: string, draft: Draft): Promise<void> {
    const { dice, calls } = this.#options
    const about = [this.memory.userId, this.memory.done] as const
    const lastCall = this.memory.done + 1 >= calls
    const leaveMessage = dice.happens(0.1, 'message', ...about)
    const finish: Command = { type: 'finish', callId, draft, lastCall, leaveMessage }
    const version = tab.session?.version ?? 0
    this.#unsure = { callId, draft, version }
    this.memory.finishes(callId)
    const second = dice.happens(0.1, 'twice', ...about) ? (this.#tabs.at(-1) ?? tab) : null
    const answers = await Promise.all([tab.give(finish), ...(second ? [second.give(finish)] : [])])
    this.#judge(answers, callId, draft, Math.max(version, tab.session?.version ?? 0))
  }

  #judge(answers: readonly Failed[], callId: string, draft: Draft, version: number): void {
    const accepted = answers.filter((failed) => failed === null).length
    if (accepted > 1) {
      this.memory.complaints.push(`Call ${callId}: one finish, ${accepted} times accepted.`)
    }
    if (accepted === 0 && !answers.includes('already-finished')) return
    this.#unsure = null
    this.#finished(callId, draft, version)
  }

  #isElsewhere(callId: string): boolean {
    const state = this.#session?.state
    return state?.phase !== 'on-call' || state.call.id !== callId
  }

  /** What people do with tabs and lines, once per call and occasion. */
  async #fidget(when: 'waiting' | 'typing', call: number): Promise<void> {
    const { dice, line } = this.#options
    const { userId } = this.memory
    if (dice.count('fidget', when, userId, call) > 0) return
    const what = dice.pick(
      { nothing: 62, reload: 8, double: 8, cut: 8, freeze: 4, gone: 6, single: 4 },
      ...['fidget', when, userId, call],
    )
    const ms = dice.between(300, 1_500, 'fidget ms', when, userId, call)
    if (what === 'reload') this.#closeTabs()
    if (what === 'reload' || what === 'double') this.#openTab().use()
    if (what === 'cut') line.cut()
    if (what === 'freeze') line.freeze(ms)
    if (what === 'single') for (const tab of this.#tabs.splice(1)) tab.close()
    if (what === 'gone') {
      this.#closeTabs()
      await pause(ms)
      this.#openTab()
    }
  }
}
