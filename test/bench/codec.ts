/**
 * The SOAP codec beside node-soap's: one request written and its answer read, without a network,
 * for the smallest and the largest samples, and a megabyte of the worst.
 * @module
 */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClientAsync, type IHttpClient } from 'soap'
import { writeWsdl } from '../../demo/dialer/wsdl.ts'
import { type OperationName, SERVICES } from '../../shared/predictive-service.ts'
import { readCall } from '../../worker/dialer-answers.ts'
import { decodeBytes, encodePieces } from '../../worker/soap/bytes.ts'
import { readAnswer, requestPieces } from '../../worker/soap/envelope.ts'
import { now } from './clock.ts'
import { CAMPAIGN_ID } from './dialer.ts'
import { median, type Row, ratios, spread } from './figures.ts'
import { ownFolder } from './leftovers.ts'
import type { Scale } from './scale.ts'

const SECTION = 'codec'

/** Repetitions per round: one alone is too short to measure. */
const TIMES = 200

interface Exchange {
  readonly name: string
  readonly operation: OperationName
  readonly parameters: object
  /** The same, as node-soap wants arrays. */
  readonly worded?: object
  /** A sample answer's file, or an answer. */
  readonly answer: string
}

const AGENT = { key: 'key', campaignId: CAMPAIGN_ID, agentId: '4721' }
const LISTS = [
  { dispositions: ['Interested', 'Not interested', 'Not home'], name: 'Result' },
  { dispositions: ['Warm', 'Cold'], name: 'Mood' },
]
const NUMBERS = Array.from({ length: 100 }, (_, at) => `${2_135_550_000 + at},Ann Lee,Los Angeles`)
const CAMPAIGN = { key: 'key', callerid: '2135550100', name: 'Spring', passcode: '' }

/** Nothing but members with attributes, at the longest that an answer may be. */
function worst(): string {
  const members = '<b x="1">t</b>'.repeat(70_000)
  const space = 'xmlns:ns1="http://api.campaign.dialer.skyyconsulting.com"'
  const out = `<ns1:getConnectionForAgentResponse ${space}><ns1:out>${members}</ns1:out></ns1:getConnectionForAgentResponse>`
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${out}</soap:Body></soap:Envelope>`
}

const EXCHANGES: readonly Exchange[] = [
  {
    name: 'smallest: loginAgent, void',
    operation: 'loginAgent',
    parameters: { ...AGENT, userId: 'ann' },
    answer: 'void-ok.xml',
  },
  {
    name: 'a call: getConnectionForAgent',
    operation: 'getConnectionForAgent',
    parameters: AGENT,
    answer: 'ok-object.xml',
  },
  {
    name: 'largest: 100 numbers created',
    operation: 'createCallCenterConnectCampaign',
    parameters: { ...CAMPAIGN, dispositionLists: LISTS, numbers: NUMBERS },
    worded: {
      ...CAMPAIGN,
      dispositionLists: {
        Disposition: LISTS.map(({ dispositions, name }) => ({
          dispositions: { string: dispositions },
          name,
        })),
      },
      numbers: { string: NUMBERS },
    },
    answer: 'create.xml',
  },
]

const sample = (name: string) => readFile(`test/samples/xfire/${name}`, 'utf8')

/** node-soap without a network: whatever is asked, the answer is there. */
class Canned implements IHttpClient {
  answer = ''
  request(
    _url: string,
    _data: unknown,
    done: (error: unknown, res?: object, body?: string) => void,
  ) {
    const response = { statusCode: 200, status: 200, headers: {}, data: this.answer }
    done(null, response, this.answer)
    return Promise.resolve(response) as never
  }
}

const ours = ({ operation, parameters }: Exchange, bytes: Uint8Array<ArrayBuffer>): unknown => {
  encodePieces(requestPieces(operation, SERVICES.PredictiveService[operation], { ...parameters }))
  const { out } = readAnswer(operation, decodeBytes(bytes, 'text/xml; charset=utf-8'))
  return out && readCall(out, (text) => text)
}

async function timed(times: number, act: () => unknown): Promise<number> {
  const began = now()
  for (let time = 0; time < times; time++) await act()
  return (now() - began) / times
}

async function compare(
  exchange: Exchange,
  answer: string,
  times: number,
  rounds: number,
  { client, canned }: { client: Client; canned: Canned },
): Promise<Row> {
  const bytes = new Uint8Array(Buffer.from(answer))
  const method = client[`${exchange.operation}Async`] as (words: object) => Promise<unknown>
  canned.answer = answer
  const [a, b]: [number[], number[]] = [[], []]
  for (let round = -1; round < rounds; round++) {
    const mine = await timed(times, () => ours(exchange, bytes))
    const theirs = await timed(times, () => method(exchange.worded ?? exchange.parameters))
    if (round >= 0) {
      a.push(mine)
      b.push(theirs)
    }
  }
  const figure = spread(ratios(a, b))
  const measure = `${exchange.name} (${(median(a) * 1_000).toFixed(0)} us)`
  return { section: SECTION, measure, against: 'node-soap', figure }
}

/** Runs the comparison. */
export async function codec({ rounds, calls }: Scale): Promise<Row[]> {
  const folder = await ownFolder('codec')
  const wsdl = join(folder.path, 'service.wsdl')
  await writeFile(
    wsdl,
    writeWsdl('PredictiveService', 'http://127.0.0.1/service/PredictiveService'),
  )
  const canned = new Canned()
  const client = await createClientAsync(wsdl, { httpClient: canned })
  const peers = { client, canned }
  const rows: Row[] = []
  for (const exchange of EXCHANGES) {
    const times = calls > 10 ? TIMES : 2
    rows.push(await compare(exchange, await sample(exchange.answer), times, rounds, peers))
  }
  const dearest = { ...EXCHANGES[1], name: 'worst: a megabyte of members' } as Exchange
  rows.push(await compare(dearest, worst(), 1, rounds, peers))
  folder.remove()
  return rows
}
