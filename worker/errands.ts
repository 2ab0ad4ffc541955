/**
 * Carries intents and finishes to the dialer and brings back facts. Rows first, requests after:
 * whatever an earlier life of the object had in flight counts as sent with its answer lost.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import type { CallRow, Calls } from './calls.ts'
import { type Dialer, DialerError } from './dialer.ts'
import type { Granted, Kick } from './grants.ts'
import type { Intent, IntentRow, Intents } from './intents.ts'
import { backOff } from './phases/phase.ts'
import { agentNotes } from './questions.ts'
import type { Fact, NotGranted, Outcome } from './session-events.ts'
import { afterTry } from './tries.ts'

/**
 * A kick is worth trying again: until it works, an agent's phone stays up, is billed, and people are
 * connected with it. What was never sent is tried for a quarter of an hour.
 */
const KICK_TRIES = { lost: 5, unreachable: 40 }

/** Of a dialer that is down it must be known that nothing was sent: then it is safe to try again. */
const KNOCK = { knock: true }

/** What errands need from the session object. */
export interface ErrandPorts {
  readonly intents: Intents
  readonly calls: Calls
  readonly dialer: () => Dialer
  readonly userId: () => string
  /** What is known of a campaign. */
  readonly campaign: (id: string) => CampaignSettings
  /** Whether an agent id is another user's by now. */
  readonly isTaken: (campaignId: string, agentId: string) => Promise<boolean>
  /** Why this may not be asked of the dialer; null if it may. */
  readonly grant: (intent: Granted) => Promise<NotGranted | null>
  readonly report: (fact: Fact) => void
  readonly keepAlive: (promise: Promise<void>) => void
}

/** The session's traffic with the dialer, the wait excepted. */
export class Errands {
  readonly #ports: ErrandPorts

  constructor(ports: ErrandPorts) {
    this.#ports = ports
  }

  /** Settles what an earlier life left in flight. */
  recover(now: number): void {
    const { intents, calls, report } = this.#ports
    // Both are read before anything is reported: what a report sends is in flight in this life.
    const [commands, finishes] = [intents.inFlight(), calls.inFlight()]
    for (const row of commands) {
      if (row.intent.op === 'kick') intents.postpone(row.id, now, afterTry(row, { kind: 'lost' }))
      else {
        intents.remove(row.id)
        report(factOf(row.intent, { kind: 'lost' }))
      }
    }
    for (const row of finishes) this.#landed(row, { kind: 'lost' })
  }

  /** Sends everything that is due. */
  drain(now: number): void {
    const { intents, calls, keepAlive } = this.#ports
    for (const row of intents.takeDue(now)) keepAlive(this.#carryOut(row))
    for (const row of calls.takeDue(now)) keepAlive(this.#store(row))
  }

  async #carryOut(row: IntentRow): Promise<void> {
    const { intent } = row
    const { intents, report } = this.#ports
    const refusal = await (intent.op === 'kick' ? this.#needless(intent) : this.#refusalOf(intent))
    if (refusal) {
      intents.remove(row.id)
      return report(refusal)
    }
    const outcome = await outcomeOf(() => this.#send(intent))
    const after = afterTry(row, outcome)
    if (intent.op === 'kick' && after.tries < triesOf(outcome)) {
      intents.postpone(row.id, Date.now() + backOff(after.tries, Math.random()), after)
    } else intents.remove(row.id)
    report(factOf(intent, outcome))
  }

  /** The end of a kick that comes so late that it would hang up on somebody else; null of others. */
  async #needless(intent: Kick): Promise<Fact | null> {
    // The first try is no exception: a wait of before may answer after the id was given to another.
    if (!(await this.#ports.isTaken(intent.campaignId, intent.agentId))) return null
    return factOf(intent, { kind: 'answered' })
  }

  /** The end of an intent that was not granted; null if it was. */
  async #refusalOf(intent: Granted): Promise<Fact | null> {
    const outcome = await this.#ports.grant(intent)
    return outcome && endOf(intent, outcome)
  }

  #send(intent: Intent): Promise<unknown> {
    const { campaignId } = intent
    const dialer = this.#ports.dialer()
    const userId = this.#ports.userId()
    switch (intent.op) {
      case 'call-back': {
        const { phoneNumber, music } = intent
        const whom = { campaignId, userId, phoneNumber }
        return music === null
          ? dialer.sendAgentCallBack(whom, KNOCK)
          : dialer.sendAgentCallBackWithMusicSetting({ ...whom, musiconhold: music }, KNOCK)
      }
      case 'log-in':
        return dialer.loginAgent({ campaignId, agentId: intent.agentId, userId }, KNOCK)
      case 'kick':
        // The API wants a long here: an id with leading zeros is sent as the number it is.
        return dialer.kickAgent({ campaignId, agentId: intent.agentId }, KNOCK)
    }
  }

  async #store(row: CallRow): Promise<void> {
    const outcome = await outcomeOf(() => this.#sendFinish(row))
    this.#landed(row, outcome)
  }

  #sendFinish(row: CallRow): Promise<unknown> {
    const dialer = this.#ports.dialer()
    const store = row.leaveMessage
      ? dialer.answeringMachineTransferStoreAgentResponse
      : dialer.storeAgentResponse
    const finish = {
      campaignId: row.call.campaignId,
      agentId: row.agentId,
      callId: row.call.id,
      agentResponse: row.response,
      agentNotes: agentNotes(row.draft, this.#ports.campaign(row.call.campaignId)),
      lastcall: row.lastCall,
    }
    return store(finish, KNOCK)
  }

  #landed(row: CallRow, outcome: Outcome): void {
    const { call, draft, lost, lastCall } = row
    const after = afterTry(row, outcome)
    this.#ports.calls.landed(call.campaignId, call.id, after)
    this.#ports.report({
      type: 'store-done',
      call,
      draft,
      outcome,
      tries: after.tries,
      lostBefore: lost,
      lastCall,
    })
  }
}

/** How often a kick with this outcome is sent in all. */
const triesOf = ({ kind }: Outcome) =>
  kind === 'unreachable' || kind === 'lost' ? KICK_TRIES[kind] : 0

const factOf = (intent: Intent, outcome: Outcome): Fact =>
  intent.op === 'kick'
    ? { type: 'kick-done', agentId: intent.agentId, outcome }
    : endOf(intent, outcome)

function endOf(intent: Granted, outcome: Outcome | NotGranted): Fact {
  if (intent.op === 'call-back') {
    const { at, phoneNumber } = intent
    return { type: 'callback-done', at, phoneNumber, outcome }
  }
  const { campaignId, agentId } = intent
  return { type: 'login-done', campaignId, agentId, outcome }
}

/** What a request's fate means: refused, not sent, or sent with nobody knowing what became of it. */
async function outcomeOf(request: () => Promise<unknown>): Promise<Outcome> {
  try {
    await request()
    return { kind: 'answered' }
  } catch (error) {
    // Without its settings the worker cannot send anything.
    if (error instanceof ConsoleError) return { kind: 'unreachable' }
    if (!(error instanceof DialerError)) throw error
    if (error.kind === 'fault' || error.kind === 'refused-input') {
      return { kind: 'fault', words: error.words ?? error.message }
    }
    return { kind: error.sent ? 'lost' : 'unreachable' }
  }
}
