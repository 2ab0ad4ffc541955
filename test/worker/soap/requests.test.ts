import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OperationName, TypeName } from '../../../shared/predictive-service.ts'
import { SERVICES } from '../../../shared/predictive-service.ts'
import { createDialer, type Dialer } from '../../../worker/dialer.ts'
import { type DomParser, openDomParser, type Tree } from '../../peers/dom-parser.ts'
import { samplesIn } from './mutate.ts'

const NAMESPACE = 'http://api.campaign.dialer.skyyconsulting.com'

/** The key of every sample. */
const KEY = 'string'

const finish = (campaignId: string, lastcall: boolean) => ({
  campaignId,
  agentId: 'string',
  callId: 'string',
  agentResponse: 'string',
  agentNotes: 'string',
  lastcall,
})

const campaign = (choices: readonly number[], numbers: number) => ({
  callerid: 'string',
  name: 'string',
  passcode: 'string',
  dispositionLists: choices.map((count) => ({
    dispositions: Array<string>(count).fill('string'),
    name: 'string',
  })),
  numbers: Array<string>(numbers).fill('string'),
})

type Sampled = Exclude<OperationName, 'kickAgent'>

/** The values that stand in each sample. */
const VALUES: { readonly [O in Sampled]: globalThis.Parameters<Dialer[O]>[0] } = {
  answeringMachineTransferStoreAgentResponse: finish('-4141', false),
  createCallCenterConnectCampaign: campaign([2, 3, 4, 5, 1], 5),
  createCallCenterConnectCampaignWithAM: {
    ...campaign([3, 1, 3], 3),
    answeringMachineSound: '5362',
  },
  getAgentStats: { campaignid: '6026' },
  getConnectionForAgent: { campaignId: '8741', agentId: 'string' },
  loginAgent: { campaignId: '5614', agentId: 'string', userId: 'string' },
  sendAgentCallBack: { campaignId: '101', userId: 'string', phoneNumber: 'string' },
  sendAgentCallBackWithMusicSetting: {
    campaignId: '-4600',
    userId: 'string',
    phoneNumber: 'string',
    musiconhold: 'string',
  },
  storeAgentResponse: finish('3957', true),
  updateRatio: { campaignid: '555135', ratio: 2 },
}

let chromium: DomParser
beforeAll(async () => {
  chromium = await openDomParser()
})
afterAll(() => chromium.close())

/** What the client sends, whatever becomes of it. */
async function sent(operation: OperationName, parameters: object, key = KEY): Promise<RequestInit> {
  let request: RequestInit = {}
  const dialer = createDialer({
    url: 'https://dialer.example/service/PredictiveService',
    campaignServiceUrl: 'https://dialer.example/service/CampaignService',
    key,
    fetch: async (_, init) => {
      request = { ...init, body: new TextDecoder().decode(init.body as Uint8Array) }
      return new Response('', { status: 503 })
    },
  })
  const ask = dialer[operation] as (parameters: object) => Promise<unknown>
  await expect(ask(parameters)).rejects.toMatchObject({ kind: 'lost', status: 503 })
  return request
}

/** A text of a type in its canonical form, so that `0` and `false` are one value. */
function canonical(type: TypeName | undefined, text: string): string {
  const trimmed = text.trim()
  if (type === 'boolean') return String(trimmed === '1' || trimmed === 'true')
  if (type === 'long') return BigInt(trimmed).toString()
  return type === 'double' ? String(Number(trimmed)) : trimmed
}

/** A tree without attributes nobody asked about and with its values in canonical form. */
function comparable(tree: Tree, types: Readonly<Record<string, TypeName>>): unknown {
  const { namespace, name, attributes, children, text } = tree
  const value = children.length === 0 ? canonical(types[name], text) : ''
  return {
    namespace,
    name,
    attributes,
    value,
    children: children.map((child) => comparable(child, types)),
  }
}

describe('requests', () => {
  test('there is a sample of every operation but kickAgent', () => {
    const sampled = [...samplesIn('requests').keys()].map((file) => file.replace('.xml', ''))
    expect(sampled).toEqual(Object.keys(VALUES))
    expect([...sampled, 'kickAgent'].sort()).toEqual(Object.keys(SERVICES.PredictiveService))
  })

  test.each(Object.keys(VALUES) as Sampled[])('%s equals its sample', async (operation) => {
    const sample = samplesIn('requests').get(`${operation}.xml`) ?? ''
    const { body } = await sent(operation, VALUES[operation])
    const [ours, theirs] = await chromium.parse([`${body}`, sample])
    const types = SERVICES.PredictiveService[operation].parameters
    expect(theirs).not.toBeNull()
    if (!ours || !theirs) throw new Error('not well-formed')
    expect(comparable(ours, types)).toEqual(comparable(theirs, types))
  })

  test('are posted as SOAP 1.1 and follow no redirect', async () => {
    const { method, headers, redirect } = await sent('getAgentStats', { campaignid: '1' })
    expect({ method, headers, redirect }).toEqual({
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      redirect: 'manual',
    })
  })

  test('carry every parameter, nil where it is unset', async () => {
    const parameters = { campaignId: '9223372036854775807', agentId: null, userId: null }
    const { body } = await sent('loginAgent', parameters)
    const [tree] = await chromium.parse([`${body}`])
    const wrapper = tree?.children[0]?.children[0]
    expect(wrapper).toMatchObject({ namespace: NAMESPACE, name: 'loginAgent' })
    const nil = ['{http://www.w3.org/2001/XMLSchema-instance}nil=true']
    expect(
      wrapper?.children.map(({ name, text, attributes }) => ({ name, text, attributes })),
    ).toEqual([
      { name: 'key', text: KEY, attributes: [] },
      { name: 'campaignId', text: '9223372036854775807', attributes: [] },
      { name: 'agentId', text: '', attributes: nil },
      { name: 'userId', text: '', attributes: nil },
    ])
  })

  test('an agent id with leading zeros goes to kickAgent as the number it is', async () => {
    const { body } = await sent('kickAgent', { campaignId: '1', agentId: '0047' })
    const [tree] = await chromium.parse([`${body}`])
    expect(tree?.children[0]?.children[0]?.children.map(({ text }) => text)).toEqual([
      KEY,
      '1',
      '47',
    ])
  })

  test.each(['key & <co> "]]>"', "it's 😀"])('a key of %j arrives as it is', async (key) => {
    const { body } = await sent('getAgentStats', { campaignid: '1' }, key)
    const [tree] = await chromium.parse([`${body}`])
    expect(tree?.children[0]?.children[0]?.children[0]?.text).toBe(key)
  })
})
