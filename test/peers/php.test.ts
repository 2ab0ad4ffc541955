import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONVERSATION, HEARD, PEER_KEY, REFUSED } from './conversation.ts'
import { findPhp, runScript } from './programs.ts'
import { type SoapHost, startSoapHost } from './soap-host.ts'

const php = findPhp()
if (!php) console.log('skipped: php not installed')
const name = php ? "PHP's SoapClient" : "PHP's SoapClient (skipped: php not installed)"

let host: SoapHost
beforeAll(async () => {
  host = await startSoapHost()
})
afterAll(() => host.close())

/** The parameters as PHP wants them: a list goes under the name of its items. */
const lines = CONVERSATION.map(({ parameters, ...line }) => {
  if (!Array.isArray(parameters.dispositionLists)) return { ...line, parameters }
  const dispositionLists = { Disposition: parameters.dispositionLists }
  return {
    ...line,
    parameters: { ...parameters, dispositionLists, numbers: { string: parameters.numbers } },
  }
})

describe.skipIf(!php)(name, () => {
  test('calls every operation, and every value arrives', async () => {
    if (!php) return
    host.calls.length = 0
    const input = { origin: host.origin, key: PEER_KEY, refusedKey: REFUSED.key, lines }
    const said = JSON.parse(await runScript(php, 'conversation.php', input))
    expect(host.calls.slice(0, -1)).toEqual(HEARD)
    expect(said.refusal).toBe(REFUSED.words)
    expect(said.answers.getConnectionForAgent.out).toMatchObject({
      id: '0077',
      callstart: '2011-03-13T07:06:40Z',
    })
    expect(said.answers.loginAgent).toEqual({})
  })

  test("makes the documentation's calls, updateRatio excepted", async () => {
    if (!php) return
    host.calls.length = 0
    const folder = await mkdtemp(join(tmpdir(), 'numbers-'))
    const numbers = join(folder, 'numbers.csv')
    await writeFile(numbers, '2134000544,Ann\r\n2134000545,Bo\r\n')
    const source = await readFile(
      new URL('../samples/documentation-php.txt', import.meta.url),
      'utf8',
    )
    const printed = await runScript(php, 'documentation.php', {
      origin: host.origin,
      source,
      numbers,
    })
    await rm(folder, { recursive: true })
    expect(host.calls.map(({ operation }) => operation)).toEqual(
      HEARD.map(({ operation }) => operation).filter(
        (operation) =>
          !['kickAgent', 'updateRatio', 'startCampaign', 'stopCampaign'].includes(operation),
      ),
    )
    expect(host.calls[1]?.parameters).toEqual({
      ...{ key: 'doc-key', callerid: '2134000543', name: 'Spring', passcode: 'p' },
      ...{ dispositionLists: [], numbers: ['2134000544,Ann', '2134000545,Bo'] },
    })
    expect(host.calls.at(-1)?.parameters).toEqual({
      ...{ key: 'doc-key', campaignId: '874100', agentId: '0047', callId: '0077' },
      ...{ agentResponse: 'Sale', agentNotes: 'notes', lastcall: true },
    })
    expect(printed.match(/SoapFault/g)).toHaveLength(1)
    expect(printed).toContain("SOAP-ERROR: Encoding: object has no 'campaignid' property")
  })
})
