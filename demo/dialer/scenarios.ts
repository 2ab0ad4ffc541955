/**
 * Stories the dialer can tell, as data: a seed and settings tell the same one every time.
 * @module
 */

import type { Person } from './callees.ts'
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
  people: phoneBook(),
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

/** By name. */
export const SCENARIOS = {
  'quiet-morning': QUIET_MORNING,
  'busy-morning': BUSY_MORNING,
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

/** The first two people answer and the third has a machine on, so that a demo soon has its calls. */
function phoneBook(): Readonly<Record<string, Person>> {
  const firstFates: readonly Person['fates'][] = [['human'], ['human'], ['machine']]
  return Object.fromEntries(
    readContacts(SPRING_NUMBERS).map(({ phoneNumber, extra }, index) => [
      phoneNumber,
      { name: extra.split(',')[0], fates: firstFates[index] },
    ]),
  )
}
