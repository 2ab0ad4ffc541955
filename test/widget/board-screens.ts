/**
 * Every part of the board beside the others, as pictures to be looked at: light and dark, narrow and
 * wide. `node build.ts && node test/widget/board-screens.ts [folder]`
 * @module
 */

import { mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch, type Page } from 'puppeteer-core'
import { WebSocketServer } from 'ws'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { board, CALLS, OUTCOMES, REPORT } from './browser/boards.ts'

const ROUTES: Readonly<Record<string, unknown>> = {
  '/agents': REPORT,
  '/calls': { calls: CALLS, next: '1-1' },
  '/outcomes': { outcomes: OUTCOMES },
  '/webhooks': {
    on: true,
    webhooks: [
      {
        id: '1.80',
        callId: '80',
        userId: 'ben@acme.example',
        state: 'waiting',
        tries: 2,
        nextTryAt: Date.now() + 240_000,
        trouble: 'HTTP 503',
        at: Date.now() - 60_000,
      },
      {
        id: '1.79',
        callId: '79',
        userId: 'ann@acme.example',
        state: 'failed',
        tries: 11,
        nextTryAt: null,
        trouble: 'cannot be reached',
        at: Date.now() - 9e8,
      },
      {
        id: '1.78',
        callId: '78',
        userId: 'ann@acme.example',
        state: 'delivered',
        tries: 1,
        nextTryAt: null,
        trouble: null,
        at: Date.now() - 60_000,
      },
    ],
  },
}

const MENU = [
  'Team',
  'Report',
  'Calls',
  'Outcomes',
  'Deliveries',
  'Pacing',
  'Settings',
  'New campaign',
]
const WIDTHS = [320, 480, 1000]
const FEATURES = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
} as const

const NUMBERS =
  'phone,name,company\n2135550143,Ann Lee,Harbor\noops,Cho,\n12,Dee,\n2135550143,again,\n'

function page(width: number): string {
  const columns = Math.max(1, Math.floor(2_040 / width))
  const tags = MENU.map(() => `<campaign-board campaign="874100" token="t"></campaign-board>`)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    body { margin: 16px; display: grid; gap: 16px; align-items: start; color-scheme: light dark;
      grid-template-columns: repeat(${columns}, ${width}px) }
    </style><script type="module" src="/campaign-board.js"></script>${tags.join('')}</html>`
}

async function serve(): Promise<{ origin: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://screens')
    const route = ROUTES[pathname.replace('/v1/campaigns/874100', '')]
    if (pathname.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript')
      response.end(await readFile(new URL(`../../dist/widget${pathname}`, import.meta.url)))
    } else if (route) response.end(JSON.stringify(route))
    else {
      response.setHeader('content-type', 'text/html')
      response.end(page(Number(searchParams.get('width'))))
    }
  })
  const sockets = new WebSocketServer({ server, handleProtocols: (all) => [...all][0] ?? false })
  sockets.on('connection', (socket) => {
    socket.send(
      JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, expiresAt: Date.now() + 9e6 }),
    )
    socket.send(JSON.stringify({ type: 'board', board: board() }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

/** Shows another part in each board; runs in the page, whose types are not known here. */
const OPEN_PARTS = `{
  const boards = [...document.querySelectorAll('campaign-board')]
  const menu = ${JSON.stringify(MENU)}
  for (const [index, { shadowRoot }] of boards.entries()) {
    const items = [...shadowRoot.querySelectorAll('nav button')]
    items.find((each) => each.textContent.trim() === menu[index]).click()
  }
}`

/** Puts something to see into each part. */
const FILL_PARTS = `
  for (const { shadowRoot } of document.querySelectorAll('campaign-board')) {
    for (const each of shadowRoot.querySelectorAll('.more, .call:nth-child(2)')) each.open = true
    const paste = shadowRoot.querySelector('.group textarea')
    if (paste?.closest('fieldset').querySelector('[type=file]')) {
      paste.value = ${JSON.stringify(NUMBERS)}
      paste.dispatchEvent(new Event('change'))
    }
  }`

const ALL_SHOWN =
  "[...document.querySelectorAll('campaign-board')].every((each) => each.board !== null)"
const ALL_LOADED = `[...document.querySelectorAll('campaign-board')]
  .every(({ shadowRoot }) => shadowRoot.querySelector('.panel').children.length > 0)`

async function prepare(view: Page): Promise<void> {
  await view.waitForFunction(ALL_SHOWN)
  await view.evaluate(OPEN_PARTS)
  await view.waitForFunction(ALL_LOADED)
  await view.waitForNetworkIdle()
  await view.evaluate(FILL_PARTS)
  await view.waitForNetworkIdle()
}

const folder = process.argv[2] ?? 'test/e2e/screens'
await mkdir(folder, { recursive: true })
const { origin, close } = await serve()
const browser = await launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
const view = await browser.newPage()
view.on('pageerror', (error) => console.error(String(error)))
view.on('console', (message) => console.log(message.text()))
for (const [scheme, features] of Object.entries(FEATURES)) {
  const session = await view.createCDPSession()
  await session.send('Emulation.setEmulatedMedia', { features: [...features] })
  for (const width of WIDTHS) {
    await view.setViewport({ width: 2_140, height: 900 })
    await view.goto(`${origin}/?width=${width}`)
    await prepare(view)
    await view.screenshot({ path: `${folder}/board-${scheme}-${width}.png`, fullPage: true })
  }
}
await browser.close()
close()
