/**
 * A dialer that takes a supervisor's request and never answers, by a clock that the test sets: they
 * are told that nobody knows, and the board claims nothing that the dialer has not confirmed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TIME_LIMITS } from '../../worker/dialer.ts'
import { BODY_MS } from '../../worker/soap/transport.ts'
import { type Asking, askRoute, type Told } from './board-client.ts'
import type { LiveWorker } from './live-worker.ts'
import { startWithClock } from './set-clock.ts'
import { PassingTime, SILENCES } from './silent-dialer.ts'

let live: LiveWorker
let time: PassingTime

beforeAll(async () => {
  live = await startWithClock()
  time = new PassingTime(live)
}, 60_000)
afterAll(() => live.stop())

const route = (path: string, asking?: Asking) => () => askRoute(live, path, asking)

const create = (more: object) => async (): Promise<Told> => {
  const choices = [{ value: 'Yes' }, { value: 'No' }]
  const campaign = {
    name: 'Summer renewals',
    callerId: '2135550199',
    dispositionLists: [{ name: 'Result', choices }],
    ...more,
  }
  const form = new FormData()
  form.append('campaign', new Blob([JSON.stringify(campaign)], { type: 'application/json' }))
  form.append('numbers', new Blob(['2135550143,Ann Lee\n'], { type: 'text/csv' }), 'numbers.csv')
  const headers = { authorization: `Bearer ${await live.token('sue', 'supervisor')}` }
  const response = await fetch(`${live.url}/v1/campaigns`, { method: 'POST', headers, body: form })
  return { status: response.status, body: await response.json() }
}

/** What a supervisor asks of the dialer. */
const ORDERS: Readonly<Record<string, () => Promise<Told>>> = {
  startCampaign: route('/start', { method: 'POST' }),
  stopCampaign: route('/stop', { method: 'POST' }),
  updateRatio: route('/ratio', { method: 'PUT', body: { ratio: 2 } }),
  getAgentStats: route('/agents'),
  kickAgent: route('/agents/9999/kick', { method: 'POST' }),
  createCallCenterConnectCampaign: create({}),
  createCallCenterConnectCampaignWithAM: create({ answeringMachineSound: '7' }),
}

const CODES: Readonly<Record<string, readonly [number, string]>> = {
  timeout: [504, 'dialer-timeout'],
  unreadable: [502, 'dialer-unreadable'],
}

const ROWS = Object.entries(ORDERS).flatMap(([name, ask]) =>
  Object.entries(SILENCES).map(([said, silence]) => ({ name, ask, said, silence })),
)

describe('a dialer that', () => {
  it.each(ROWS)('$said, at $name, leaves the supervisor knowing', async (row) => {
    const { name, ask, silence } = row
    const { status, body } = await time.endure(name, silence, { ask })
    const { outcome, ms } = await time.ending(silence)
    const [expected, code] = CODES[outcome] ?? []
    expect([status, body]).toMatchObject([expected, { code }])
    expect((body as { title: string }).title).toContain('may have done it all the same')
    const limits: Readonly<Record<string, number>> = TIME_LIMITS
    const limit = outcome === 'unreadable' ? BODY_MS : (limits[name] ?? TIME_LIMITS.default)
    expect(ms).toBeGreaterThanOrEqual(limit)
    const { body: board } = await askRoute(live, '/board')
    // A start that may have arrived is remembered, so that closing time stops it.
    expect(board).toMatchObject({ dialling: { value: true, by: 'sue' }, ratio: null })
  })

  it('answers again is asked as before', async () => {
    for (const ask of Object.values(ORDERS)) expect((await ask()).status).toBeLessThan(300)
    const { body } = await askRoute(live, '/board')
    expect(body).toMatchObject({ dialling: { value: false }, ratio: { value: 2 } })
  })
})
