/**
 * A browser for a file of tests, and what it visits.
 * @module
 */

import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll } from 'vitest'
import { startBrowser } from './agent.ts'

/** Starts what serves the pages, then a browser; ends both after the last test. */
export function useBrowser<Host extends { readonly stop: () => Promise<void> }>(
  start: () => Promise<Host>,
) {
  let host: Host
  let browser: Browser
  beforeAll(async () => {
    host = await start()
    browser = await startBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
  })
  return {
    get host() {
      return host
    },
    get browser() {
      return browser
    },
  }
}
