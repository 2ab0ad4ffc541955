/**
 * Serves the bench's pages to Chromium and takes their reports.
 * @module
 */

import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a page saw, in milliseconds of its own clock. */
export interface Report {
  readonly what: 'pop' | 'finish'
  readonly event: number
  readonly painted: number | null
  readonly clicked: number
  readonly answered: number
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' }

const OWN = new URL('pages/', import.meta.url)
const WIDGET = new URL('../../dist/widget/', import.meta.url)

/** Nothing that a page is asked for takes this long. */
const REPORT_MS = 20_000

/** One host of pages. */
export class PageHost {
  #report: (report: Report) => void = () => undefined
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.writeHead(404).end())
  })

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    return this
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  /** Resolves with the next report; one page at a time is looked at. Rejects when none comes. */
  report(): Promise<Report> {
    return new Promise((resolve, reject) => {
      const late = new Error(`a page has reported nothing for ${REPORT_MS} ms`)
      const timer = setTimeout(() => reject(late), REPORT_MS)
      this.#report = (report) => {
        clearTimeout(timer)
        resolve(report)
      }
    })
  }

  stop(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', this.origin)
    if (request.method === 'POST') {
      this.#report(JSON.parse(await text(request)))
      response.writeHead(204).end()
      return
    }
    const folder = pathname.startsWith('/agent-console') ? WIDGET : OWN
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain'
    const file = await readFile(new URL(`.${pathname}`, folder))
    response.writeHead(200, { 'content-type': type }).end(file)
  }
}
