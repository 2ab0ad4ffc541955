/**
 * Every phase beside the others, as pictures to be looked at: light and dark, narrow and wide.
 * `node build.ts && node test/widget/screens.ts [folder]`
 * @module
 */

import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { launch, type Page } from 'puppeteer-core'
import { WebSocketServer } from 'ws'
import { PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { SessionSnapshot } from '../../shared/session.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import {
  CAMPAIGN,
  callingBack,
  onCall,
  REFUSED,
  SOMEONE,
  signedOut,
  snapshot,
  waiting,
} from './browser/snapshots.ts'

const now = Date.now()
const ago = (minutes: number) => now - minutes * 60_000
const today = { calls: 14, handleSeconds: 14 * 187 }
const draft = { dispositions: ['Renewed', ''], notes: 'Sends the form today, wants 14 boxes.' }

const MANY = Array.from({ length: 14 }, (_, at) => ({ value: `Reason ${at + 1}` }))

/** What is shown, by the name that stands for a campaign in the page's tags. */
const SCREENS: Readonly<Record<string, SessionSnapshot>> = {
  'signed-out': snapshot(),
  ended: snapshot({
    state: signedOut({ why: 'last-call', hangUp: true, phoneNumber: '4155550122' }),
  }),
  'ended-dialer': snapshot({
    state: signedOut({ why: 'dialer', words: 'Invalid key', phoneNumber: '4155550122' }),
    unsent: [REFUSED, { ...REFUSED, call: SOMEONE, state: 'sending', words: null }],
  }),
  'calling-back': snapshot({ state: callingBack({ since: ago(1.2), againAt: now + 4_000 }) }),
  waiting: snapshot({ state: waiting({ since: ago(0.7) }), today }),
  'waiting-long': snapshot({ state: waiting({ since: ago(7), lastCall: true }), today }),
  'waiting-trouble': snapshot({
    state: waiting({ dialer: 'retrying', nextTryAt: now + 9_000, askMusicFor: '9001' }),
    today,
    unsent: [{ ...REFUSED, state: 'unconfirmed', words: null }],
  }),
  'waiting-left': snapshot({
    state: waiting(),
    today,
    unsent: [{ ...REFUSED, state: 'unfinished', words: null, draft }],
  }),
  'on-call': snapshot({ state: onCall({ since: ago(2.3), draft }) }),
  'on-call-asked': snapshot({
    campaign: {
      ...CAMPAIGN,
      questions: [
        { label: 'Seats', kind: 'number', required: true },
        { label: 'Heard of us', kind: 'choice', choices: ['Fair', 'Friend'], required: false },
      ],
      script: 'Hello {name}, this is Acme.\nShall we renew as in {last order}?',
    },
    state: onCall({ draft: { dispositions: ['Call back', ''], notes: '' } }),
  }),
  'on-call-long': snapshot({
    campaign: {
      ...CAMPAIGN,
      dispositionRequired: false,
      dispositionLists: [{ name: 'Result', choices: MANY }],
    },
    state: onCall({ since: ago(1), draft: { dispositions: ['Reason 3'], notes: '' } }),
  }),
  'on-call-after': snapshot({
    state: onCall({ since: ago(4), draft, callerGoneAt: ago(0.4), lastCall: true }),
  }),
  'on-call-bare': snapshot({ state: onCall({ since: ago(0.1), call: SOMEONE }) }),
  'on-call-refused': snapshot({
    state: onCall({ draft, refusal: 'Call 9001 belongs to another agent' }),
  }),
  'on-call-gone': snapshot({ state: onCall({ draft, phone: 'gone', goneWhy: 'phone-gone' }) }),
  'on-break': snapshot({ state: onCall({ draft, held: { reason: 'Lunch', since: ago(4) } }) }),
}

const WIDGET = new URL('../../dist/widget/', import.meta.url)
const WIDTHS = [320, 480, 900]
const PAGE_WIDTH = 1_960
const FEATURES = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
  contrast: [
    { name: 'prefers-color-scheme', value: 'dark' },
    { name: 'forced-colors', value: 'active' },
  ],
} as const

