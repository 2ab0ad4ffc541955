/** Tests in a real Chromium, which loads the sources as modules. */

import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { CHROMIUM_ARGS, findChromium } from './chromium.ts'
import { startRelay } from './widget/relay.ts'

const root = new URL('..', import.meta.url).pathname
const relay = await startRelay()

export default {
  rootDir: root,
  files: [`${root}test/**/*.browser.test.ts`],
  nodeResolve: { exportConditions: ['production'] },
  concurrency: 2,
  plugins: [esbuildPlugin({ ts: true, tsconfig: `${root}tsconfig.json`, target: 'es2024' })],
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
  testFramework: { config: { timeout: 20_000 } },
}
