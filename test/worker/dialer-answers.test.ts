import { describe, expect, test } from 'vitest'
import type { DialerError } from '../../worker/dialer.ts'
import { answering, connection, failure, NAMESPACE, stats, wait } from './answering.ts'
import { samplesIn } from './soap/mutate.ts'

const sample = (name: string) => samplesIn('xfire').get(`${name}.xml`) ?? ''

describe('answers recorded from the framework the dialer ran', () => {
  const FAULTS: Readonly<Record<string, Partial<DialerError>>> = {
    'bad-long': { code: 'Server', words: 'For input string: "abc"' },
    'checked-exception': { code: 'Server', words: 'Invalid key' },
    'declared-custom-exception': { code: 'Server', words: 'Agent id not found' },
    'empty-long': { code: 'Server', words: 'For input string: ""' },
    'missing-param': {
      code: 'Client',
      words: 'Not enough message parts were received for the operation.',
    },
    'no-body-child': { code: 'Client', words: 'There must be a method name element.' },
    'npe-no-msg': { code: 'Server', words: 'Fault: java.lang.NullPointerException' },
    'order-wrong': { code: 'Server', words: 'For input string: "k"' },
    'runtimeexception-msg': { code: 'Server', words: 'boom' },
    'too-many': { code: 'Server', words: 'Index: 3, Size: 3' },
    'unknown-op': { code: 'Client', words: `Invalid operation: {${NAMESPACE}}nope` },
  }

  test.each(Object.keys(FAULTS))('%s is a fault, with HTTP 500 as with 200', async (name) => {
    for (const status of [500, 200]) {
      const error = await failure(wait(sample(name), { status }))
      expect(error).toMatchObject({ kind: 'fault', status, sent: true, ...FAULTS[name] })
    }
  })

  const CALL = {
    id: '77',
    phoneNumber: '2134000543',
    startedAt: Date.UTC(2011, 2, 13, 7, 6, 40),
  }

  test.each([
    ['ok-object', '5'],
    ['names-wrong-order-right-unqualified', '9'],
  ])('%s is a call', async (name, campaignId) => {
    const call = await wait(sample(name))
    expect(call).toMatchObject({ ...CALL, campaignId })
    expect(call?.members).toEqual([
      { name: 'callstart', label: 'Call started', value: '2011-03-13T07:06:40Z', items: null },
      { name: 'campaignid', label: 'Campaign id', value: campaignId, items: null },
      { name: 'extradata', label: 'Extra data', value: 'a & b, ', items: ['a & b', ''] },
      { name: 'id', label: 'Id', value: '77', items: null },
      { name: 'phonenumber', label: 'Phone number', value: '2134000543', items: null },
    ])
  })

  test('null-return is no call', async () => {
    expect(await wait(sample('null-return'))).toBeNull()
  })

  test('agent-stats has a line per agent, a nil id kept as none', async () => {
    const agents = await stats(sample('agent-stats'))
    expect(agents.map(({ id, calls }) => ({ id, calls }))).toEqual([
      { id: '1234', calls: 3 },
      { id: null, calls: 0 },
    ])
    expect(agents[0]?.members).toContainEqual({
      name: 'avg',
      label: 'Avg',
      value: '1.5',
      items: null,
    })
    expect(agents[0]?.loggedOutAt).toBeNull()
  })

  test('agent-stats-empty has none', async () => {
    expect(await stats(sample('agent-stats-empty'))).toEqual([])
  })

  test.each([
    ['create', '1002'],
    ['create-php-sample-style-no-disposition-wrapper', '1'],
  ])('%s is a campaign id', async (name, id) => {
    const given = { callerid: '1', name: 'a', passcode: null, dispositionLists: [], numbers: [] }
    expect(await answering(sample(name)).createCallCenterConnectCampaign(given)).toBe(id)
  })

  test('void answers are undefined', async () => {
    const who = { campaignId: '1', agentId: '2' }
    const finish = { ...who, callId: '3', agentResponse: 'Sale', agentNotes: null, lastcall: null }
    expect(await answering(sample('void-ok')).loginAgent({ ...who, userId: 'ann' })).toBeUndefined()
    for (const name of ['store-lastcall-0', 'store-lastcall-nil']) {
      expect(await answering(sample(name)).storeAgentResponse(finish)).toBeUndefined()
    }
  })

  test('none is left out here', () => {
    const read = [
      ...Object.keys(FAULTS),
      ...['ok-object', 'names-wrong-order-right-unqualified', 'null-return', 'agent-stats'],
      ...['agent-stats-empty', 'create', 'create-php-sample-style-no-disposition-wrapper'],
      ...['void-ok', 'store-lastcall-0', 'store-lastcall-nil'],
    ]
    expect(read.map((name) => `${name}.xml`).sort()).toEqual([...samplesIn('xfire').keys()])
  })
})

