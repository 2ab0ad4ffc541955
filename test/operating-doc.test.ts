import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')

const [, limits = ''] = /^## Limits\n(.*?)^\[SECURITY/ms.exec(read('docs/operating.md')) ?? []

/** Each row of the table, and where its value comes from: a file, and what stands there. */
const SOURCES: Readonly<Record<string, readonly (readonly [path: string, code: string])[]>> = {
  'one wait | 840 s (`once`), 300 s (`repeat`)': [
    ['worker/settings.ts', 'HOLD_SECONDS = { once: 840, repeat: 300 }'],
  ],
  'waits of one agent | 2': [['worker/wait.ts', 'MOST_WAITS = 2\n']],
  'a silent second wait | 5 s': [['worker/phases/waiting.ts', 'SEARCH_MS = 5_000\n']],
  'any other operation | 30 s; 120 s to create': [
    ['worker/dialer.ts', 'default: 30_000,'],
    ['worker/dialer.ts', 'createCallCenterConnectCampaign: 120_000,'],
    ['worker/dialer.ts', 'createCallCenterConnectCampaignWithAM: 120_000,'],
  ],
  'a knock before what must not come twice | 10 s': [
    ['worker/soap/transport.ts', 'KNOCK_MS = 10_000\n'],
  ],
  "the dialer's answer | 1 MB": [['worker/soap/transport.ts', 'MAX_ANSWER_BYTES = 1_000_000\n']],
  'its body, once the head is there | 15 s': [['worker/soap/transport.ts', 'BODY_MS = 15_000\n']],
  'a call as the dialer tells it | 200 members, 200,000 characters': [
    ['worker/soap/members.ts', 'MAX_MEMBERS = 200\n'],
    ['worker/soap/members.ts', 'MAX_TEXT = 200_000\n'],
  ],
  "pieces of a call's extra data | 200": [['worker/read-call.ts', '.slice(0, MAX_MEMBERS)']],
  'an answer that is not early | 5 s': [['worker/read-call.ts', 'EARLY_MS = 5_000\n']],
  'pauses while the dialer is away | 1 to 30 s, less up to half by chance': [
    ['worker/phases/phase.ts', 'BACKOFF_MS = { first: 1_000, longest: 30_000 }'],
    ['worker/phases/phase.ts', 'pause * (0.5 + chance / 2)'],
  ],
  'pauses after faults on a wait | 1, 3 and 9 s; the fourth ends it': [
    ['worker/phases/waiting.ts', 'FAULT_PAUSES_MS = [1_000, 3_000, 9_000]'],
  ],
  'a doubtful finish before it is sent again | 3 s': [
    ['worker/phases/waiting.ts', 'SETTLE_MS = 3_000\n'],
  ],
  'silence before an agent is asked | 10 s': [
    ['worker/phases/waiting.ts', 'ASK_MUSIC_MS = 10_000\n'],
  ],
  'tries of a last finish, of a kick | 5': [
    ['worker/phases/phase.ts', 'LAST_CALL_TRIES = 5\n'],
    ['worker/errands.ts', 'KICK_TRIES = { lost: 5,'],
  ],
  'tries of a kick while the dialer is away | 40': [['worker/errands.ts', 'unreachable: 40 }']],
  'agent ids that an agent types | 5 a minute': [
    ['worker/phases/phase.ts', 'LOG_INS_PER_MINUTE = 5\n'],
  ],
  'the phone may be called again | 15 s': [['worker/phases/phase.ts', 'CALL_AGAIN_MS = 15_000\n']],
  'a callback that nobody answers | 10 min': [
    ['worker/phases/phase.ts', 'CALLBACK_EXPIRES_MS = 600_000\n'],
  ],
  'an agent id that fell silent | 24 h': [
    ['worker/board/leases.ts', 'LEASE_MS = 24 * 3_600_000\n'],
  ],
  'a page that fell silent | 90 s': [['worker/sockets.ts', 'SILENT_MS = 90_000\n']],
  'a pop that a tab does not confirm | 2 s': [['worker/pops.ts', 'CONFIRM_MS = 2_000\n']],
  'an empty chair | `GRACE_SECONDS`, 180 s': [['worker/settings.ts', 'GRACE_SECONDS = 180\n']],
  'a call whose page is gone | `ABANDON_SECONDS`, 3600 s': [
    ['worker/settings.ts', 'ABANDON_SECONDS = 3_600\n'],
  ],
  'a token | 12 h': [['worker/auth.ts', 'LONGEST_TOKEN_SECONDS = 12 * 3_600\n']],
  'agents of a campaign | 2,000': [['worker/board/roster.ts', 'MOST_AGENTS = 2_000\n']],
  'numbers of a campaign | 100,000': [
    ['shared/number-list.ts', 'MOST_NUMBERS = 100_000\n'],
    ['worker/routes/form.ts', 'MAX_FORM_BYTES = 15_000_000\n'],
  ],
  'bad rows that an answer names | 1,000': [['worker/routes/create.ts', 'MOST_NAMED = 1_000\n']],
  'a campaign without agents that closes itself | 5 min': [
    ['worker/board/closing.ts', 'EMPTY_MS = 300_000\n'],
  ],
  'refusals of a stop by itself | 120': [['worker/board/stopper.ts', 'MOST_REFUSALS = 120\n']],
  'lines dialled per idle agent | 0.1 to 10': [
    ['worker/routes/controls.ts', 'RATIO = { least: 0.1, most: 10 }'],
  ],
  'notes | 100,000 characters': [['shared/limits.ts', 'MAX_NOTES = 100_000\n']],
  'an answer to a question | 2,000 characters': [['shared/limits.ts', 'MAX_ANSWER = 2_000\n']],
  'corrections of a call | 50': [['worker/board/history.ts', 'MOST_CORRECTIONS = 50\n']],
  'a page of the call log | 50 calls, 200 at most': [
    ['worker/routes/call-log.ts', 'PAGE = { usual: 50, most: 200 }'],
  ],
  'outcomes at once | 14 days': [['worker/routes/outcomes.ts', 'MOST_MS = 14 * DAY_MS\n']],
  'days of the call log | 2,200': [['worker/settings.ts', 'MOST_DAYS = 2_200\n']],
  'an answer to the webhook | 15 s': [['worker/webhook.ts', 'ANSWER_WITHIN_MS = 15_000\n']],
  'webhook posts at once | 4': [['worker/board/webhooks.ts', 'AT_ONCE = 4\n']],
}

const rows = [...limits.matchAll(/^\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, what = '', value = '', why = '']) => ({ row: `${what} | ${value}`, why }))
  .slice(2)

describe('the limits in docs/operating.md', () => {
  it('are each held to the code, with a reason', () => {
    expect(rows.map(({ row }) => row)).toEqual(Object.keys(SOURCES))
    expect(rows.filter(({ why }) => why.length < 15)).toEqual([])
  })

  it.each(Object.entries(SOURCES))('says “%s”, as the code does', (_, sources) => {
    for (const [path, code] of sources) expect(read(path)).toContain(code)
  })
})
