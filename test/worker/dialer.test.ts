import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDialer, type DialerError, readDialerSettings } from '../../worker/dialer.ts'
import { BAD_KEY, RECORDED_CAMPAIGN, type SoapHost, startSoapHost } from '../peers/soap-host.ts'

let host: SoapHost
beforeAll(async () => {
  host = await startSoapHost()
})
afterAll(() => host.close())

const dialerWith = (key: string) =>
  createDialer(
    readDialerSettings({ DIALER_URL: `${host.origin}/service/PredictiveService`, DIALER_KEY: key }),
  )

describe('the dialer over real HTTP', () => {
  test('a wait resolves with the call and everything the dialer said of it', async () => {
    const call = await dialerWith('k-123').getConnectionForAgent({
      campaignId: RECORDED_CAMPAIGN,
      agentId: '0047',
    })
    expect(host.calls.at(-1)).toEqual({
      operation: 'getConnectionForAgent',
      parameters: { key: 'k-123', campaignId: RECORDED_CAMPAIGN, agentId: '0047' },
    })
    expect(call).toMatchObject({
      id: '0077',
      phoneNumber: '2134000543',
      campaignId: RECORDED_CAMPAIGN,
      startedAt: Date.UTC(2011, 2, 13, 7, 6, 40),
    })
    expect(call?.members.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Call started: 2011-03-13T07:06:40Z',
      'Campaign id: 9223372036854775807',
      'Extra data: Ann,a & b',
      'Id: 0077',
      'Phone number: 2134000543',
      'Recordings: one.mp3',
    ])
  })

  test("a fault brings the dialer's own words", async () => {
    const refused = dialerWith(BAD_KEY).kickAgent({ campaignId: '1', agentId: '0047' })
    await expect(refused).rejects.toMatchObject({
      kind: 'fault',
      words: 'Invalid key',
      code: 'Server',
      sent: true,
    } satisfies Partial<DialerError>)
  })
})