function page(asked: URLSearchParams): string {
  const width = Number(asked.get('width'))
  const columns = Math.max(1, Math.floor(PAGE_WIDTH / width))
  const tags = Object.keys(SCREENS).map(
    (name) => `<div>${name}<agent-console campaign="${name}" token="t"></agent-console></div>`,
  )
  return `<!doctype html><html lang="${asked.get('lang') ?? 'en'}" dir="${asked.get('dir') ?? 'ltr'}"><meta charset="utf-8"><style>
    body { margin: 16px; display: grid; gap: 16px; align-items: start; color-scheme: light dark;
      grid-template-columns: repeat(${columns}, ${width}px); font: 11px sans-serif }
    </style><script type="module" src="/agent-console.js"></script>${tags.join('')}</html>`
}

async function serve(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://screens')
    const asked = pathname.endsWith('.js')
    response.setHeader('content-type', asked ? 'text/javascript' : 'text/html')
    response.end(asked ? readFileSync(new URL(`.${pathname}`, WIDGET)) : page(searchParams))
  })
  const sockets = new WebSocketServer({ server, handleProtocols: (all) => [...all][0] ?? false })
  sockets.on('connection', (socket, request) => {
    const name = new URL(request.url ?? '', 'http://screens').searchParams.get('campaign') ?? ''
    const expiresAt = Date.now() + 3_600_000
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, expiresAt }))
    socket.send(JSON.stringify({ type: 'snapshot', session: SCREENS[name] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

async function shoot(view: Page, url: string, path: string): Promise<void> {
  await view.goto(url)
  await view.waitForFunction(
    "[...document.querySelectorAll('agent-console')].every((each) => each.session !== null)",
  )
  // Languages and area codes are files of their own.
  await view.waitForNetworkIdle()
  await shootWhole(view, path)
}

/** In a window as high as the page, for what sticks to its edge shall stand where it belongs. */
async function shootWhole(view: Page, path: string): Promise<void> {
  const height = Number(await view.evaluate('document.documentElement.scrollHeight'))
  await view.setViewport({ width: PAGE_WIDTH + 100, height })
  await view.screenshot({ path })
}

const folder = process.argv[2] ?? 'test/e2e/screens'
await mkdir(folder, { recursive: true })
const { origin, close } = await serve()
const browser = await launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
const view = await browser.newPage()
const media = await view.createCDPSession()
for (const [scheme, features] of Object.entries(FEATURES)) {
  await media.send('Emulation.setEmulatedMedia', { features: [...features] })
  for (const width of WIDTHS) {
    await view.setViewport({ width: PAGE_WIDTH + 100, height: 900 })
    await shoot(view, `${origin}/?width=${width}`, `${folder}/console-${scheme}-${width}.png`)
  }
}
await media.send('Emulation.setEmulatedMedia', { features: [...FEATURES.light] })
await view.setViewport({ width: PAGE_WIDTH + 100, height: 900 })
await shoot(view, `${origin}/?width=320&lang=es`, `${folder}/console-spanish-320.png`)
await shoot(view, `${origin}/?width=320&dir=rtl`, `${folder}/console-rtl-320.png`)
await view.setViewport({ width: 800, height: 900 })
await view.goto(`${origin}/?width=320`)
await view.waitForNetworkIdle()
await view.locator('>>> .help').click()
await view.locator('>>> dialog').wait()
await view.screenshot({ path: `${folder}/console-sheet.png` })
await view.setViewport({ width: PAGE_WIDTH + 100, height: 900 })
await view.goto(`${origin}/?width=320`)
await view.waitForNetworkIdle()
await view.evaluate(`for (const each of document.querySelectorAll('agent-console'))
  for (const menu of each.shadowRoot.querySelectorAll('details')) { menu.name = ''; menu.open = true }`)
await shootWhole(view, `${folder}/console-menus-320.png`)
await browser.close()
close()
