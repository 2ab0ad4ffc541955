import { describe, expect, test } from 'vitest'
import { answerSoap } from '../../../demo/dialer/server.ts'
import { samplesIn } from '../../worker/soap/mutate.ts'
import { ADDRESS, dialer, envelope } from './noting-dialer.ts'

const NAMESPACE = 'http://api.campaign.dialer.skyyconsulting.com'

const login = (content: string) =>
  envelope(`<t:loginAgent xmlns:t="${NAMESPACE}">${content}</t:loginAgent>`)

const LOGIN = { key: 'k', campaignId: '874100', agentId: '0047', userId: 'ann' }

describe('requests', () => {
  test.each([...samplesIn('requests')])('the sample %s is accepted', async (file, sample) => {
    const { asked, send } = dialer(() => (file.startsWith('create') ? '1' : null))
    expect((await send(sample)).status).toBe(200)
    expect(asked).toMatchObject([
      { operation: file.replace('.xml', ''), parameters: { key: 'string' } },
    ])
  })

  test('the samples are read to the last value', async () => {
    const { asked, send } = dialer()
    for (const name of [
      'answeringMachineTransferStoreAgentResponse',
      'updateRatio',
      'getAgentStats',
    ]) {
      await send(samplesIn('requests').get(`${name}.xml`) ?? '')
    }
    expect(asked.map(({ parameters }) => parameters)).toEqual([
      {
        ...{ key: 'string', campaignId: '-4141', agentId: 'string', callId: 'string' },
        ...{ agentResponse: 'string', agentNotes: 'string', lastcall: false },
      },
      { key: 'string', campaignid: '555135', ratio: 2 },
      { key: 'string', campaignid: '6026' },
    ])
    const created = dialer(() => '1')
    await created.send(samplesIn('requests').get('createCallCenterConnectCampaignWithAM.xml') ?? '')
    expect(created.asked[0]?.parameters).toMatchObject({
      dispositionLists: [3, 1, 3].map((count) => ({
        dispositions: Array(count).fill('string'),
        name: 'string',
      })),
      numbers: ['string', 'string', 'string'],
      answeringMachineSound: '5362',
    })
  })

  const inOrder =
    '<t:key>k</t:key><t:campaignId>874100</t:campaignId><t:agentId>0047</t:agentId><t:userId>ann</t:userId>'
  test.each([
    ['in order', login(inOrder)],
    [
      'in any order, by name',
      login(
        '<t:userId>ann</t:userId><t:agentId>0047</t:agentId><t:key>k</t:key><t:campaignId>874100</t:campaignId>',
      ),
    ],
    ['by position, under other names', login('<a>k</a><b>874100</b><c>0047</c><d>ann</d>')],
    [
      'by position, where a name is there twice',
      login('<key>k</key><campaignId>874100</campaignId><key>0047</key><userId>ann</userId>'),
    ],
    ['in another case', login(inOrder.replaceAll('campaignId', 'campaignid'))],
    ['without a prefix', login(inOrder).replaceAll('t:', '').replace('xmlns:t', 'xmlns')],
    [
      'without a namespace',
      login(inOrder).replaceAll('t:', '').replace(` xmlns:t="${NAMESPACE}"`, ''),
    ],
    ['in a foreign namespace', login(inOrder).replace(NAMESPACE, 'urn:other')],
    ['with white space around every value', login(inOrder.replace(/>([^<]+)</g, '>\r\n\t $1 \n<'))],
    ['with a prolog and a mark', `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${login(inOrder)}`],
    [
      'with a header',
      login(inOrder).replace(
        '<SOAP-ENV:Body>',
        '<SOAP-ENV:Header><x>1</x></SOAP-ENV:Header><SOAP-ENV:Body>',
      ),
    ],
  ])('parameters are read %s', async (_, body) => {
    const { asked, send } = dialer()
    for (const contentType of ['text/xml', 'text/xml; charset=utf-8', 'text/xml;charset="UTF-8"']) {
      expect((await send(body, contentType)).status).toBe(200)
    }
    expect(asked).toEqual(Array(3).fill({ operation: 'loginAgent', parameters: LOGIN }))
  })

  test.each([
    ['1', true],
    ['true', true],
    ['TRUE', true],
    ['0', false],
    ['false', false],
    [' False ', false],
    ['', null],
  ])('lastcall %j is %j', async (written, value) => {
    const { asked, send } = dialer()
    const nil = value === null ? ' xsi:nil="1"' : ''
    await send(
      envelope(
        `<storeAgentResponse><a>k</a><b>1</b><c>2</c><d>3</d><e>Sale</e><f/><g${nil}>${written}</g></storeAgentResponse>`,
      ),
    )
    expect(asked[0]?.parameters).toMatchObject({ agentNotes: '', lastcall: value })
  })

  test('a campaign may come without disposition lists, and with nil in its numbers', async () => {
    const { asked, send } = dialer(() => '7')
    const start = '<createCallCenterConnectCampaign><a>k</a><b>1</b><c>n</c><d xsi:nil="true"/>'
    const end =
      '<f><string>2134000543,Ann</string><string xsi:nil="true"/></f></createCallCenterConnectCampaign>'
    await expectRecordedCampaign(await send(envelope(`${start}<e/>${end}`)))
    await send(envelope(`${start}<e xsi:nil="true"/>${end}`))
    const common = { passcode: null, numbers: ['2134000543,Ann', null] }
    expect(asked.map(({ parameters }) => parameters)).toMatchObject([
      { ...common, dispositionLists: [] },
      { ...common, dispositionLists: null },
    ])
  })

  const expectRecordedCampaign = async (response: Response) =>
    expect(await response.text()).toContain('<ns1:out>7</ns1:out>')

  test('the case with the largest campaign id and 100 kB of notes', async () => {
    const { asked, send } = dialer()
    const notes = 'Grüße 😀 ]]&gt; &lt;b&gt;&amp;\u202e&#13;&#10;\t'.repeat(4000)
    await send(
      envelope(
        `<storeAgentResponse><a>k</a><b>9223372036854775807</b><c>2</c><d>3</d><e>Sale</e><f>x${notes}x</f><g>1</g></storeAgentResponse>`,
      ),
    )
    expect(asked[0]?.parameters).toMatchObject({
      campaignId: '9223372036854775807',
      agentNotes: `x${'Grüße 😀 ]]> <b>&\u202e\r\n\t'.repeat(4000)}x`,
    })
  })
})

describe('the HTTP side', () => {
  const get = (url: string, method = 'GET') =>
    answerSoap('PredictiveService', dialer().implementation, new Request(url, { method }))

  test.each(['?wsdl', '?WSDL', '?Wsdl'])(
    'GET %s brings the WSDL with its own address',
    async (query) => {
      const response = await get(ADDRESS + query)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/xml/)
      expect(await response.text()).toContain(`<wsdlsoap:address location="${ADDRESS}"/>`)
    },
  )

  test('anything that is no SOAP request gets a page that says so', async () => {
    for (const response of [
      await get(ADDRESS),
      await get(ADDRESS, 'HEAD'),
      await get(ADDRESS, 'POST'),
    ]) {
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    }
    expect(await (await get(ADDRESS)).text()).toContain('Invalid SOAP request.')
  })

  test('the journal has what was asked, without the key', async () => {
    const { send, journal } = dialer()
    await send(samplesIn('requests').get('loginAgent.xml') ?? '')
    expect(journal).toEqual([
      {
        service: 'PredictiveService',
        operation: 'loginAgent',
        parameters: { campaignId: '5614', agentId: 'string', userId: 'string' },
        outcome: 'answered',
        fault: null,
      },
    ])
  })
})
