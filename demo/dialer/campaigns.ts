/**
 * Campaigns: created over SOAP or by a scenario, started, stopped, paced.
 * @module
 */

import type { ParametersOf } from '../../shared/predictive-service.ts'
import { readContacts } from './contacts.ts'
import type { Campaign, FloorState } from './state.ts'
import { campaignOf, Refusal, type Turn } from './turn.ts'

/** How many campaigns one floor keeps in memory. */
const MAX_CAMPAIGNS = 200

/** Lines per idle agent: the documented successor allowed four; ten leaves room to try. */
const MAX_RATIO = 10

/** A campaign before it has run. */
export type NewCampaign = Pick<
  Campaign,
  'id' | 'name' | 'callerId' | 'dispositionLists' | 'recording' | 'ratio' | 'running' | 'contacts'
>

/** Puts a campaign on the floor, all its numbers still to dial. */
export function addCampaign(floor: FloorState, campaign: NewCampaign): void {
  floor.campaigns[campaign.id] = {
    ...campaign,
    contacts: campaign.contacts.map((contact) => ({ ...contact })),
    queue: campaign.contacts.map((_, index) => index),
    ready: [],
  }
}

/**
 * Creates a campaign, stopped.
 * @param sound the id of the recording for answering machines; null without
 * @returns its id
 * @throws {Refusal} when a row has no phone number, or the sound id is none
 */
export function create(
  turn: Turn,
  parameters: ParametersOf<'createCallCenterConnectCampaign'>,
  sound: string | null,
): string {
  const { last, campaigns } = turn.floor
  if (Object.keys(campaigns).length >= MAX_CAMPAIGNS) {
    throw new Refusal(`This dialer keeps at most ${MAX_CAMPAIGNS} campaigns`)
  }
  if (sound !== null && !/^[1-9]/.test(sound)) throw new Refusal(`Sound ${sound} is not known`)
  const contacts = readContacts(parameters.numbers ?? [])
  last.campaign += 1
  const id = String(last.campaign)
  addCampaign(turn.floor, {
    id,
    name: parameters.name ?? '',
    callerId: parameters.callerid ?? '',
    dispositionLists: readLists(parameters.dispositionLists),
    recording: sound,
    ratio: 1,
    running: false,
    contacts,
  })
  return id
}

function readLists(
  lists: ParametersOf<'createCallCenterConnectCampaign'>['dispositionLists'],
): Campaign['dispositionLists'] {
  return (lists ?? []).map((list) => ({
    name: list?.name ?? '',
    dispositions: (list?.dispositions ?? []).map((choice) => choice ?? ''),
  }))
}

/** Starts or stops dialling; people already ringing or talking are not cut off. */
export function run(turn: Turn, campaignId: string, running: boolean): undefined {
  campaignOf(turn, campaignId).running = running
}

/**
 * Sets how many lines are dialled per idle agent.
 * @throws {Refusal} when the ratio is no positive number, or absurd
 */
export function setRatio(
  turn: Turn,
  { campaignid, ratio }: ParametersOf<'updateRatio'>,
): undefined {
  const campaign = campaignOf(turn, campaignid)
  if (!(ratio > 0 && ratio <= MAX_RATIO)) {
    throw new Refusal(`Ratio must be above 0 and at most ${MAX_RATIO}, not ${ratio}`)
  }
  campaign.ratio = ratio
}
