/** Tests in a real Chromium, which loads the sources as modules. */

import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { CHROMIUM_ARGS, findChromium } from './chromium.ts'
import { startRelay } from './widget/relay.ts'

const root = new URL('..', import.meta.url).pathname
const relay = await startRelay()

/** One line to each page's developer tools: what is emulated ends with it. */
const devtools = new WeakMap()

/** What a person has asked their system for: {@link ./widget/browser/system.ts}. */
async function executeCommand({ command, payload, session }) {
  if (command !== 'system-wishes') return undefined
  const page = session.browser.getPage(session.id)
  if (!devtools.has(page)) devtools.set(page, await page.createCDPSession())
  await devtools.get(page).send('Emulation.setEmulatedMedia', { features: payload })
  return true
}

export default {
  rootDir: root,
  files: [`${root}test/**/*.browser.test.ts`],
  nodeResolve: { exportConditions: ['production'] },
  // A page in the background draws no frames, and events that wait for one do not come.
  concurrency: 1,
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: `${root}tsconfig.json`, target: 'es2024' }),
    { name: 'system-wishes', executeCommand },
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findChromium(),
        // Or windows that no click asked for would open here, and nowhere else.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
        args: CHROMIUM_ARGS,
      },
    }),
  ],
  testRunnerHtml: (framework) => `<!doctype html>
    <html lang="en">
      <head><title>Test</title><script>window.RELAY = ${JSON.stringify(relay.origin)}</script></head>
      <body><script type="module" src="${framework}"></script></body>
    </html>`,
  testFramework: { config: { timeout: 60_000 } },
}
