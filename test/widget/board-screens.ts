/**
 * Every part of the board beside the others, as pictures to be looked at: light and dark, narrow and
 * wide. `node build.ts && node test/widget/board-screens.ts [folder]`
 * @module
 */

import { mkdir, readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch, type Page } from 'puppeteer-core'
import { type WebSocket, WebSocketServer } from 'ws'
import type { BoardSnapshot } from '../../shared/board.ts'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import {
  ANN,
  agent,
  BEN,
  board,
  CALLS,
  LONG,
  lengthy,
  OUTCOMES,
  REPORT,
  SPRING,
  thirty,
} from './browser/boards.ts'

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

const CALM = { webhooks: { waiting: 0, failed: 0 }, dialling: null, ratio: null, lastCallAt: null }

/** Boards in other states, by the name that stands for a campaign in the page's tags. */
const STATES: Readonly<Record<string, BoardSnapshot | 'forbidden' | 'unknown-campaign'>> = {
  empty: board({ ...CALM, agents: [] }),
  alone: board({ ...CALM, agents: [ANN] }),
  stopped: board({ ...CALM, agents: [ANN, BEN], dialling: { value: false, at: 0, by: null } }),
  thirty: board({ agents: thirty() }),
  lengthy: board({ campaign: { ...SPRING, name: LONG }, agents: [agent(LONG), lengthy()] }),
  forbidden: 'forbidden',
  'unknown-campaign': 'unknown-campaign',
  asked: board(),
  refused: board(),
  'create-wrong': board(),
}

const WIDTHS = [320, 480, 900, 1280]
const FEATURES = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
  contrast: [
    { name: 'prefers-color-scheme', value: 'dark' },
    { name: 'forced-colors', value: 'active' },
  ],
} as const

const NUMBERS =
  'phone,name,company\n2135550143,Ann Lee,Harbor\noops,Cho,\n12,Dee,\n2135550143,again,\n'

function page(asked: URLSearchParams): string {
  const width = Number(asked.get('width'))
  const columns = Math.max(1, Math.floor(2_640 / width))
  const campaigns = asked.get('set') === 'states' ? Object.keys(STATES) : MENU
  const tags = campaigns.map(
    (name) => `<campaign-board campaign="${encodeURIComponent(name)}" token="t"></campaign-board>`,
  )
  return `<!doctype html><html lang="en" dir="${asked.get('dir') ?? 'ltr'}"><meta charset="utf-8"><style>
    body { margin: 16px; display: grid; gap: 16px; align-items: start; color-scheme: light dark;
      grid-template-columns: repeat(${columns}, ${width}px) }
    </style><script type="module" src="/campaign-board.js"></script>${tags.join('')}</html>`
}

/** Answers a request for a campaign's facts; a refusal for the one that is to show it. */
function answer(response: ServerResponse, path: string): void {
  const [, campaign = '', route = ''] = /^\/v1\/campaigns\/([^/]*)(.*)/.exec(path) ?? []
  if (campaign === 'refused') {
    response.statusCode = 502
    response.end(JSON.stringify({ code: 'dialer-fault', words: 'Invalid agent id: 99' }))
  } else response.end(JSON.stringify(ROUTES[route] ?? {}))
}

function greet(socket: WebSocket, path: string): void {
  const [, campaign = ''] = /campaigns\/([^/]*)/.exec(path) ?? []
  const state = STATES[campaign] ?? board()
  const say = (update: object) => socket.send(JSON.stringify(update))
  if (typeof state === 'string') say({ type: 'refused', code: state })
  else {
    say({ type: 'hello', protocol: PROTOCOL_VERSION, expiresAt: Date.now() + 9e6 })
    say({ type: 'board', board: state })
  }
}

async function serve(): Promise<{ origin: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://screens')
    if (pathname.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript')
      response.end(await readFile(new URL(`../../dist/widget${pathname}`, import.meta.url)))
    } else if (pathname.startsWith('/v1/')) answer(response, pathname)
    else {
      response.setHeader('content-type', 'text/html')
      response.end(page(searchParams))
    }
  })
  const sockets = new WebSocketServer({ server, handleProtocols: (all) => [...all][0] ?? false })
  sockets.on('connection', (socket, { url = '' }) => greet(socket, url))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

