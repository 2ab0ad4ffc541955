/**
 * The call log over HTTP: pages for a screen, whole files to take home.
 * @module
 */

import * as v from 'valibot'
import type { Correction, LoggedCall } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { MAX_LINE } from '../../shared/limits.ts'
import type { LogPage } from '../board/call-log.ts'
import { csvRow, download } from '../csv.ts'
import { Moment } from './moments.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'
import { stream } from './stream.ts'

/** What a screen shows at once, and no more than somebody reads before they search. */
const PAGE = { usual: 50, most: 200 }

const EXAMPLE: LoggedCall = {
  callId: '77',
  userId: 'ann@acme.example',
  agentId: '4721',
  shown: true,
  phoneNumber: '2135550143',
  name: 'Ann Lee',
  openedAt: 1_795_425_600_000,
  finishedAt: 1_795_425_780_000,
  callerGoneAt: 1_795_425_750_000,
  fields: [{ name: 'city', label: 'city', value: 'Fresno' }],
  dispositions: ['Interested'],
  meanings: ['contact'],
  notes: 'call back in May',
  response: 'Interested',
  leftMessage: false,
  state: 'stored',
  sentAgain: false,
  words: null,
}

const Query = {
  from: v.optional(v.pipe(Moment, v.description('Calls that came at this time or later'))),
  to: v.optional(v.pipe(Moment, v.description('Calls that came before this time'))),
  search: v.optional(
    v.pipe(v.string(), v.maxLength(MAX_LINE), v.description('Words that must all appear')),
    '',
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,2}$/),
      v.transform(Number),
      v.maxValue(PAGE.most),
      v.description(`Calls per page, at most ${PAGE.most}; an export has no pages`),
    ),
    String(PAGE.usual),
  ),
  after: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,16}$/), v.description('`next` of the page before')),
  ),
  format: v.optional(v.picklist(['json', 'csv', 'jsonl']), 'json'),
}

/** Reads the log. */
export const callLogRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/calls',
    summary: 'Every call an agent was shown or finished, newest first',
    about:
      'As JSON in pages; as CSV or JSON Lines in one stream. A CSV cell that a spreadsheet would take for a formula begins with an apostrophe; JSON is exact. Calls older than CALL_LOG_DAYS are gone.',
    query: Query,
    example: { calls: [EXAMPLE], next: null } as LogPage,
    otherForms: ['text/csv', 'application/jsonl'],
    handle: async (asked) => {
      const { from = 0, to = Number.MAX_SAFE_INTEGER, after = null, format, ...rest } = asked.query
      const settings = await settingsOf(asked)
      const page = (at: string | null, limit: number) =>
        boardOf(asked).calls({ ...rest, from, to, after: at, limit })
      if (format === 'json') return page(after, rest.limit)
      const pages = async (at: string | null) => {
        const { calls: items, next } = await page(at, PAGE.most)
        return { items, next }
      }
      const name = `calls-${settings.id}.${format}`
      return format === 'csv'
        ? download(stream(pages, csvOf(settings), csvHead(settings)), 'text/csv', name)
        : download(stream(pages, jsonLine), 'application/jsonl', name)
    },
  }),
]

const jsonLine = (call: LoggedCall) => `${JSON.stringify(call)}\n`

function csvHead({ columns, dispositionLists }: CampaignSettings): string {
  return csvRow([
    'Came',
    'Caller gone',
    'Finished',
    'Handle time (s)',
    'Campaign ID',
    'User ID',
    'Agent ID',
    'Call ID',
    'Phone Number',
    'Name',
    ...columns,
    'Other fields',
    ...dispositionLists.map(({ name }) => name),
    'Meaning',
    'Notes',
    'Answers',
    'Call back',
    'Corrections',
    'Message left',
    'Shown',
    'Delivery',
    'Dialer said',
    'Other choices',
  ])
}

function csvOf({ id, columns, dispositionLists }: CampaignSettings) {
  return (call: LoggedCall): string => {
    const { openedAt, callerGoneAt = null, finishedAt, fields } = call
    const [choices, otherChoices] = choicesBy(dispositionLists, call.dispositions)
    const others = fields.filter(({ name }) => !columns.includes(name))
    return csvRow([
      new Date(openedAt).toISOString(),
      callerGoneAt && new Date(callerGoneAt).toISOString(),
      finishedAt && new Date(finishedAt).toISOString(),
      finishedAt && Math.round((finishedAt - openedAt) / 1_000),
      id,
      call.userId,
      call.agentId,
      call.callId,
      call.phoneNumber,
      call.name,
      ...columns.map((column) => fields.find(({ name }) => name === column)?.value ?? ''),
      others.map(({ label, value }) => `${label}: ${value}`).join('; '),
      ...choices,
      call.meanings.join(' '),
      call.notes,
      Object.entries(call.answers ?? {})
        .map(([label, answer]) => `${label}: ${answer}`)
        .join('; '),
      call.callbackAt ?? '',
      (call.corrections ?? []).map(correctionText).join('; '),
      call.leftMessage,
      call.shown,
      call.state,
      call.words,
      otherChoices.join('; '),
    ])
  }
}

/**
 * Choices by the lists of today, and those that have no list any more: a list may have come, gone or
 * moved since the call.
 */
function choicesBy(lists: CampaignSettings['dispositionLists'], chosen: readonly string[]) {
  const offers = (list: (typeof lists)[number] | undefined, choice: string) =>
    list?.choices.some(({ value }) => value === choice) === true
  const offeredBy = chosen.map((choice, index) =>
    offers(lists[index], choice) ? index : lists.findIndex((list) => offers(list, choice)),
  )
  // What no list offers stays in its place, where nothing else belongs: it may have got a new name.
  const places = offeredBy.map((place, index) =>
    place < 0 && index < lists.length && !offeredBy.includes(index) ? index : place,
  )
  const cells = lists.map((_, index) => chosen[places.indexOf(index)] ?? '')
  const others = chosen.filter(
    (choice, index) => choice !== '' && cells[places[index] ?? -1] !== choice,
  )
  return [cells, others] as const
}

function correctionText({ at, dispositions, notes }: Correction): string {
  const words = [...dispositions, notes].filter((text) => text !== '')
  return `${new Date(at).toISOString()} ${words.join(', ')}`
}
