/**
 * Stories the dialer can tell, as data: a seed and settings tell the same one every time.
 * @module
 */

import type { Fate, Person } from './callees.ts'
import type { NewCampaign } from './campaigns.ts'
import { readContacts } from './contacts.ts'
import type { NetworkSettings } from './network.ts'
import {
  SPRING_DISPOSITIONS,
  SPRING_NUMBERS,
  SPRING_RENEWALS,
  SPRING_RENEWALS_NAME,
} from './spring-renewals.ts'
import { DEFAULT_SETTINGS, type FloorSettings } from './state.ts'

/** One story. */
export interface Scenario {
  readonly title: string
  readonly seed: number
  readonly floor: FloorSettings
  readonly network: NetworkSettings
  readonly campaigns: readonly NewCampaign[]
}

/** The caller id of the demo's campaign, of the range kept free for fiction. */
const CALLER_ID = '2125550100'

const QUIET_NETWORK: NetworkSettings = {
  deskPhones: 'page',
  noise: { duplicate: 0, reorder: 0, fail: 0 },
  fates: { human: 60, machine: 15, busy: 7, 'no-answer': 13, rejected: 2, failed: 3 },
  talkSeconds: [40, 180],
  people: phoneBook(['human', 'human', 'machine']),
}

const QUIET_MORNING: Scenario = {
  title: 'A quiet morning',
  seed: 1,
  floor: { ...DEFAULT_SETTINGS, recycle: true },
  network: QUIET_NETWORK,
  campaigns: [springRenewals(1)],
}

const BUSY_MORNING: Scenario = {
  ...QUIET_MORNING,
  title: 'A busy morning',
  seed: 2,
  network: { ...QUIET_NETWORK, talkSeconds: [10, 60] },
  campaigns: [springRenewals(3)],
}

const MACHINES: Scenario = {
  ...QUIET_MORNING,
  title: 'Answering machines',
  seed: 3,
  network: {
    ...QUIET_NETWORK,
    fates: { human: 20, machine: 70, busy: 3, 'no-answer': 5, rejected: 1, failed: 1 },
    people: phoneBook(['machine', 'machine', 'human']),
  },
}

/** Phones that no page shows answer by themselves; people talk a little longer than a moment. */
const FULL_FLOOR: Scenario = {
  ...QUIET_MORNING,
  title: 'A full floor',
  seed: 4,
  network: { ...QUIET_NETWORK, deskPhones: 'auto', talkSeconds: [20, 90] },
}

/** By name. */
export const SCENARIOS = {
  'quiet-morning': QUIET_MORNING,
  'busy-morning': BUSY_MORNING,
  machines: MACHINES,
  'full-floor': FULL_FLOOR,
} as const satisfies Record<string, Scenario>

/** The name of a story. */
export type ScenarioName = keyof typeof SCENARIOS

function springRenewals(ratio: number): NewCampaign {
  return {
    id: SPRING_RENEWALS,
    name: SPRING_RENEWALS_NAME,
    callerId: CALLER_ID,
    dispositionLists: SPRING_DISPOSITIONS,
    recording: 'We called about your renewal and will try again tomorrow.',
    ratio,
    running: true,
    contacts: readContacts(SPRING_NUMBERS),
  }
}

/**
 * Everybody's name. What comes of ringing them is drawn, except for the first few: a demo soon has
 * its calls.
 */
function phoneBook(first: readonly Fate[]): Readonly<Record<string, Person>> {
  return Object.fromEntries(
    readContacts(SPRING_NUMBERS).map(({ phoneNumber, extra }, index) => {
      const fate = first[index]
      return [phoneNumber, { name: extra.split(',')[0], fates: fate && [fate] }]
    }),
  )
}