/** What is pressed and typed in a board, by its campaign; it runs in the page. */
const PREPARE = `{
  const menu = ${JSON.stringify(MENU)}
  const until = async (find) => {
    for (;;) {
      const found = find()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const type = (field, text, event = 'input') => {
    field.value = text
    field.dispatchEvent(new Event(event))
  }
  const open = async ({ shadowRoot }, part) => {
    const items = await until(() => shadowRoot.querySelector('nav') && [...shadowRoot.querySelectorAll('nav button')])
    items.find((each) => each.textContent.trim() === part).click()
  }
  const paste = async ({ shadowRoot }, text) => {
    const file = await until(() => shadowRoot.querySelector('[type=file]'))
    type(file.closest('fieldset').querySelector('textarea'), text, 'change')
    await until(() => shadowRoot.querySelector('.bad'))
  }
  const scenes = {
    async Calls({ shadowRoot }) {
      (await until(() => shadowRoot.querySelector('.call:nth-child(2)'))).open = true
    },
    async Team({ shadowRoot }) {
      (await until(() => shadowRoot.querySelector('.more'))).open = true
    },
    async 'New campaign'(board) {
      await paste(board, ${JSON.stringify(NUMBERS)})
    },
    async asked({ shadowRoot }) {
      (await until(() => shadowRoot.querySelector('.acts button'))).click()
      const dialog = await until(() => shadowRoot.querySelector('dialog'))
      // Not over the others on this page.
      dialog.close()
      dialog.show()
    },
    async refused({ shadowRoot }) {
      (await until(() => shadowRoot.querySelector('header button'))).click()
      const more = await until(() => shadowRoot.querySelector('.more'))
      more.open = true
      type(await until(() => more.querySelector('input')), '99')
      more.querySelector('form').requestSubmit()
      await until(() => more.querySelector('.problem').textContent)
    },
    async 'create-wrong'(board) {
      await open(board, 'New campaign')
      await paste(board, ${JSON.stringify(NUMBERS)})
      board.shadowRoot.querySelector('form').requestSubmit()
      await until(() => board.shadowRoot.querySelector('#name-problem'))
    },
  }
  Promise.all([...document.querySelectorAll('campaign-board')].map(async (board) => {
    const name = decodeURIComponent(board.campaign)
    if (menu.includes(name)) {
      await until(() => board.board)
      await open(board, name)
    }
    await scenes[name]?.(board)
  }))
}`

const LOADED = `[...document.querySelectorAll('campaign-board')]
  .every(({ shadowRoot }) => shadowRoot.querySelector('.panel, .lead, .notice')?.textContent)`

async function shoot(view: Page, url: string, path: string): Promise<void> {
  await view.goto(url)
  await view.waitForFunction(LOADED)
  await view.evaluate(PREPARE)
  await view.waitForNetworkIdle()
  await view.screenshot({ path: path as `${string}.png`, fullPage: true })
}

const folder = process.argv[2] ?? 'test/e2e/screens'
await mkdir(folder, { recursive: true })
const { origin, close } = await serve()
const browser = await launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
const view = await browser.newPage()
view.on('pageerror', (error) => console.error(String(error)))
const media = await view.createCDPSession()
for (const [scheme, features] of Object.entries(FEATURES)) {
  await media.send('Emulation.setEmulatedMedia', { features: [...features] })
  for (const width of WIDTHS) {
    for (const set of ['parts', 'states']) {
      await view.setViewport({ width: 2_740, height: 900 })
      const path = `${folder}/board-${set}-${scheme}-${width}.png`
      await shoot(view, `${origin}/?set=${set}&width=${width}`, path)
    }
  }
}
await media.send('Emulation.setEmulatedMedia', { features: [...FEATURES.light] })
for (const width of [320, 900]) {
  const path = `${folder}/board-rtl-${width}.png`
  await shoot(view, `${origin}/?set=parts&width=${width}&dir=rtl`, path)
}
await browser.close()
close()
