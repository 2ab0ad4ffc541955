/**
 * What axe finds wrong with a page as it is now, in either colour scheme.
 * @module
 */

import { readFile } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)

/** One line per flaw; none for a page without. */
export async function flaws(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'))
  const found: string[] = []
  for (const value of ['light', 'dark']) {
    // Without motion, because a colour on its way to another is neither.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ])
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))
  }
  return found
}
