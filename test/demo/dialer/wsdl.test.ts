import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWsdl } from '../../../demo/dialer/wsdl.ts'
import { type DomParser, openDomParser, type Tree } from '../../peers/dom-parser.ts'

const REFERENCE = new URL('../../samples/PredictiveService.wsdl', import.meta.url)
const ADDRESS = 'https://www.callfire.com/service/PredictiveService'

let chromium: DomParser
beforeAll(async () => {
  chromium = await openDomParser()
})
afterAll(() => chromium.close())

/** A tree in which only the order of a sequence's elements counts. */
function canonical({ namespace, name, attributes, children }: Tree): string {
  const inner = children.map(canonical)
  const ordered = name === 'sequence' ? inner : inner.sort()
  return `{${namespace}}${name}[${attributes.join(' ')}](${ordered.join('\n')})`
}

async function treeOf(wsdl: string): Promise<Tree> {
  const [tree] = await chromium.parse([wsdl])
  if (!tree) throw new Error('not well-formed')
  return tree
}

const prefixesOf = (wsdl: string) =>
  [...(wsdl.match(/<wsdl:definitions [^>]*>/)?.[0].matchAll(/xmlns:\w+="[^"]*"/g) ?? [])]
    .map(([declaration]) => declaration)
    .sort()

describe('the WSDL', () => {
  test('of PredictiveService equals the one rebuilt from the dialer, order aside', async () => {
    const reference = readFileSync(REFERENCE, 'utf8')
    const ours = writeWsdl('PredictiveService', ADDRESS)
    expect(canonical(await treeOf(ours))).toBe(canonical(await treeOf(reference)))
    // types are named by prefix, so the prefixes must mean the same
    expect(prefixesOf(ours)).toEqual(prefixesOf(reference))
    expect(prefixesOf(ours)).toHaveLength(8)
  })

  test('of CampaignService is built by the same rules', async () => {
    const tree = await treeOf(writeWsdl('CampaignService', 'https://x.example/CampaignService'))
    const named = (name: string, from = tree): Tree[] => [
      ...(from.name === name ? [from] : []),
      ...from.children.flatMap((child) => named(name, child)),
    ]
    const names = (name: string) =>
      named(name).flatMap(({ attributes }) =>
        attributes.filter((a) => a.startsWith('{}name=')).map((a) => a.slice('{}name='.length)),
      )
    expect(names('portType')).toEqual(['CampaignServicePortType'])
    expect(names('binding')).toEqual(['CampaignServiceHttpBinding'])
    expect(names('service')).toEqual(['CampaignService'])
    expect(names('port')).toEqual(['CampaignServiceHttpPort'])
    expect(names('operation').sort()).toEqual([
      ...['startCampaign', 'startCampaign'],
      ...['stopCampaign', 'stopCampaign'],
    ])
    expect(names('complexType')).toEqual([])
    expect(
      named('sequence').map((sequence) => sequence.children.map((child) => child.attributes)),
    ).toEqual(
      Array(2).fill([
        ['{}maxOccurs=1', '{}minOccurs=1', '{}name=key', '{}nillable=true', '{}type=xsd:string'],
        ['{}maxOccurs=1', '{}minOccurs=1', '{}name=campaignId', '{}type=xsd:long'],
      ]),
    )
  })

  test('says its own address, whatever is in it', async () => {
    const address = 'http://127.0.0.1:8787/service/PredictiveService?a="b"&c=<d>'
    const tree = await treeOf(writeWsdl('PredictiveService', address))
    const service = tree.children.find(({ name }) => name === 'service')
    expect(service?.children[0]?.children[0]?.attributes).toEqual([`{}location=${address}`])
  })
})
