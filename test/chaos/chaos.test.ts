import { describe, it } from 'vitest'
import { audit, failures } from './audit.ts'
import { MODES } from './modes.ts'
import { runShift } from './shift.ts'

/** `npm run chaos` tries all modes, more agents and more seeds. */
const SHORT = { agents: 5, calls: 4, seed: 1, withinMs: 150_000, say: () => undefined }

describe.concurrent('a short shift while everything breaks', () => {
  for (const mode of MODES.filter(({ name }) => name === 'repeat' || name === 'once-deaf')) {
    it(`loses nothing with a dialer of the kind "${mode.name}"`, async ({ expect }) => {
      const verdict = audit(await runShift({ mode, ...SHORT }))
      expect(failures(mode, verdict)).toEqual([])
      expect(verdict.acknowledged).toBe(SHORT.agents * SHORT.calls)
      expect(verdict.connected).toBeGreaterThanOrEqual(SHORT.agents * SHORT.calls)
    }, 200_000)
  }
})
