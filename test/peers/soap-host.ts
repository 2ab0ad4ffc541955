/**
 * The embedded dialer's door on a real HTTP port, with an implementation that only records.
 * @module
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { answerSoap, type Implementation, SoapFault } from '../../demo/dialer/server.ts'
import { SERVICES, type ServiceName } from '../../shared/predictive-service.ts'

/** One call as the implementation saw it. */
export interface RecordedCall {
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A call whose every member is told. */
export const RECORDED_CALL = {
  callstart: new Date('2011-03-13T07:06:40Z'),
  campaignid: '9223372036854775807',
  extradata: 'Ann,a & b',
  id: '0077',
  notes: null,
  phonenumber: '2134000543',
  recordings: ['one.mp3'],
} as const

/** A campaign id that no JavaScript number can hold. */
export const RECORDED_CAMPAIGN = '9223372036854775807'

const RESULTS: Readonly<Record<string, unknown>> = {
  createCallCenterConnectCampaign: RECORDED_CAMPAIGN,
  createCallCenterConnectCampaignWithAM: RECORDED_CAMPAIGN,
  getAgentStats: [{ calls: 3, id: '4721', avgcallsec: 1.5, loggedin: RECORDED_CALL.callstart }],
  getConnectionForAgent: RECORDED_CALL,
}

/** The key that is refused, to have a fault. */
export const BAD_KEY = 'bad-key'

/** A SOAP host and what it was asked. */
export interface SoapHost {
  /** Without a slash at the end. */
  readonly origin: string
  readonly calls: RecordedCall[]
  close(): Promise<void>
}

function recorder<S extends ServiceName>(service: S, calls: RecordedCall[]): Implementation<S> {
  const methods = Object.keys(SERVICES[service]).map((operation) => [
    operation,
    (parameters: Readonly<Record<string, unknown>>) => {
      calls.push({ operation, parameters })
      if (parameters.key === BAD_KEY) throw new SoapFault('Invalid key')
      return RESULTS[operation]
    },
  ])
  return Object.fromEntries(methods) as Implementation<S>
}

async function answer(
  calls: RecordedCall[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = `http://${incoming.headers.host}${incoming.url}`
  const service =
    new URL(url).pathname.split('/').at(-1) === 'CampaignService'
      ? 'CampaignService'
      : 'PredictiveService'
  const type = incoming.headers['content-type']
  const headers = type === undefined ? {} : { 'content-type': type }
  const request =
    incoming.method === 'POST'
      ? new Request(url, { method: 'POST', headers, body: await text(incoming) })
      : new Request(url, { method: incoming.method ?? 'GET', headers })
  const response = await answerSoap(service, recorder<ServiceName>(service, calls), request)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

/** Starts a host on a free port. */
export async function startSoapHost(): Promise<SoapHost> {
  const calls: RecordedCall[] = []
  const server: Server = createServer((incoming, outgoing) => {
    answer(calls, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
