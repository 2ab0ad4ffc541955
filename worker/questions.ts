/**
 * The answers beside the disposition: checked before a finish, and carried in the notes, because the
 * dialer has no other place for them.
 * @module
 */

import type { CampaignSettings, Question } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import { MAX_ANSWER } from '../shared/limits.ts'
import type { Draft } from '../shared/session.ts'
import { illegalCharacterAt } from '../shared/xml-text.ts'

const NUMBER = /^-?\d+(?:[.,]\d+)?$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/

/** What a finish is, as far as its answers go. */
export interface Finish {
  readonly draft: Draft
  /** Nobody was there to be asked: then no answer is required. */
  readonly leaveMessage: boolean
}

/**
 * Checks the answers and the time to call back against the campaign.
 * @param now milliseconds since 1970
 * @throws ConsoleError `answer-required`, `bad-answer`, `bad-callback-time` or `bad-text`
 */
export function checkAnswers(finish: Finish, campaign: CampaignSettings, now: number): void {
  const { answers = {}, callbackAt = '' } = finish.draft
  for (const [index, question] of (campaign.questions ?? []).entries()) {
    const answer = own(answers, question.label).trim()
    const field = `answer-${index}`
    if (!fits(question, answer)) throw new ConsoleError('bad-answer', { field })
    if (answer === '' && question.required && !finish.leaveMessage) {
      throw new ConsoleError('answer-required', { field })
    }
  }
  for (const text of Object.entries(answers).flat()) {
    if (illegalCharacterAt(text) >= 0) throw new ConsoleError('bad-text', { field: 'answers' })
    if (text.length > MAX_ANSWER) throw new ConsoleError('too-large', { field: 'answers' })
  }
  if (callbackAt !== '' && !(MOMENT.test(callbackAt) && Date.parse(callbackAt) > now)) {
    throw new ConsoleError('bad-callback-time', { field: 'callbackAt' })
  }
}

/** A question may be called `toString`: that is no answer of anybody's. */
const own = (answers: Readonly<Record<string, string>>, label: string) =>
  (Object.hasOwn(answers, label) && answers[label]) || ''

function fits({ kind, choices = [] }: Question, answer: string): boolean {
  if (answer === '') return true
  if (kind === 'choice') return choices.includes(answer)
  return kind === 'text' || NUMBER.test(answer)
}

/**
 * What the dialer stores as notes: the notes, an empty line, then one line `Label: answer` for each
 * answer in the campaign's order, the host page's own after them, and `Call back: ` with the time.
 */
export function agentNotes(draft: Draft, campaign: CampaignSettings): string {
  const { notes, answers = {}, callbackAt = '' } = draft
  const asked = (campaign.questions ?? []).map(({ label }) => label)
  const others = Object.keys(answers).filter((label) => !asked.includes(label))
  const lines = [...asked, ...others].flatMap((label) => line(label, own(answers, label)))
  lines.push(...line('Call back', callbackAt.replace('T', ' ')))
  if (lines.length === 0) return notes
  return [...(notes.trim() === '' ? [] : [notes.trimEnd(), '']), ...lines].join('\n')
}

/** One answer stays on one line. */
function line(label: string, answer: string): string[] {
  const text = answer.replace(/\s+/g, ' ').trim()
  return text === '' ? [] : [`${label.replace(/\s+/g, ' ').trim()}: ${text}`]
}
