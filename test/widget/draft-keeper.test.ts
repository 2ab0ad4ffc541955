import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConsoleError } from '../../shared/errors.ts'
import type { Draft } from '../../shared/session.ts'
import { DraftKeeper } from '../../widget/draft-keeper.ts'

const EMPTY: Draft = { dispositions: [], notes: '' }

let saved: [string, Draft][]
let refusal: ConsoleError | null
let editing: boolean
let kept: (Partial<Draft> | null)[]
let keeper: DraftKeeper

beforeEach(() => {
  vi.useFakeTimers()
  saved = []
  refusal = null
  editing = false
  kept = []
  keeper = new DraftKeeper(
    async (callId, draft) => {
      saved.push([callId, draft])
      return refusal
    },
    () => editing,
    (typed) => void kept.push(typed),
  )
  keeper.take('9001', EMPTY)
})

afterEach(() => void vi.useRealTimers())

const second = () => vi.advanceTimersByTimeAsync(1_000)

describe('what is typed', () => {
  it('is forgotten where the worker cannot read it: it would stand in the way of all that follows', async () => {
    keeper.take('9001', { dispositions: [], notes: 'of before' })
    refusal = new ConsoleError('bad-request')
    keeper.edit({ notes: 5 } as unknown as Partial<Draft>)
    expect(await keeper.flush()).toBe(refusal)
    expect([keeper.draft.notes, keeper.unsaved, kept.at(-1)]).toEqual(['of before', false, null])
  })

  it('is saved at most a second later, also while typing goes on', async () => {
    for (const letter of 'abcdefghij') {
      keeper.edit({ notes: keeper.draft.notes + letter })
      await vi.advanceTimersByTimeAsync(300)
    }
    const notes = saved.map(([, draft]) => draft.notes)
    expect(notes).toEqual(['abc', 'abcdef', 'abcdefghi'])
  })

  it('is saved at once when asked to', async () => {
    keeper.edit({ notes: 'half a wor' })
    await keeper.flush()
    expect(saved).toEqual([['9001', { dispositions: [], notes: 'half a wor' }]])
    await second()
    expect(saved).toHaveLength(1)
  })

  it('wins over an older copy from the session until it is saved', async () => {
    keeper.edit({ notes: 'new' })
    keeper.take('9001', { dispositions: [], notes: 'old' })
    expect(keeper.draft.notes).toBe('new')
    await second()
    keeper.take('9001', { dispositions: [], notes: 'newer, from another tab' })
    expect(keeper.draft.notes).toBe('newer, from another tab')
  })

  it('wins over another tab while its field has the focus, and yields afterwards', async () => {
    editing = true
    keeper.edit({ notes: 'mine' })
    await second()
    keeper.take('9001', { dispositions: [], notes: 'theirs' })
    expect(keeper.draft.notes).toBe('mine')
    editing = false
    expect(keeper.draft.notes).toBe('theirs')
  })

  it('leaves the other fields to the session', () => {
    keeper.edit({ notes: 'mine' })
    keeper.take('9001', { dispositions: ['Renewed'], notes: '' })
    expect(keeper.draft).toEqual({ dispositions: ['Renewed'], notes: 'mine' })
  })

  it('stays and is saved again when it did not arrive', async () => {
    refusal = new ConsoleError('offline')
    keeper.edit({ notes: 'kept' })
    await second()
    expect(keeper.unsaved).toBe(true)
    refusal = null
    await keeper.flush()
    expect(saved).toHaveLength(2)
    expect(keeper.unsaved).toBe(false)
    expect(keeper.draft.notes).toBe('kept')
  })

  it('while a save is under way is not taken for saved', async () => {
    keeper.edit({ notes: 'one' })
    const saving = keeper.flush()
    keeper.edit({ notes: 'one two' })
    await saving
    expect(keeper.unsaved).toBe(true)
    await second()
    expect(saved.at(-1)?.[1].notes).toBe('one two')
  })

  it('is never shown on another call, but still saved for its own', () => {
    keeper.edit({ notes: 'about Maria' })
    keeper.take('9002', EMPTY)
    expect(keeper.draft).toEqual(EMPTY)
    expect(saved).toEqual([['9001', { dispositions: [], notes: 'about Maria' }]])
  })

  it('is kept in the tab until it is saved, or its call is over', async () => {
    keeper.edit({ notes: 'one' })
    await keeper.flush()
    expect(kept).toEqual([{ notes: 'one' }, null])
    refusal = new ConsoleError('offline')
    keeper.edit({ notes: 'two' })
    await keeper.flush()
    expect(kept.at(-1)).toEqual({ notes: 'two' })
    keeper.take('9002', EMPTY)
    expect(kept.at(-1)).toBeNull()
  })

  it('on the last page lies over what is stored, and under what is typed here', () => {
    expect(keeper.restore('9002', { notes: 'about another' })).toBe(false)
    expect(keeper.draft).toEqual(EMPTY)
    expect(keeper.restore('9001', { dispositions: ['Renewed'], notes: 'there' })).toBe(true)
    expect(keeper.draft).toEqual({ dispositions: ['Renewed'], notes: 'there' })
    keeper.edit({ notes: 'here' })
    keeper.restore('9001', { notes: 'there' })
    expect(keeper.draft.notes).toBe('there\nhere')
    keeper.restore('9001', { notes: 'there\nhere' })
    expect(keeper.draft.notes).toBe('there\nhere')
  })
})
