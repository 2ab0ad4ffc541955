import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync('SECURITY.md', 'utf8')
const source = (path: string) => readFileSync(path, 'utf8')

/** What the page says, and where the code says it. */
const FIGURES: readonly (readonly [said: string, path: string, code: string])[] = [
  ['at most 12 h', 'worker/auth.ts', 'LONGEST_TOKEN_SECONDS = 12 * 3_600'],
  ['10 wrong tries', 'worker/passcode-door.ts', 'ADDRESS_TRIES: Allowance = { most: 10,'],
  ['in 15 minutes', 'worker/passcode-door.ts', 'QUARTER_MS = 15 * 60_000'],
  ['60 per campaign', 'worker/passcode-door.ts', 'CAMPAIGN_TRIES: Allowance = { most: 60,'],
  ['before 500 ms', 'worker/passcode-door.ts', 'WRONG_TAKES_MS = 500'],
  ['within 14 days', 'worker/passcode-door.ts', 'withinMs: 14 * 24 * 3_600_000'],
  ['100 kB per body', 'worker/body.ts', 'MAX_BODY_BYTES = 100_000'],
  ['15 MB', 'worker/routes/form.ts', 'MAX_FORM_BYTES = 15_000_000'],
  ['32,000 characters of head', 'worker/request-size.ts', 'MAX_HEAD_CHARACTERS = 32_000'],
  ['100 frames at once and 10 a second', 'worker/tabs.ts', '{ burst: 100, perSecond: 10 }'],
  ['20 consoles per session', 'worker/tabs.ts', 'MOST_TABS = 20'],
  ['50 boards', 'worker/board/watchers.ts', 'MOST_WATCHERS = 50'],
  ['2,000 agents per campaign', 'worker/board/roster.ts', 'MOST_AGENTS = 2_000'],
  ['20 callbacks an hour per user', 'worker/grants.ts', 'USER_CALLBACKS: Allowance = { most: 20,'],
  ['30 per number', 'worker/grants.ts', 'NUMBER_CALLBACKS: Allowance = { most: 30,'],
  ['fifty at a time', 'worker/courier.ts', 'PORTION = 50'],
  ['1 MB at most', 'worker/soap/transport.ts', 'MAX_ANSWER_BYTES = 1_000_000'],
  ['18 hours', 'worker/board/roster.ts', 'GONE_MS = 18 * 3_600_000'],
  ['what the dialer has: two days', 'worker/calls.ts', 'KEEP_MS = 48 * 3_600_000'],
  ['two days after the last page', 'worker/session-retention.ts', 'KEEP_MS = 2 * 86_400_000'],
  ['30 where something was never sent', 'worker/calls.ts', 'KEEP_UNSENT_MS = 30 * 86_400_000'],
]

describe('SECURITY.md', () => {
  it('names tests and pages that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((path) => !existsSync(path))).toEqual([])
    expect(existsSync('test/worker/no-such.test.ts')).toBe(false)
  })

  it.each(FIGURES)('says “%s”, as the code does', (said, path, code) => {
    expect(page).toContain(said)
    expect(source(path)).toContain(code)
  })
})
