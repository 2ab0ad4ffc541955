import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** No test depends on speed; this only ends one that hangs. */
const HANG_MS = 30_000

/** Pure code and peers run in Node; `*.workerd.test.ts` runs inside the real Workers runtime. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Most tests wait for something most of the time: two files share two cores well.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          testTimeout: HANG_MS,
          hookTimeout: HANG_MS,
          // One second, as it would be, is a matter of how busy the machine is.
          expect: { poll: { timeout: HANG_MS } },
          include: ['test/**/*.test.ts'],
          exclude: ['**/*.workerd.test.ts', '**/*.browser.test.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { CALL_LOG_DAYS: '90' } },
          }),
        ],
        test: {
          name: 'workerd',
          testTimeout: HANG_MS,
          hookTimeout: HANG_MS,
          include: ['test/**/*.workerd.test.ts'],
          globalSetup: ['test/worker/hostile-server.ts'],
        },
      },
    ],
  },
})
