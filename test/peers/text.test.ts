import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDialer, readDialerSettings } from '../../worker/dialer.ts'
import { type SoapHost, startSoapHost } from './soap-host.ts'

let host: SoapHost
beforeAll(async () => {
  host = await startSoapHost()
})
afterAll(() => host.close())

const finish = (agentNotes: string, agentResponse = 'Sale') =>
  createDialer(
    readDialerSettings({
      DIALER_URL: `${host.origin}/service/PredictiveService`,
      DIALER_KEY: 'key',
    }),
  ).storeAgentResponse({
    ...{ campaignId: '1', agentId: '2', callId: '3', lastcall: false },
    ...{ agentResponse, agentNotes },
  })

const notesHeard = () => host.calls.at(-1)?.parameters.agentNotes

const legal = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constantFrom(']]>', '\r\n', '\r', '\t', '😀', '\u202eשלום', '&#13;', '<b>', ' '),
    ),
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text))

describe('notes', () => {
  test('arrive as they were typed, but for white space at their ends', async () => {
    await fc.assert(
      fc.asyncProperty(legal, async (notes) => {
        await finish(notes)
        expect(notesHeard()).toBe(notes.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))
      }),
      { numRuns: 300 },
    )
  })

  test('of 100 kB arrive', async () => {
    const notes = `x${'Grüße 😀 ]]> <b>&amp;</b>\r\n\t\u202eשלום\u202c '.repeat(3000)}x`
    expect(notes.length).toBeGreaterThan(100_000)
    await finish(notes)
    expect(notesHeard()).toBe(notes)
  })

  test.each([
    ['a NUL', 'a\0b', 1],
    ['a control character', 'abc\u0008', 3],
    ['half of a surrogate pair, first', '\ud83d!', 0],
    ['half of a surrogate pair, second', 'x\ude00', 1],
    ['U+FFFE', '\ufffe', 0],
  ])('with %s are refused by name before anything is sent', async (_, notes, at) => {
    const before = host.calls.length
    const refused = { kind: 'refused-input', field: 'agentNotes', at, sent: false }
    await expect(finish(notes)).rejects.toMatchObject(refused)
    await expect(finish('ok', notes)).rejects.toMatchObject({ ...refused, field: 'agentResponse' })
    expect(host.calls.length).toBe(before)
  })
})

describe('what else cannot be sent', () => {
  const dialer = () =>
    createDialer(readDialerSettings({ DIALER_URL: `${host.origin}/s`, DIALER_KEY: 'key' }))

  test('is refused by name', async () => {
    const before = host.calls.length
    const campaign = { callerid: '1', name: 'n', passcode: null, dispositionLists: null }
    await expect(dialer().kickAgent({ campaignId: '1', agentId: 'A12' })).rejects.toMatchObject({
      kind: 'refused-input',
      field: 'agentId',
      sent: false,
    })
    await expect(
      dialer().updateRatio({ campaignid: '1', ratio: Number.NaN }),
    ).rejects.toMatchObject({
      field: 'ratio',
    })
    await expect(
      dialer().startCampaign({ campaignId: '9223372036854775808' }),
    ).rejects.toMatchObject({
      field: 'campaignId',
    })
    await expect(
      dialer().createCallCenterConnectCampaign({ ...campaign, numbers: ['1', 'a\0'] }),
    ).rejects.toMatchObject({ field: 'numbers', at: 1 })
    expect(host.calls.length).toBe(before)
  })
})
