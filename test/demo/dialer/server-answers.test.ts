import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { MAX_REQUEST_BYTES, SoapFault } from '../../../demo/dialer/server.ts'
import { type DomParser, openDomParser } from '../../peers/dom-parser.ts'
import { samplesIn } from '../../worker/soap/mutate.ts'
import { dialer, envelope } from './noting-dialer.ts'

const NAMESPACE = 'http://api.campaign.dialer.skyyconsulting.com'

let chromium: DomParser
beforeAll(async () => {
  chromium = await openDomParser()
})
afterAll(() => chromium.close())

/** Expects an answer equal to a recorded one, prefixes aside. */
async function expectRecorded(response: Response, name: string): Promise<void> {
  const [ours, recorded] = await chromium.parse([
    await response.text(),
    samplesIn('xfire').get(`${name}.xml`) ?? '',
  ])
  expect(recorded).not.toBeNull()
  expect(ours).toEqual(recorded)
}

describe('answers', () => {
  test.each([
    ['void-ok', 'loginAgent', undefined],
    ['create', 'createCallCenterConnectCampaign', '1002'],
    ['null-return', 'getConnectionForAgent', null],
    ['agent-stats-empty', 'getAgentStats', []],
  ])('equal the recorded %s', async (name, operation, out) => {
    const { send } = dialer(() => out)
    const response = await send(samplesIn('requests').get(`${operation}.xml`) ?? '')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    await expectRecorded(response, name)
  })

  test('leave out what is not known, or say nil where the type can', async () => {
    const { send } = dialer(() => ({ id: '77', notes: null, callstart: undefined, duration: null }))
    const text = await (
      await send(samplesIn('requests').get('getConnectionForAgent.xml') ?? '')
    ).text()
    expect(text).toContain('<ns1:out><ns1:id>77</ns1:id><ns1:notes xsi:nil="true"/></ns1:out>')
  })
})

describe('faults, in the words of the framework the dialer ran', () => {
  const op = (name: string, content: string) =>
    envelope(`<t:${name} xmlns:t="${NAMESPACE}">${content}</t:${name}>`)
  test.each([
    ['missing-param', op('getConnectionForAgent', '<a>k</a><b>1</b>')],
    ['too-many', op('getConnectionForAgent', '<a>k</a><b>1</b><c>2</c><d>3</d>')],
    ['unknown-op', op('nope', '')],
    ['no-body-child', envelope('')],
    ['bad-long', op('getAgentStats', '<a>k</a><b>abc</b>')],
    ['empty-long', op('getAgentStats', '<a>k</a><b/>')],
    ['order-wrong', op('getAgentStats', '<b>1</b><a>k</a>')],
  ])('%s', async (name, body) => {
    const { asked, send, journal } = dialer()
    const response = await send(body)
    expect(response.status).toBe(500)
    await expectRecorded(response, name)
    expect(asked).toEqual([])
    expect(journal).toMatchObject([{ outcome: 'fault' }])
  })

  test('checked-exception', async () => {
    const { send } = dialer(() => new SoapFault('Invalid key'))
    const response = await send(samplesIn('requests').get('loginAgent.xml') ?? '')
    expect(response.status).toBe(500)
    await expectRecorded(response, 'checked-exception')
  })

  test('a mistake of ours is a fault that tells nothing of it, and is logged', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { send } = dialer(() => new TypeError('secret'))
    const text = await (await send(samplesIn('requests').get('loginAgent.xml') ?? '')).text()
    expect(text).toContain('<faultstring>Fault: TypeError</faultstring>')
    expect(text).not.toContain('secret')
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })

  test.each([
    ['no XML', 'hello'],
    [
      'half a document',
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>',
    ],
    ['another root', '<html><body/></html>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a/>'],
    ['nothing', ''],
    ['bytes that are no text', Uint8Array.of(0xff, 0x00, 0xc3)],
    ['more than anybody needs', `<a>${'x'.repeat(MAX_REQUEST_BYTES)}</a>`],
  ])('%s is the caller’s mistake', async (_, body) => {
    const { send } = dialer()
    const response = await send(body, 'text/xml; charset=utf-8')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('<faultcode>soap:Client</faultcode>')
  })
})
