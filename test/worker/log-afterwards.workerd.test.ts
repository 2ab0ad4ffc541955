import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Answers } from '../../worker/answers.ts'
import type { Dialer } from '../../worker/dialer.ts'
import { noted } from '../../worker/dialer-log.ts'
import { logAfterwards } from '../../worker/log.ts'
import type { Tabs } from '../../worker/tabs.ts'

/** What happened, in this order: something was sent or handed on, or a line was written. */
let happened: string[] = []

beforeEach(() => {
  happened = []
  vi.spyOn(console, 'log').mockImplementation(() => void happened.push('line'))
})
afterEach(() => vi.restoreAllMocks())

const allOf = (count: number) => vi.waitFor(() => expect(happened).toHaveLength(count))

it('a command is answered, and everything else of its turn done, before its line is written', async () => {
  const send = vi.fn(() => void happened.push('answer'))
  const tabs = { send, of: () => ({ id: 'tab', campaignId: '874100' }) } as unknown as Tabs
  const frame = { type: 'last-call', id: '1', on: true } as const
  new Answers(tabs, 'session').accept({ socket: {} as WebSocket, frame, at: Date.now() })
  happened.push('rest of the turn')
  await allOf(3)
  expect(happened).toEqual(['answer', 'rest of the turn', 'line'])
})

it('who waits for the dialer has its answer before the line is written', async () => {
  const dialer = { getConnectionForAgent: async () => null } as unknown as Dialer
  const asked = noted(dialer, 'session', logAfterwards)
  await asked.getConnectionForAgent({ campaignId: '874100', agentId: '4711' })
  happened.push('screen pop')
  await allOf(2)
  expect(happened).toEqual(['screen pop', 'line'])
})
