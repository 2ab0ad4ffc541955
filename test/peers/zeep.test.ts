import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONVERSATION, HEARD, PEER_KEY, REFUSED } from './conversation.ts'
import { findZeep, runScript } from './programs.ts'
import { RECORDED_CAMPAIGN, type SoapHost, startSoapHost } from './soap-host.ts'

const zeep = findZeep()
if (!zeep) console.log('skipped: zeep not installed')

let host: SoapHost
beforeAll(async () => {
  host = await startSoapHost()
})
afterAll(() => host.close())

describe.skipIf(!zeep)(zeep ? 'zeep' : 'zeep (skipped: zeep not installed)', () => {
  test('calls every operation, and every value arrives', async () => {
    if (!zeep) return
    const input = {
      origin: host.origin,
      key: PEER_KEY,
      refusedKey: REFUSED.key,
      lines: CONVERSATION,
    }
    const said = JSON.parse(await runScript(zeep, 'conversation.py', input))
    expect(host.calls.slice(0, -1)).toEqual(HEARD)
    expect(said.refusal).toBe(REFUSED.words)
    expect(`${said.answers.createCallCenterConnectCampaign}`).toBe(`${Number(RECORDED_CAMPAIGN)}`)
    expect(said.answers.getConnectionForAgent).toMatchObject({
      id: '0077',
      recordings: { string: ['one.mp3'] },
    })
    expect(said.answers.loginAgent).toBeNull()
  })
})
