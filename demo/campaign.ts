/**
 * The demo's campaign as the console knows it: what the dialer cannot be asked for.
 * @module
 */

import type { CampaignSettings, Meaning } from '../shared/campaign.ts'
import {
  SPRING_COLUMNS,
  SPRING_DISPOSITIONS,
  SPRING_RENEWALS_NAME,
} from './dialer/spring-renewals.ts'

const MEANINGS: Readonly<Record<string, Meaning>> = {
  Renewed: 'sale',
  'Call again': 'callback',
  'Not interested': 'contact',
  'Do not call': 'do-not-call',
}

const settings: Omit<CampaignSettings, 'id'> = {
  name: SPRING_RENEWALS_NAME,
  dispositionLists: SPRING_DISPOSITIONS.map(({ name, dispositions }) => ({
    name,
    choices: dispositions.map((value) => ({ value, meaning: MEANINGS[value] })),
  })),
  dispositionRequired: true,
  columns: SPRING_COLUMNS,
  canLeaveMessage: true,
  questions: [
    { label: 'Seats', kind: 'number', required: false },
    { label: 'Heard of us', kind: 'choice', choices: ['Fair', 'Friend', 'Web'], required: false },
  ],
  script: `Hello {name}, this is Acme. Your {plan} plan renews on {renews}.
Shall we keep it as it is?`,
}

/** No secret: the demo lets everybody in. */
const PASSCODE = 'spring'

/** The campaign under an id, and its passcode. */
export function demoCampaign(id: string): { settings: CampaignSettings; passcode: string } {
  return { settings: { id, ...settings }, passcode: PASSCODE }
}
