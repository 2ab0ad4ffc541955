/**
 * A supervisor's page on an origin of its own, whose back end mints the tokens.
 * @module
 */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'puppeteer-core'
import { buildWidget } from '../../build.ts'
import { mintToken } from '../../worker/auth.ts'
import { CAMPAIGN, SECRET } from '../worker/live-worker.ts'
import { Agent } from './agent.ts'
import { Keyboard } from './keyboard.ts'

/** The page and its server. */
export interface SupervisorPage {
  readonly origin: string
  /** Which worker the page's board asks. */
  readonly ask: (worker: string) => void
  readonly stop: () => void
}

const page = (worker: string, campaign: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Acme floor</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/campaign-board.js"></script>
  </head>
  <body>
    <main>
      <h1>Floor</h1>
      <campaign-board campaign="${campaign}" endpoint="${worker}"></campaign-board>
    </main>
    <script type="module">
      const board = document.querySelector('campaign-board')
      board.getToken = async () => (await fetch('/token' + location.search)).text()
    </script>
  </body>
</html>`

/** What a strict page shows, and where it all comes from. */
interface Strict {
  readonly tag: string
  readonly lang: string
  readonly scripts: string
  readonly worker: string
  readonly token: string
}

/** What a page that trusts nobody allows: scripts and requests of one host each, no styles. */
const strictPolicy = (scripts: string, worker: string) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    `connect-src ${worker} ${worker.replace(/^http/, 'ws')}`,
    "style-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ')

const strictPage = ({ tag, lang, scripts, worker, token }: Strict) => `<!doctype html>
<html lang="${lang || 'en'}">
  <head>
    <meta charset="utf-8">
    <title>A strict page</title>
    <script type="module" src="${scripts}/${tag}.js"></script>
  </head>
  <body>
    <${tag} campaign="${CAMPAIGN.id}" endpoint="${worker}" token="${token}"></${tag}>
  </body>
</html>`

async function token(url: URL): Promise<string> {
  const role = url.searchParams.get('role') === 'agent' ? 'agent' : 'supervisor'
  const campaigns = [url.searchParams.get('campaign') ?? CAMPAIGN.id]
  const sue = { userId: 'sue', campaigns, role } as const
  return (await mintToken({ SESSION_SECRET: SECRET }, sue, 3_600)).token
}

/** Builds the board and serves the page with it; `?role=` and `?campaign=` say who and what. `/strict?tag=` has a strict policy. */
export async function startSupervisorPage(): Promise<SupervisorPage> {
  await buildWidget()
  let worker = ''
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://page')
    if (url.pathname === '/token') response.end(await token(url))
    else if (url.pathname.endsWith('.js')) {
      const script = await readFile(new URL(`../../dist/widget${url.pathname}`, import.meta.url))
      const type = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }
      response.writeHead(200, type).end(script)
    } else if (url.pathname === '/strict') {
      // Another name of this machine is another origin.
      const scripts = `http://localhost:${(server.address() as AddressInfo).port}`
      const policy = strictPolicy(scripts, worker)
      const type = { 'content-type': 'text/html', 'content-security-policy': policy }
      const { searchParams: asked } = url
      const tag = asked.get('tag') ?? 'campaign-board'
      const bearer = asked.get('role') === 'guest' ? '' : await token(url)
      const shown = { tag, lang: asked.get('lang') ?? '', scripts, worker, token: bearer }
      response.writeHead(200, type).end(strictPage(shown))
    } else {
      const campaign = url.searchParams.get('campaign') ?? CAMPAIGN.id
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(worker, campaign))
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ask: (from) => {
      worker = from
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A supervisor at an empty page, whose downloads come into a folder. */
export async function seatSupervisor(
  browser: Browser,
  folder: string,
): Promise<{ page: Page; sue: Agent; keys: Keyboard }> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1_100, height: 900 })
  const devtools = await page.createCDPSession()
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
  return { page, sue: new Agent(page), keys: new Keyboard(page) }
}
