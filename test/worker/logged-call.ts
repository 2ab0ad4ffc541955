/**
 * A call as a session tells its board of it: just opened, and nothing typed.
 * @module
 */

import type { LoggedCall } from '../../shared/board.ts'

export const LOGGED: LoggedCall = {
  callId: '77',
  userId: 'ann',
  agentId: '4721',
  shown: true,
  phoneNumber: '2135550143',
  name: 'Ann Lee',
  openedAt: 1_800_000_000_000,
  finishedAt: null,
  fields: [],
  dispositions: [],
  meanings: [],
  notes: '',
  response: '',
  leftMessage: false,
  state: 'open',
  sentAgain: false,
  words: null,
}
