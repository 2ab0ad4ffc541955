/**
 * The demo's worker in a real workerd, with a clock that tests move: SOAP by node-soap, desk phones
 * by WebSocket, time by the side door.
 */

import { mkdirSync } from 'node:fs'
import { type Client, createClientAsync } from 'soap'
import { createTestHarness } from 'wrangler'
import WebSocket from 'ws'
import type { DeskAction, DeskUpdate, DeskView } from '../../../demo/dialer/desk-view.ts'
import type { JournalLine } from '../../../demo/dialer/journal-line.ts'

export const KEY = 'demo-dialer-key'
export const CAMPAIGN = '874100'

const ROOT = new URL('../../../', import.meta.url).pathname

export interface ServedFloor {
  readonly url: URL
  /** A client that node-soap built from our WSDL. */
  readonly soap: Client
  readonly campaigns: Client
  control<T>(path: string, body?: object): Promise<T>
  journal(): Promise<readonly JournalLine[]>
  desk(phoneNumber: string): Promise<DeskPage>
  /** Closes the pages that tests opened. */
  closeDesks(): Promise<void>
  /** Replaces the running worker, as a deploy does: objects start again from their storage. */
  redeploy(): Promise<void>
  close(): Promise<void>
}

export async function serveFloor(): Promise<ServedFloor> {
  mkdirSync(`${ROOT}dist/demo`, { recursive: true })
  const server = createTestHarness({ workers: [{ configPath: `${ROOT}demo/wrangler.toml` }] })
  const { url } = await server.listen()
  const pages: DeskPage[] = []
  const client = (service: string) =>
    createClientAsync(new URL(`/service/${service}?wsdl`, url).href)
  const control = async <T>(path: string, body?: object): Promise<T> => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const response = await fetch(new URL(`/demo/floor/${path}`, url), init)
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as T
  }
  return {
    url,
    soap: await client('PredictiveService'),
    campaigns: await client('CampaignService'),
    control,
    journal: () => control('journal'),
    desk: async (phoneNumber) => {
      const page = await DeskPage.open(url, phoneNumber)
      pages.push(page)
      return page
    },
    closeDesks: async () => {
      await Promise.all(pages.splice(0).map((page) => page.close()))
    },
    redeploy: () => server.update((options) => options),
    close: () => server.close(),
  }
}

/** A desk phone's page, without the page. */
export class DeskPage {
  readonly updates: DeskUpdate[] = []
  readonly #socket: WebSocket
  #heard = () => {}

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      this.updates.push(JSON.parse(String(data)))
      this.#heard()
    })
    socket.on('close', () => this.#heard())
  }

  static async open(url: URL, phoneNumber: string): Promise<DeskPage> {
    const address = new URL('/demo/phone', url)
    address.protocol = 'ws:'
    const socket = new WebSocket(address)
    const page = new DeskPage(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    page.send({ type: 'subscribe', phoneNumber })
    await page.until(() => page.updates.length > 0)
    return page
  }

  get phone(): DeskView {
    const last = this.updates.at(-1)
    if (last?.type !== 'phone') throw new Error(`not a phone: ${JSON.stringify(last)}`)
    return last.phone
  }

  get closed(): boolean {
    return this.#socket.readyState === WebSocket.CLOSED
  }

  send(action: DeskAction | string): void {
    this.#socket.send(typeof action === 'string' ? action : JSON.stringify(action))
  }

  /** Resolves once something is so; checked with every frame. */
  until(so: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (so()) resolve()
      }
      this.#heard()
    })
  }

  close(): Promise<void> {
    this.#socket.close()
    return this.until(() => this.closed)
  }
}
