import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Mishaps } from '../../../demo/stage/mishaps.ts'
import type { Story } from '../../../demo/stage/stories.ts'

const STORY: Story = {
  title: 'Test',
  says: 'It begins.',
  scenario: 'quiet-morning',
  cues: [
    { seconds: 4, does: 'dialer-down', says: 'down' },
    { seconds: 24, does: 'dialer-up', says: 'up' },
    { seconds: 30, does: 'kick', says: 'kicked' },
  ],
  colleagues: 0,
}

let said: string[]
let kicked: number

beforeEach(() => {
  vi.useFakeTimers()
  said = []
  kicked = 0
})
afterEach(() => {
  vi.useRealTimers()
})

function tell(speed: number, byHand = false): Mishaps {
  const mishaps = new Mishaps(
    STORY,
    { speed, byHand },
    {
      changed: ({ says, more }) => said.push(more ? says : `${says}.`),
      kick: () => {
        kicked += 1
      },
    },
  )
  mishaps.called()
  return mishaps
}

/** What has been said last, once so many seconds have passed. */
function passing(seconds: number): string | undefined {
  vi.advanceTimersByTime(seconds * 1_000)
  return said.at(-1)
}

describe('mishaps', () => {
  it('wait for the first call, and for no other', () => {
    const mishaps = tell(1)
    expect(passing(3)).toBe('It begins.')
    mishaps.called()
    expect(passing(1)).toBe('down')
    expect(mishaps.scene).toMatchObject({ dialer: 'down', network: 'up' })
    expect(passing(19)).toBe('down')
    expect(passing(1)).toBe('up')
    expect(kicked).toBe(0)
    expect(passing(6)).toBe('kicked.')
    expect(kicked).toBe(1)
  })

  it('come at once for somebody who does not want to wait, the rest in its distance', () => {
    const mishaps = tell(1)
    mishaps.goOn()
    expect(said.at(-1)).toBe('down')
    expect(passing(19)).toBe('down')
    expect(passing(1)).toBe('up')
    mishaps.goOn()
    mishaps.goOn()
    passing(100)
    expect(said).toEqual(['It begins.', 'down', 'up', 'kicked.'])
    expect(kicked).toBe(1)
  })

  it('come faster in a fast story, and not by themselves in one told by hand', () => {
    tell(4)
    expect(passing(1)).toBe('down')
    expect(passing(5)).toBe('up')
    expect(passing(2)).toBe('kicked.')
    const byHand = tell(4, true)
    expect(passing(1_000)).toBe('It begins.')
    byHand.goOn()
    expect(said.at(-1)).toBe('down')
    expect(passing(1_000)).toBe('down')
  })

  it('do not come before the story’s first call, and a story without any has none', () => {
    const changed = vi.fn()
    const early = new Mishaps(STORY, { speed: 1, byHand: false }, { changed, kick: vi.fn() })
    early.goOn()
    const none = { ...STORY, cues: [] }
    const quiet = new Mishaps(none, { speed: 1, byHand: false }, { changed, kick: vi.fn() })
    quiet.called()
    quiet.goOn()
    vi.advanceTimersByTime(100_000)
    expect(changed).not.toHaveBeenCalled()
  })
})
