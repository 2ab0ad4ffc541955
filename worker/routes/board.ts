/**
 * The board itself: live over a socket, or as it is at the moment.
 * @module
 */

import type { BoardSnapshot } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { WATCHER_HEADER } from '../board/watchers.ts'
import { isUpgrade } from '../refusal.ts'
import { boardOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

const EXAMPLE: BoardSnapshot = {
  version: 1_795_425_600_000,
  at: 1_795_425_600_000,
  campaign: {
    id: '874100',
    name: 'Spring renewals',
    dispositionLists: [],
    dispositionRequired: true,
    columns: ['name'],
    canLeaveMessage: true,
  },
  dialling: { value: true, at: 1_795_425_000_000, by: 'sue@acme.example' },
  ratio: null,
  closing: { whenEmpty: false, time: null, zone: 'UTC' },
  stopRefused: null,
  agents: [
    {
      userId: 'ann@acme.example',
      lastAgentId: '4721',
      phase: 'waiting',
      since: 1_795_425_540_000,
      agentId: '4721',
      phoneNumber: '2135550100',
      console: true,
      troubleSince: null,
      call: null,
      callerGoneAt: null,
      phoneGone: false,
      held: null,
      lastCall: false,
      helpSince: null,
      why: null,
      phoneUp: false,
      words: null,
      unsent: { sending: 0, unconfirmed: 0, refused: 0, unfinished: 0 },
      today: { from: 1_795_392_000_000, calls: 3, handleSeconds: 540 },
    },
  ],
  lastCallAt: 1_795_425_500_000,
  webhooks: { waiting: 0, failed: 0 },
  erasing: 0,
}

/** The board, once and live. */
export const boardRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/board',
    summary: 'Who works on the campaign, and what they do at this moment',
    example: EXAMPLE,
    handle: async (asked) => {
      const board = await boardOf(asked).snapshot()
      if (!board) throw new ConsoleError('unknown-campaign')
      return board
    },
  }),
  route({
    method: 'get',
    path: '/:id/socket',
    summary: 'The same, pushed as it changes',
    about:
      'A WebSocket with the subprotocols `agent-console.v1` and `bearer.TOKEN`. After `hello` every frame is a whole `board`. Send nothing but `ping`. A refusal is a frame `refused` with a code, then a close with 4401, 4403 or 4429.',
    example: { type: 'board', board: EXAMPLE },
    handle: (asked) => {
      if (!isUpgrade(asked.request)) throw new ConsoleError('bad-request')
      const admitted = new Request(asked.request)
      admitted.headers.set(WATCHER_HEADER, encodeURIComponent(JSON.stringify(asked.who)))
      return boardOf(asked).fetch(admitted)
    },
  }),
]
