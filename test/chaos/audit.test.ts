import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import { LOGGED } from '../worker/logged-call.ts'
import { audit, failures } from './audit.ts'
import type { Deeds, Evidence, JournalLine } from './evidence.ts'
import { MODES } from './modes.ts'

const AT = 1_800_000_000_000

const [REPEAT, ONCE] = ['repeat', 'once'].map((name) => MODES.find((mode) => mode.name === name))
if (!REPEAT || !ONCE) throw new Error('The modes have other names.')

const told = (id: string, line: number): JournalLine => ({
  at: AT,
  line,
  operation: 'getConnectionForAgent',
  parameters: { agentId: '4721' },
  answeredAt: AT,
  answer: { value: { id } },
})

const store = (
  callId: string,
  agentNotes: string,
  fault?: string,
  agentResponse = 'Interested',
): JournalLine => ({
  at: AT,
  line: 9,
  operation: 'storeAgentResponse',
  parameters: { callId, agentNotes, agentResponse },
  answeredAt: AT,
  answer: fault === undefined ? { value: undefined } : { fault },
})

const logged = (callId: string, facts: Partial<LoggedCall> = {}): LoggedCall => ({
  ...LOGGED,
  callId,
  openedAt: AT,
  finishedAt: AT,
  state: 'stored',
  ...facts,
})

const ann = (facts: Partial<Deeds> = {}): Deeds => ({
  userId: 'ann',
  shown: new Map([['1', AT + 200]]),
  acknowledged: [{ callId: '1', response: 'Interested', notes: 'one' }],
  draftsLost: [],
  complaints: [],
  darkMs: 300,
  ...facts,
})

/** One agent, one call, and nothing wrong. */
const GOOD: Evidence = {
  talkedTo: [{ callId: '1', agentId: '4721', at: AT }],
  journal: [told('1', 1), store('1', 'one')],
  broken: new Map(),
  disturbances: [],
  agents: [ann()],
  log: [logged('1')],
}

const judge = (facts: Partial<Evidence>, mode = REPEAT) =>
  failures(mode, audit({ ...GOOD, ...facts }))

describe('the auditor', () => {
  it('passes a call that was shown and stored once', () => {
    expect(audit(GOOD)).toMatchObject({
      connected: 1,
      shown: 1,
      acknowledged: 1,
      storedOnce: 1,
      lateMs: 200,
      darkMs: 300,
    })
    expect(judge({})).toEqual([])
  })

  it('finds an acknowledged finish that the dialer never accepted', () => {
    for (const journal of [[told('1', 1)], [told('1', 1), store('1', 'one', 'No')]]) {
      expect(judge({ journal })).toEqual(['Call 1: its finish was acknowledged and is nowhere.'])
      expect(judge({ journal, log: [logged('1', { state: 'unconfirmed' })] })).toEqual([])
    }
  })

  it('finds a finish that arrived with other notes, or another disposition', () => {
    expect(judge({ journal: [told('1', 1), store('1', 'someone else’s')] })).toHaveLength(1)
    const other = store('1', 'one', undefined, 'Not home')
    expect(judge({ journal: [told('1', 1), other] })).toHaveLength(1)
  })

  it('finds a finish that is stored twice, unless it is marked', () => {
    const journal = [told('1', 1), store('1', 'one'), store('1', 'one')]
    expect(judge({ journal })).toEqual(['Call 1: its finish is stored twice and not marked.'])
    const marked = { journal, log: [logged('1', { sentAgain: true })] }
    expect(judge(marked)).toEqual([])
    expect(audit({ ...GOOD, ...marked })).toMatchObject({ doubledMarked: 1, storedOnce: 0 })
  })

  it('does not count a second finish that was refused', () => {
    expect(judge({ journal: [...GOOD.journal, store('1', 'one', 'Twice')] })).toEqual([])
  })

  describe('of a call that was never on a screen', () => {
    const unseen = { agents: [ann({ shown: new Map(), acknowledged: [] })], log: [] }
    const broken = new Map([[1, 'script' as const]])
    const sentence = ['Call 1: somebody was connected and never shown.']

    it('excuses nothing where the dialer repeats', () => {
      expect(judge({ ...unseen, broken })).toEqual(sentence)
    })

    it('excuses a connection that the script cut, where it tells once', () => {
      expect(judge({ ...unseen, broken }, ONCE)).toEqual([])
      expect(judge(unseen, ONCE)).toEqual(sentence)
      expect(judge({ ...unseen, broken: new Map([[1, 'worker']]) }, ONCE)).toEqual(sentence)
    })

    it('excuses a call that could be told to nobody only where the script was in the way', () => {
      const journal: JournalLine[] = []
      const near = [{ from: AT - 1_000, to: AT, agentId: '4721' }]
      expect(judge({ ...unseen, journal }, ONCE)).toEqual(sentence)
      expect(judge({ ...unseen, journal, disturbances: near }, ONCE)).toEqual([])
      const others = near.map((each) => ({ ...each, agentId: '4722' }))
      expect(judge({ ...unseen, journal, disturbances: others }, ONCE)).toEqual(sentence)
      const before = [{ from: AT - 9_000, to: AT - 8_000, agentId: null }]
      expect(judge({ ...unseen, journal, disturbances: before }, ONCE)).toEqual(sentence)
    })
  })

  it('passes on what agents lost and saw', () => {
    const agents = [ann({ draftsLost: ['A draft is gone.'], complaints: ['A call came twice.'] })]
    expect(judge({ agents })).toEqual(['A draft is gone.', 'A call came twice.'])
  })
})