describe('the same answer in other clothes', () => {
  const plain = sample('ok-object')
  const CLOTHES: Readonly<Record<string, string>> = {
    'other prefixes': plain
      .replaceAll('soap:', 'S-E:')
      .replaceAll(':soap', ':S-E')
      .replaceAll('ns1', 'tns'),
    'the default namespace': connection(
      '<callstart>2011-03-13T07:06:40Z</callstart><campaignid>5</campaignid><duration/>' +
        '<extradata><string>a &amp; b</string><string/></extradata><id>77</id><phonenumber>2134000543</phonenumber>',
    ),
    'no namespace inside': connection('<x/>').replace(
      '<x/>',
      plain
        .slice(plain.indexOf('<callstart'), plain.indexOf('</ns1:out>'))
        .replaceAll(`xmlns="${NAMESPACE}"`, 'xmlns=""')
        .replace(' xsi:nil="true"', '')
        .replace(' xsi:nil="true"', ''),
    ),
    'a prolog': `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n${plain}\n`,
    'a byte order mark': `\ufeff${plain}`,
    'a byte order mark and a prolog': `\ufeff<?xml version="1.0"?>${plain}`,
    CDATA: plain.replace('a &amp; b', '<![CDATA[a & ]]>b').replace('>77<', '><![CDATA[77]]><'),
    comments: plain
      .replace('>77<', '><!-- the id -->7<!-- -->7<')
      .replace('<soap:Body>', '<!-- < & --><soap:Body>'),
    'character references': plain.replace('>77<', '>&#55;&#x37;<').replace('&amp;', '&#38;'),
    'single quotes': plain.replaceAll('"', "'"),
    'white space everywhere': plain.replaceAll('><', '>\r\n\t <').replace('>77<', '>\n 77\t<'),
    'a header': plain.replace(
      '<soap:Body>',
      '<soap:Header><x:trace xmlns:x="urn:x">1</x:trace></soap:Header><soap:Body>',
    ),
    'upper case members': plain
      .replace(/<(\/?)phonenumber/g, '<$1PhoneNumber')
      .replace(/<(\/?)id/g, '<$1ID'),
  }

  test.each(Object.keys(CLOTHES))('with %s', async (name) => {
    expect(await wait(CLOTHES[name] ?? '')).toMatchObject({
      id: '77',
      phoneNumber: '2134000543',
      campaignId: '5',
      startedAt: Date.UTC(2011, 2, 13, 7, 6, 40),
      members: expect.arrayContaining([
        expect.objectContaining({ name: 'extradata', items: ['a & b', ''] }),
      ]),
    })
  })

  const named = (prolog: string) => `${prolog}${connection('<id>Zoë</id>')}`
  const latin1 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(text, (character) => character.charCodeAt(0))
  const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))
  const utf16 = (text: string) => {
    const bytes = new Uint8Array(2 + text.length * 2)
    const view = new DataView(bytes.buffer)
    for (const [index, unit] of [...`\ufeff${text}`].entries()) {
      view.setUint16(index * 2, unit.charCodeAt(0), true)
    }
    return bytes
  }

  test.each([
    ['UTF-8 by default', utf8(named('')), 'text/xml'],
    ['UTF-8 by prolog', utf8(named('<?xml version="1.0" encoding="utf-8"?>')), 'text/xml'],
    ['UTF-8 by Content-Type', utf8(named('')), 'text/xml;charset="utf-8"'],
    [
      'ISO-8859-1 by prolog',
      latin1(named('<?xml version="1.0" encoding="ISO-8859-1"?>')),
      'text/xml',
    ],
    ['ISO-8859-1 by Content-Type', latin1(named('')), 'text/xml; charset=ISO-8859-1'],
    [
      'UTF-8 by its mark, whatever the header says',
      utf8(`\ufeff${named('')}`),
      'text/xml; charset=ISO-8859-1',
    ],
    ['UTF-16 by its mark', utf16(named('')), 'text/xml'],
  ])('in %s', async (_, body, contentType) => {
    expect((await wait(body, { contentType }))?.id).toBe('Zoë')
  })

  test.each([
    ['bytes that are no UTF-8', latin1(named('')), 'text/xml; charset=utf-8'],
    ['an encoding nobody knows', utf8(named('')), 'text/xml; charset=x-klingon'],
  ])('but %s cannot be read, and somebody may be on the line', async (_, body, contentType) => {
    const error = await failure(wait(body, { contentType }))
    expect(error).toMatchObject({ kind: 'unreadable', status: 200 })
    expect(error.salvage?.map(({ name }) => name)).toEqual(['id'])
  })
})
