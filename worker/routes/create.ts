/**
 * Creating a campaign: checked here, made by the dialer, set up here under the dialer's id.
 * @module
 */

import * as v from 'valibot'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { CALLER_ID, MAX_LINE } from '../../shared/limits.ts'
import { NumberList } from '../../shared/number-list.ts'
import { illegalCharacterAt } from '../../shared/xml-text.ts'
import { type Identity, signToken } from '../auth.ts'
import { CampaignBody } from '../commands.ts'
import type { Env } from '../env.ts'
import { MARKED_NUMBERS_NAME } from '../marked-numbers.ts'
import { readForm, readText } from './form.ts'
import { dialerOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

/** The most bad rows that an answer names; somebody who has more has another problem. */
const MOST_NAMED = 1_000

/** The most campaigns one token names. */
const MOST_CAMPAIGNS = 100

const TEXT = v.pipe(
  v.string(),
  v.maxLength(MAX_LINE),
  v.check((text) => illegalCharacterAt(text) < 0),
)

const { canLeaveMessage: _, columns, ...common } = CampaignBody.entries

const CreateBody = v.object({
  ...common,
  callerId: v.pipe(v.string(), v.regex(CALLER_ID)),
  /** The dialer's own passcode of the campaign; what it is for is not documented. */
  dialerPasscode: v.optional(TEXT, ''),
  /** The dialer's id of a recording to leave on answering machines. */
  answeringMachineSound: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,18}$/))),
  columns: v.optional(columns.wrapped),
  /** Whether the file's first row names its columns; found out by looking if left out. */
  header: v.optional(v.boolean()),
  /** Go on without rows that cannot be dialled. */
  skipBad: v.optional(v.boolean(), false),
})

type CreateBody = v.InferOutput<typeof CreateBody>

/** What a new campaign is answered with. */
interface Created {
  readonly campaign: CampaignSettings
  /** How many numbers the dialer was given. */
  readonly numbers: number
  /** How many rows were left out. */
  readonly skipped: number
  /** The supervisor's token with the new campaign in it. */
  readonly token: string
  readonly expiresAt: number
}

const EXAMPLE: Created = {
  campaign: {
    id: '874101',
    name: 'Summer renewals',
    dispositionLists: [{ name: 'Result', choices: [{ value: 'Interested', meaning: 'contact' }] }],
    dispositionRequired: true,
    columns: ['name', 'city'],
    canLeaveMessage: false,
  },
  numbers: 3,
  skipped: 0,
  token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
  expiresAt: 1_795_468_800_000,
}

/** Rows that can be dialled, and the names of their columns. */
interface Numbers {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly skipped: number
}

/** The form's file is in memory no longer than until its rows are read. */
async function readCampaign(env: Env, request: Request): Promise<{ body: CreateBody } & Numbers> {
  const { body, file } = await readForm(request, CreateBody)
  return { body, ...(await readNumbers(env, file, body)) }
}

async function readNumbers(env: Env, file: Blob, body: CreateBody): Promise<Numbers> {
  let list = new NumberList()
  await readText(file, () => {
    list = new NumberList(body.header ?? null)
    return (piece) => list.push(piece)
  })
  list.end()
  await dropMarked(env, list)
  if (list.bad.length > 0 && !body.skipBad) {
    throw new ConsoleError('bad-rows', { field: 'numbers', rows: list.bad.slice(0, MOST_NAMED) })
  }
  if (list.good.length === 0) throw new ConsoleError('no-numbers', { field: 'numbers' })
  return {
    rows: list.good.map(({ text }) => text),
    columns: body.columns ?? list.columns,
    skipped: list.bad.length,
  }
}

/** So many numbers go in one message between objects: each is in memory several times meanwhile. */
const CHECKED_AT_ONCE = 5_000

/** Numbers that an agent marked as do-not-call count as rows that cannot be dialled. */
async function dropMarked(env: Env, list: NumberList): Promise<void> {
  const marks = env.MARKED_NUMBERS.getByName(MARKED_NUMBERS_NAME)
  const numbers = list.good.map(({ number }) => number)
  for (let from = 0; from < numbers.length; from += CHECKED_AT_ONCE) {
    list.drop(await marks.among(numbers.slice(from, from + CHECKED_AT_ONCE)), 'do-not-call')
  }
}

/** Names, lists and the caller id, as the dialer takes them. */
function askedOf(body: CreateBody, numbers: readonly string[]) {
  return {
    callerid: body.callerId.replace(/\D/g, ''),
    name: body.name,
    passcode: body.dialerPasscode,
    dispositionLists: body.dispositionLists.map(({ name, choices }) => ({
      name,
      dispositions: choices.map(({ value }) => value),
    })),
    numbers,
  }
}

function settingsFrom(id: string, body: CreateBody, columns: readonly string[]): CampaignSettings {
  const { name, dispositionLists, dispositionRequired, questions, script } = body
  const canLeaveMessage = body.answeringMachineSound !== undefined
  const said = { name, dispositionLists, dispositionRequired, questions, script }
  return { id, ...said, columns, canLeaveMessage }
}

/** The same supervisor, as long as before, with one campaign more. */
function tokenWith(env: Env, who: Identity, campaignId: string) {
  return signToken(env, {
    ...who,
    campaigns: [...who.campaigns, campaignId].slice(-MOST_CAMPAIGNS),
  })
}

/** Makes campaigns. */
export const createRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/',
    summary: 'Create a campaign in the dialer and set it up here',
    about:
      'Two parts: `campaign`, JSON, and `numbers`, a CSV file whose first column is the phone number. Rows that cannot be dialled are named with line and reason and nothing is created, unless `skipBad` is true. If the dialer’s answer is lost, look whether it has the campaign before you try again. The answer’s token names the new campaign too.',
    form: CreateBody,
    status: 201,
    example: EXAMPLE,
    handle: async (asked) => {
      const { env, who } = asked
      const { body, rows, columns, skipped } = await readCampaign(env, asked.request)
      const sound = body.answeringMachineSound
      const dialer = dialerOf(asked)
      const wanted = askedOf(body, rows)
      const id = await (sound === undefined
        ? dialer.createCallCenterConnectCampaign(wanted)
        : dialer.createCallCenterConnectCampaignWithAM({ ...wanted, answeringMachineSound: sound }))
      const campaign = settingsFrom(id, body, columns)
      await env.CAMPAIGN_BOARD.getByName(id).register(campaign, body.passcode)
      const token = await tokenWith(env, who, id)
      return { campaign, numbers: rows.length, skipped, ...token }
    },
  }),
]
