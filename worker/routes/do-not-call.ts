/**
 * `/v1/do-not-call`: numbers that agents marked, of all campaigns here.
 * @module
 */

import * as v from 'valibot'
import type { Mark } from '../../shared/board.ts'
import { csvRow, download } from '../csv.ts'
import { MARKED_NUMBERS_NAME } from '../marked-numbers.ts'
import { routes } from './app.ts'
import { supervisors } from './guard.ts'
import { mount, type Route, route } from './route.ts'
import { stream } from './stream.ts'

const EXAMPLE: Mark = {
  number: '2135550143',
  at: 1_795_425_600_000,
  campaignId: '874100',
  callId: '77',
  userId: 'ann@acme.example',
}

/** A thousand at a time, or all of them as a file. */
export const doNotCallRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/',
    summary: 'Numbers that agents marked as do-not-call, of all campaigns here',
    about:
      'An answer with that meaning marks its number, and no later answer takes the mark off. New campaigns are checked against the marks; those that are loaded already may still dial them. These are our own marks: no registry is asked.',
    query: {
      after: v.optional(
        v.pipe(
          v.string(),
          v.regex(/^\d{0,40}$/),
          v.description('The last number of the page before'),
        ),
        '',
      ),
      format: v.optional(v.picklist(['json', 'csv']), 'json'),
    },
    example: { marks: [EXAMPLE] as readonly Mark[] },
    otherForms: ['text/csv'],
    handle: async ({ env, query }) => {
      const list = env.MARKED_NUMBERS.getByName(MARKED_NUMBERS_NAME)
      if (query.format === 'json') return { marks: await list.page(query.after) }
      const head = csvRow(['Phone Number', 'Marked', 'Campaign ID', 'Call ID', 'User ID'])
      const pages = async (after: string | null) => {
        const items: Mark[] = await list.page(after ?? query.after)
        return { items, next: items.at(-1)?.number ?? null }
      }
      return download(stream(pages, line, head), 'text/csv', 'do-not-call.csv')
    },
  }),
]

const line = ({ number, at, campaignId, callId, userId }: Mark) =>
  csvRow([number, new Date(at).toISOString(), campaignId, callId, userId])

/** The marks, for supervisors. */
export const doNotCall = routes()

doNotCall.use(supervisors)
mount(doNotCall, doNotCallRoutes)
