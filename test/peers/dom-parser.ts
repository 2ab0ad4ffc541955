/**
 * Chromium's DOMParser, an XML parser we did not write, as the judge of our own.
 * @module
 */

import puppeteer, { type Page } from 'puppeteer-core'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'

/** An element as any parser sees it: no prefixes, attributes sorted, direct text joined. */
export interface Tree {
  readonly namespace: string
  readonly name: string
  /** `{namespace}name=value`, sorted; namespace declarations left out. */
  readonly attributes: readonly string[]
  readonly children: readonly Tree[]
  readonly text: string
}

/** The judge. */
export interface DomParser {
  /** The tree of each document, null where Chromium calls it not well-formed. */
  parse(documents: readonly string[]): Promise<(Tree | null)[]>
  /** A document with this text in one element, as Chromium writes it. */
  serialize(text: string): Promise<string>
  close(): Promise<void>
}

/** Runs inside the page, so it may use nothing from outside. */
const IN_PAGE = `
  const treeOf = (element) => ({
    namespace: element.namespaceURI ?? '',
    name: element.localName,
    attributes: [...element.attributes]
      .filter((a) => a.namespaceURI !== 'http://www.w3.org/2000/xmlns/')
      .map((a) => '{' + (a.namespaceURI ?? '') + '}' + a.localName + '=' + a.value)
      .sort(),
    children: [...element.children].map(treeOf),
    text: [...element.childNodes]
      .filter((n) => n.nodeType === Node.TEXT_NODE || n.nodeType === Node.CDATA_SECTION_NODE)
      .map((n) => n.data)
      .join(''),
  })
  window.readXml = (text) => {
    const read = new DOMParser().parseFromString(text, 'application/xml')
    return read.getElementsByTagName('parsererror').length > 0 ? null : treeOf(read.documentElement)
  }
  window.writeXml = (text) => {
    const made = document.implementation.createDocument(null, 'a')
    made.documentElement.append(text)
    return new XMLSerializer().serializeToString(made)
  }
`

/** How many documents travel to the page at a time. */
const BATCH = 500

async function inBatches(page: Page, documents: readonly string[]): Promise<(Tree | null)[]> {
  const trees: (Tree | null)[] = []
  for (let at = 0; at < documents.length; at += BATCH) {
    const batch = JSON.stringify(documents.slice(at, at + BATCH))
    trees.push(...((await page.evaluate(`${batch}.map(readXml)`)) as (Tree | null)[]))
  }
  return trees
}

/** Opens Chromium; once per test file is enough. */
export async function openDomParser(): Promise<DomParser> {
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
  })
  const page = await browser.newPage()
  await page.evaluate(IN_PAGE)
  return {
    parse: (documents) => inBatches(page, documents),
    serialize: async (text) => `${await page.evaluate(`writeXml(${JSON.stringify(text)})`)}`,
    close: () => browser.close(),
  }
}
