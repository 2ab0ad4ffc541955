import { describe, expect, it } from 'vitest'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { ConsoleError } from '../../shared/errors.ts'
import type { Draft } from '../../shared/session.ts'
import { agentNotes, checkAnswers } from '../../worker/questions.ts'

const CAMPAIGN: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [],
  dispositionRequired: true,
  columns: [],
  canLeaveMessage: true,
  questions: [
    { label: 'Seats', kind: 'number', required: true },
    { label: 'Heard of us', kind: 'choice', choices: ['Fair', 'Friend'], required: false },
    { label: 'Wish', kind: 'text', required: false },
    { label: 'toString', kind: 'text', required: false },
  ],
}
const NOW = Date.parse('2026-11-23T12:00:00Z')
const NOBODY: Draft = { dispositions: [], notes: '' }

function refusal(draft: Partial<Draft>, leaveMessage = false): string {
  try {
    checkAnswers({ draft: { ...NOBODY, ...draft }, leaveMessage }, CAMPAIGN, NOW)
    return 'accepted'
  } catch (error) {
    return error instanceof ConsoleError ? `${error.code} ${error.field}` : String(error)
  }
}

describe('the answers of a finish', () => {
  it.each([
    [{ Seats: '12' }, 'accepted'],
    [{ Seats: '-1,5', 'Heard of us': 'Fair', Wish: 'a boat' }, 'accepted'],
    [{ Seats: '12', 'Ticket of the host page': '7' }, 'accepted'],
    [{}, 'answer-required answer-0'],
    [{ Seats: '   ' }, 'answer-required answer-0'],
    [{ Seats: 'a dozen' }, 'bad-answer answer-0'],
    [{ Seats: '1e9' }, 'bad-answer answer-0'],
    [{ Seats: '12', 'Heard of us': 'Radio' }, 'bad-answer answer-1'],
    [{ Seats: '12', Wish: 'a\u0000b' }, 'bad-text answers'],
    [{ Seats: '12', 'La\u0001bel': 'x' }, 'bad-text answers'],
    [{ Seats: '12', toString: 'a word' }, 'accepted'],
    [{ Seats: '12', 'Ticket of the host page': 'x'.repeat(2_001) }, 'too-large answers'],
  ])('%j are %s', (answers, outcome) => {
    expect(refusal({ answers })).toBe(outcome)
  })

  it('are not required of an answering machine, but still checked', () => {
    expect(refusal({}, true)).toBe('accepted')
    expect(refusal({ answers: { Seats: 'many' } }, true)).toBe('bad-answer answer-0')
  })

  it.each([
    ['', 'accepted'],
    ['2026-11-24T10:00-08:00', 'accepted'],
    ['2026-11-23T12:01Z', 'accepted'],
    ['2026-11-23T11:59Z', 'bad-callback-time callbackAt'],
    ['2026-11-24T10:00', 'bad-callback-time callbackAt'],
    ['tomorrow', 'bad-callback-time callbackAt'],
    ['2026-13-45T10:00Z', 'bad-callback-time callbackAt'],
  ])('with the time to call back %j are %s', (callbackAt, outcome) => {
    expect(refusal({ answers: { Seats: '1' }, callbackAt })).toBe(outcome)
  })
})

describe('the notes that the dialer gets', () => {
  const notes = (draft: Partial<Draft>) => agentNotes({ ...NOBODY, ...draft }, CAMPAIGN)

  it('are the bare notes where nothing was asked', () => {
    expect(notes({ notes: ' as typed \n' })).toBe(' as typed \n')
    expect(notes({ notes: 'as typed', answers: { Wish: ' ' } })).toBe('as typed')
  })

  it('end with one line per answer, in the campaign’s order', () => {
    const answers = { Ticket: '7', Wish: 'a boat,\na big one', Seats: '12' }
    expect(notes({ notes: 'Friendly.', answers, callbackAt: '2026-11-24T10:00-08:00' })).toBe(
      `Friendly.

Seats: 12
Wish: a boat, a big one
Ticket: 7
Call back: 2026-11-24 10:00-08:00`,
    )
  })

  it('are the answers alone where nothing was typed', () => {
    expect(notes({ answers: { Seats: '12' } })).toBe('Seats: 12')
  })
})
