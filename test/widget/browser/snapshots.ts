/**
 * Sessions to show, as the worker sends them.
 * @module
 */

import type { CampaignSettings } from '../../../shared/campaign.ts'
import type {
  Call,
  CallingBack,
  OnCall,
  SessionSnapshot,
  SessionState,
  SignedOut,
  UnsentFinish,
  Waiting,
} from '../../../shared/session.ts'

/** A person as the embedded dialer would send them. */
export const MARIA: Call = {
  id: '9001',
  campaignId: '874100',
  kind: 'known',
  phoneNumber: '2135550143',
  name: 'Maria Alvarez',
  startedAt: Date.now(),
  fields: [
    { name: 'extra1', label: 'Company', value: 'Alvarez & Daughters' },
    { name: 'extra2', label: 'City', value: 'Los Angeles' },
    { name: 'extra3', label: 'E-mail', value: 'maria@example.com' },
    { name: 'extra4', label: 'Account', value: 'https://crm.example/accounts/4411' },
    { name: 'extra5', label: 'Last order', value: '12 boxes, in May' },
  ],
}

/** The next one, about whom little is known. */
export const SOMEONE: Call = {
  ...MARIA,
  id: '9002',
  name: null,
  phoneNumber: '6465550188',
  fields: [],
}

/** A campaign with two lists. */
export const CAMPAIGN: CampaignSettings = {
  id: '874100',
  name: 'Spring renewals',
  dispositionLists: [
    {
      name: 'Result',
      choices: [
        { value: 'Renewed', meaning: 'sale' },
        { value: 'Call back', meaning: 'callback' },
        { value: 'Not interested', meaning: 'contact' },
        { value: 'Wrong number' },
        { value: 'Do not call', meaning: 'do-not-call' },
      ],
    },
    { name: 'Mood', choices: [{ value: 'Friendly' }, { value: 'Neutral' }, { value: 'Cross' }] },
  ],
  dispositionRequired: true,
  columns: ['Company', 'City', 'E-mail', 'Account', 'Last order'],
  canLeaveMessage: true,
}

/** Nobody is signed in yet. */
export function signedOut(more: Partial<SignedOut> = {}): SignedOut {
  return {
    phase: 'signed-out',
    since: Date.now(),
    why: 'never',
    words: null,
    hangUp: false,
    phoneNumber: null,
    ...more,
  }
}

/** The phone rings. */
export function callingBack(more: Partial<CallingBack> = {}): CallingBack {
  const now = Date.now()
  return {
    phase: 'calling-back',
    since: now,
    phoneNumber: '4155550122',
    againAt: now + 15_000,
    expiresAt: now + 600_000,
    refusal: null,
    ...more,
  }
}

/** Hold music. */
export function waiting(more: Partial<Waiting> = {}): Waiting {
  return {
    phase: 'waiting',
    since: Date.now(),
    agentId: '4721',
    dialer: 'holding',
    troubleSince: null,
    nextTryAt: null,
    lastCall: false,
    askMusicFor: null,
    searching: false,
    ...more,
  }
}

/** Maria is on the line. */
export function onCall(more: Partial<OnCall> = {}): OnCall {
  return {
    phase: 'on-call',
    since: Date.now(),
    agentId: '4721',
    call: MARIA,
    draft: { dispositions: [], notes: '' },
    phone: 'up',
    goneWhy: null,
    lastCall: false,
    held: null,
    refusal: null,
    ...more,
  }
}

/** A finish the dialer refused. */
export const REFUSED: UnsentFinish = {
  call: SOMEONE,
  draft: { dispositions: ['Renewed', 'Friendly'], notes: 'Sends the form today.' },
  state: 'refused',
  words: 'Agent 4721 is not logged in to campaign 874100',
  nextTryAt: null,
}

/** A whole session. */
export function snapshot({
  campaignId = CAMPAIGN.id,
  state = signedOut() as SessionState,
  ...more
}: Partial<SessionSnapshot> & { campaignId?: string } = {}): SessionSnapshot {
  return {
    version: 1,
    at: Date.now(),
    userId: 'ann@acme.example',
    role: 'agent',
    campaign: { ...CAMPAIGN, id: campaignId },
    state,
    pending: null,
    unsent: [],
    today: { calls: 0, handleSeconds: 0 },
    ...more,
  }
}
