/**
 * A page under a strict policy, watched: what the policy blocks, what goes wrong, which keys reach
 * the page, what a guest leaves lying about. Nothing in here needs `eval`, or it would be blocked itself.
 * @module
 */

import type { Page } from 'puppeteer-core'

/** Watches a page from before its first script on. */
export async function watch(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(`
    window.violations = []
    window.heard = []
    addEventListener('keydown', ({ key }) => window.heard.push(key))
    window.before = [...Object.getOwnPropertyNames(window), 'before']
    addEventListener('securitypolicyviolation', (event) =>
      window.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))
    addEventListener('error', (event) => window.violations.push(String(event.message)))
    addEventListener('unhandledrejection', (event) => window.violations.push(String(event.reason)))`)
}

/** What the policy blocked on the page so far, and what went wrong. */
export const violations = (page: Page) => page.evaluate('window.violations') as Promise<string[]>

/** What a guest in somebody's page must leave as it was; the browser's driver leaves two names. */
export const traces = (page: Page) =>
  page.evaluate(`({
    globals: Object.getOwnPropertyNames(window).filter((name) =>
      !window.before.includes(name) && !/ariaQuerySelector/.test(name)),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    fonts: document.fonts.size,
    cookie: document.cookie,
    stored: localStorage.length + sessionStorage.length,
    head: document.head.querySelectorAll('style, link').length,
  })`)
