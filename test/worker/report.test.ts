import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { AgentReport } from '../../shared/report.ts'
import { askRoute } from './board-client.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'

const live = useWorker()

/** The names of the documentation's table, copied from it and not from the code. */
const DOCUMENTED = [
  'ID',
  'Campaign ID',
  'Phone Number',
  'User ID',
  'Logged In',
  'Logged Out',
  'Calls',
  'Duration',
  'Calls (Sec)',
  'Avg Call (Sec)',
  'Resp. Time',
  '%Response',
]

async function report(): Promise<AgentReport> {
  const { status, body } = await askRoute(live.worker, '/agents')
  expect(status).toBe(200)
  return body as AgentReport
}

describe('the agents’ report', () => {
  it('has the twelve documented columns by their names, and totals', async () => {
    const loggedin = new Date('2026-11-23T08:00:00Z')
    live.worker.dialer.stats = [
      {
        id: '0471',
        campaignid: '9223372036854775807',
        phonenumber: '2135550100',
        userid: 'ann@acme.example',
        loggedin,
        loggedout: new Date('2026-11-23T09:00:00Z'),
        calls: 10,
        duration: 3_600,
        callsec: 1_800,
        avgcallsec: 180,
        responsetime: 360,
        percentresponse: 10,
      },
      { id: '4722', userid: 'ben', loggedin, calls: 2, duration: 400, callsec: 60 },
    ]
    const { columns, rows, totals } = await report()
    expect(columns.map(({ name }) => name)).toEqual(DOCUMENTED)
    const at = loggedin.getTime()
    expect(rows).toEqual([
      [
        '0471',
        '9223372036854775807',
        '2135550100',
        'ann@acme.example',
        at,
        at + 3_600_000,
        10,
        3_600,
        1_800,
        180,
        360,
        10,
      ],
      ['4722', null, null, 'ben', at, null, 2, 400, 60, null, null, null],
    ])
    expect(totals.slice(6)).toEqual([12, 4_000, 1_860, 155, 360, 9])
  })

  it('of a dialer with other names is mapped where known and shown as it is where not', async () => {
    const body = await readFile('test/samples/xfire/agent-stats.xml', 'utf8')
    const more =
      '<moodRing xmlns="http://api.campaign.dialer.skyyconsulting.com">=calm()</moodRing>'
    const told = body.replace('</ns1:AgentType>', `${more}</ns1:AgentType>`)
    live.worker.dialer.next('getAgentStats', { status: 200, body: told })
    const { columns, rows } = await report()
    expect(columns.map(({ name }) => name)).toEqual([...DOCUMENTED, 'Mood ring'])
    const column = (name: string) => columns.findIndex((each) => each.name === name)
    const [first, second] = rows
    expect(first?.[column('ID')]).toBe('1234')
    expect(first?.[column('Avg Call (Sec)')]).toBe(1.5)
    expect(first?.[column('Mood ring')]).toBe('=calm()')
    expect(second?.[column('ID')]).toBeNull()
  })

  it('can be taken home as CSV without a formula', async () => {
    live.worker.dialer.stats = [
      { id: '4721', userid: '=1+1', loggedin: new Date('2026-11-23T08:00:00Z'), calls: 1 },
    ]
    const { url, token } = live.worker
    const response = await fetch(`${url}/v1/campaigns/${CAMPAIGN.id}/agents?format=csv`, {
      headers: { authorization: `Bearer ${await token('sue', 'supervisor')}` },
    })
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(await response.text()).toBe(
      `${DOCUMENTED.join(',')}\r\n4721,,,'=1+1,2026-11-23T08:00:00.000Z,,1,,,,,\r\n`,
    )
  })

  it('of a dialer that refuses comes back with its words', async () => {
    live.worker.dialer.next('getAgentStats', { fault: 'Campaign 874100 is not known' })
    expect(await askRoute(live.worker, '/agents')).toMatchObject({
      status: 502,
      body: { code: 'dialer-fault', words: 'Campaign 874100 is not known' },
    })
  })
})
