import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listen } from 'soap'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWsdl } from '../../demo/dialer/wsdl.ts'
import { SERVICES, type ServiceName } from '../../shared/predictive-service.ts'
import { HEARD, PEER_KEY } from './conversation.ts'
import { ourClient, sayAll } from './our-side.ts'

/** The reference's, not ours; CampaignService has none. */
const PREDICTIVE = readFileSync(
  new URL('../samples/PredictiveService.wsdl', import.meta.url),
  'utf8',
)
const CAMPAIGN = writeWsdl('CampaignService', 'http://127.0.0.1/service/CampaignService')

const RESULTS: Readonly<Record<string, unknown>> = {
  createCallCenterConnectCampaign: '9223372036854775807',
  createCallCenterConnectCampaignWithAM: '1002',
  getAgentStats: { AgentType: [{ calls: 3, id: '0047' }] },
  getConnectionForAgent: {
    callstart: '2011-03-13T07:06:40Z',
    extradata: 'a & b',
    id: '0077',
    phonenumber: '2134000543',
    recordings: { string: ['one.mp3', 'two.mp3'] },
  },
}

const heard: { operation: string; parameters: unknown }[] = []
let server: Server
let origin: string

/** node-soap's server, which notes what it reads. */
function serve(service: ServiceName, wsdl: string): void {
  const methods = Object.keys(SERVICES[service]).map((operation) => [
    operation,
    (parameters: Readonly<Record<string, unknown>>) => {
      heard.push({ operation, parameters })
      if (parameters.key !== PEER_KEY)
        throw { Fault: { faultcode: 'soap:Server', faultstring: 'Invalid key' } }
      return operation in RESULTS ? { out: RESULTS[operation] } : {}
    },
  ])
  const port = { [`${service}HttpPort`]: Object.fromEntries(methods) }
  const options = {
    path: `/service/${service}`,
    services: { [service]: port },
    xml: wsdl,
    // the server hands it to its WSDL reader, though its types do not say so
    customDeserializer: { long: (text: string) => text },
  }
  listen(server, options)
}

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  serve('PredictiveService', PREDICTIVE)
  serve('CampaignService', CAMPAIGN)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const client = (key?: string) =>
  ourClient(`${origin}/service/PredictiveService`, `${origin}/service/CampaignService`, key)

/** Arrays as node-soap reads them. */
const asRead = (parameters: Readonly<Record<string, unknown>>) => {
  if (!Array.isArray(parameters.dispositionLists)) return parameters
  const lists = parameters.dispositionLists as { dispositions: string[]; name: string }[]
  return {
    ...parameters,
    dispositionLists: {
      Disposition: lists.map(({ dispositions, name }) => ({
        dispositions: { string: dispositions },
        name,
      })),
    },
    numbers: { string: parameters.numbers },
  }
}

describe("our client against node-soap's server and the reference WSDL", () => {
  test('calls every operation and reads every answer', async () => {
    const answers = await sayAll(client())
    expect(heard).toEqual(
      HEARD.map(({ operation, parameters }) => ({ operation, parameters: asRead(parameters) })),
    )
    expect(answers.createCallCenterConnectCampaign).toBe('9223372036854775807')
    expect(answers.getAgentStats).toMatchObject([{ id: '0047', calls: 3 }])
    expect(answers.getConnectionForAgent).toMatchObject({
      id: '0077',
      phoneNumber: '2134000543',
      startedAt: Date.UTC(2011, 2, 13, 7, 6, 40),
    })
    expect(answers.loginAgent).toBeUndefined()
  })

  test('reads its faults', async () => {
    await expect(client('wrong-key').stopCampaign({ campaignId: '1' })).rejects.toMatchObject({
      kind: 'fault',
      words: 'Invalid key',
    })
  })
})
