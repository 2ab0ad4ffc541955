/**
 * The desk phone's script on a page of another origin than the dialer, under a strict policy, in a
 * real Chromium. What it plays is written down on its way to the sound card.
 */

import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { CHROMIUM_ARGS, findChromium } from '../../chromium.ts'

const ROOT = new URL('../../../', import.meta.url).pathname
const AXE = `${ROOT}node_modules/axe-core/axe.min.js`

/** Wraps the two ways to make a sound, and goes on to make it. */
const EAVESDROP = `
  window.played = []
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) {
    window.played.push(this.type + ' ' + Math.round(this.frequency.value))
    return start.apply(this, when)
  }
  const speak = speechSynthesis.speak
  speechSynthesis.speak = (utterance) => {
    window.played.push(utterance.text)
    return speak.call(speechSynthesis, utterance)
  }
`

export interface DeskPages {
  /** Opens a page with a phone, `width` pixels wide. */
  open(phoneNumber: string, width?: number): Promise<DeskPhonePage>
  close(): Promise<void>
}

export async function serveDeskPages(dialer: URL): Promise<DeskPages> {
  const server = await serve(dialer, await bundle())
  const browser = await puppeteer.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
  const { port } = server.address() as AddressInfo
  return {
    open: async (phoneNumber, width = 320) => {
      const page = await browser.newPage()
      await page.setViewport({ width, height: 480 })
      await page.evaluateOnNewDocument(EAVESDROP)
      await page.goto(`http://127.0.0.1:${port}/?number=${encodeURIComponent(phoneNumber)}`)
      return new DeskPhonePage(page)
    },
    close: () => closeBoth(browser, server),
  }
}

async function closeBoth(browser: Browser, server: Server): Promise<void> {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}demo/pages/desk-phone.ts`],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** Nothing inline may run or style, and the only place to connect to is the dialer's. */
async function serve(dialer: URL, script: string): Promise<Server> {
  const axe = await readFile(AXE, 'utf8')
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://page')
    const scripts: Record<string, string> = { '/desk-phone.js': script, '/axe.js': axe }
    const policy = `default-src 'none'; script-src 'self'; connect-src ws://${dialer.host}`
    const isScript = Object.hasOwn(scripts, pathname)
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': policy,
    })
    response.end(scripts[pathname] ?? document(dialer, searchParams.get('number') ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function document(dialer: URL, phoneNumber: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title>
    <meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1>
    <desk-phone number="${phoneNumber}" endpoint="${dialer.origin}"></desk-phone></main>
    <script src="/axe.js"></script>
    <script type="module" src="/desk-phone.js"></script></body></html>`
}

/** One page with one phone. */
export class DeskPhonePage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits until the phone says this to a screen reader. */
  async says(words: string): Promise<void> {
    await this.page.waitForFunction(
      `document.querySelector('desk-phone').shadowRoot.querySelector('[role=status]')
        ?.textContent.includes(${JSON.stringify(words)})`,
    )
  }

  async press(key: 'Mute' | 'Answer' | 'Refuse' | 'Hang up'): Promise<void> {
    await this.page.locator(`::-p-aria([name="${key}"][role="button"])`).click()
  }

  /** Everything that was played since the page was loaded. */
  played(): Promise<string[]> {
    return this.page.evaluate('window.played') as Promise<string[]>
  }

  /** What axe finds wrong in the state the phone is in, in either colour scheme. */
  async flaws(): Promise<string[]> {
    const found: string[] = []
    for (const value of ['light', 'dark']) {
      await this.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
      found.push(...(await this.#flawsNow()))
    }
    return found
  }

  async #flawsNow(): Promise<string[]> {
    const { violations } = (await this.page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }
}
