import { type Client, createClientAsync } from 'soap'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SERVICES, type ServiceName } from '../../shared/predictive-service.ts'
import { CONVERSATION, HEARD, type Line, PEER_KEY, REFUSED } from './conversation.ts'
import { RECORDED_CAMPAIGN, type SoapHost, startSoapHost } from './soap-host.ts'

let host: SoapHost
let clients: Readonly<Record<ServiceName, Client>>
beforeAll(async () => {
  host = await startSoapHost()
  const load = (service: ServiceName) =>
    createClientAsync(`${host.origin}/service/${service}?wsdl`, {
      // by default it reads a long as a JavaScript number and loses its last digits
      customDeserializer: { long: (text: string) => text },
    })
  clients = {
    PredictiveService: await load('PredictiveService'),
    CampaignService: await load('CampaignService'),
  }
})
afterAll(() => host.close())

/** The parameters as node-soap wants them: an array is an object of its items. */
function worded(parameters: Line['parameters']): object {
  const words = { ...parameters }
  if (Array.isArray(words.dispositionLists)) {
    const lists = words.dispositionLists as { dispositions: string[]; name: string }[]
    words.dispositionLists = {
      Disposition: lists.map(({ dispositions, name }) => ({
        dispositions: { string: dispositions },
        name,
      })),
    }
    words.numbers = { string: words.numbers }
  }
  return words
}

/** Calls an operation; `out` is undefined for a void one. */
async function say({ service, operation, parameters }: Line, key = PEER_KEY): Promise<unknown> {
  const method = clients[service][`${operation}Async`] as (
    words: object,
  ) => Promise<[{ out?: unknown } | null]>
  const [answer] = await method.call(clients[service], { key, ...worded(parameters) })
  return answer?.out
}

describe('node-soap', () => {
  test('loads both WSDLs and finds every operation', () => {
    for (const service of Object.keys(SERVICES) as ServiceName[]) {
      const described = clients[service].describe()[service][`${service}HttpPort`]
      expect(Object.keys(described).sort()).toEqual(Object.keys(SERVICES[service]).sort())
    }
  })

  test('calls every operation, and every value arrives', async () => {
    host.calls.length = 0
    const results = new Map<string, unknown>()
    for (const line of CONVERSATION) results.set(line.operation, await say(line))
    expect(host.calls).toEqual(HEARD)
    expect(results.get('createCallCenterConnectCampaign')).toBe(RECORDED_CAMPAIGN)
    expect(results.get('getConnectionForAgent')).toMatchObject({
      id: '0077',
      phonenumber: '2134000543',
      callstart: new Date('2011-03-13T07:06:40Z'),
      recordings: { string: ['one.mp3'] },
    })
    expect(results.get('getAgentStats')).toMatchObject({
      AgentType: [{ calls: 3, id: '4721', avgcallsec: 1.5 }],
    })
    expect(results.get('loginAgent')).toBeUndefined()
  })

  test('is told why it is refused', async () => {
    const [line] = CONVERSATION.slice(-1)
    if (!line) throw new Error('nothing to say')
    await expect(say(line, REFUSED.key)).rejects.toThrow(REFUSED.words)
  })
})
