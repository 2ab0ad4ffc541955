/**
 * Takes in what consoles command: guards it, gives it to the session, and answers it.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import type { CommandFrame } from '../shared/protocol.ts'
import type { Call } from '../shared/session.ts'
import type { Answers } from './answers.ts'
import { admit, type Scene } from './command-guard.ts'
import { asConsoleError } from './problem.ts'
import type { Session } from './session.ts'
import type { SessionDoor } from './session-door.ts'
import type { Tab, Tabs } from './tabs.ts'

/** What the desk works with. */
export interface DeskPorts {
  readonly tabs: Tabs
  readonly door: SessionDoor
  readonly session: Session
  readonly answers: Answers
  /** What a phone number must begin with; empty for any number. */
  readonly prefixes: readonly string[]
}

/** One session's desk. */
export class CommandDesk {
  readonly #ports: DeskPorts

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** Takes one command; whatever comes of it, it is answered, now or by the dialer's answer. */
  take(socket: WebSocket, frame: CommandFrame): void {
    const { tabs, door, session, answers } = this.#ports
    const now = Date.now()
    const asked = { socket, frame, at: now }
    try {
      const tab = tabs.update(socket, { activeAt: now })
      door.checkGuest(tab)
      session.adopt(tab, now)
      const { state } = session
      const reply = session.take(admit(frame, this.#scene(tab, now)))
      if (state !== session.state) door.noteBeginning(state, frame.type, tab)
      if (reply === 'later') answers.await(asked)
      else if (typeof reply === 'object') throw new ConsoleError(reply.refused, reply)
      else answers.accept(asked)
    } catch (error) {
      answers.refuse(asked, asConsoleError(error))
    }
  }

  #scene(tab: Tab, now: number): Scene {
    const { session, prefixes } = this.#ports
    const { state } = session
    const { campaignId } = state
    const campaign = session.campaign(campaignId)
    const call = (callId: string) => session.calls.find(campaignId, callId)
    const campaignOf = (call: Call) => session.campaign(call.campaignId)
    return { tab, state, campaign, call, campaignOf, prefixes, now }
  }
}
