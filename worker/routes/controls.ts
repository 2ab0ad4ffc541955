/**
 * What supervisors change on the floor: start, stop, ratio, closing time. The dialer confirms
 * first; then the board shows it as last set here.
 * @module
 */

import * as v from 'valibot'
import type { Closing, LastSet } from '../../shared/board.ts'
import type { ControlName, ControlValues } from '../board/controls.ts'
import { DialerError } from '../dialer.ts'
import { boardOf, dialerOf, settingsOf } from './of-campaign.ts'
import { type Asked, type Route, route } from './route.ts'

/**
 * Lines per idle agent. The dialer's own bounds are not documented; beyond ten, most people who
 * answer would hear nobody.
 */
const RATIO = { least: 0.1, most: 10 }

const SET_BY = { at: 1_795_425_600_000, by: 'sue@acme.example' }

const dial = (running: boolean) =>
  route({
    method: 'post',
    path: running ? '/:id/start' : '/:id/stop',
    summary: running ? 'Start dialling' : 'Stop dialling; people on the line stay',
    about: 'Agents are told. The board shows it as last set here: the dialer cannot be asked.',
    example: { value: running, ...SET_BY } as LastSet<boolean>,
    handle: async (asked) => {
      const { id: campaignId, dialling } = await settingsOf(asked)
      const dialer = dialerOf(asked)
      const order = running ? dialer.startCampaign : dialer.stopCampaign
      try {
        await order({ campaignId })
      } catch (error) {
        // It may dial now, and is to stop by itself; a stop too many harms nobody.
        if (running && mayHaveArrived(error)) await remember(asked, 'dialling', running)
        throw error
      }
      return remember(asked, 'dialling', running, dialling?.at ?? 0)
    },
  })

const mayHaveArrived = (error: unknown) =>
  error instanceof DialerError && error.sent && error.kind !== 'fault'

const ratio = route({
  method: 'put',
  path: '/:id/ratio',
  summary: 'Set how many lines are dialled per idle agent',
  about:
    'A higher ratio shortens the wait and connects more people to nobody. The dialer paces; this worker neither measures nor limits abandoned calls.',
  body: v.object({ ratio: v.pipe(v.number(), v.minValue(RATIO.least), v.maxValue(RATIO.most)) }),
  example: { value: 1.5, ...SET_BY } as LastSet<number>,
  handle: async (asked) => {
    const { id: campaignid } = await settingsOf(asked)
    await dialerOf(asked).updateRatio({ campaignid, ratio: asked.body.ratio })
    return remember(asked, 'ratio', asked.body.ratio)
  },
})

const closing = route({
  method: 'put',
  path: '/:id/closing',
  summary: 'Choose when the board stops the campaign by itself',
  about:
    'When nobody is signed in for five minutes, every day at a time, both or neither. Where the dialer refuses, it is asked for an hour, and the board’s `stopRefused` has its words.',
  body: v.object({
    whenEmpty: v.boolean(),
    time: v.nullable(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
    zone: v.optional(v.pipe(v.string(), v.maxLength(64), v.check(isZone)), 'UTC'),
  }),
  example: {
    value: { whenEmpty: true, time: '20:00', zone: 'America/New_York' },
    ...SET_BY,
  } as LastSet<Closing>,
  handle: async (asked) => {
    await settingsOf(asked)
    return remember(asked, 'closing', asked.body)
  },
})

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

/** Through a stub a method's type parameter is lost; the board keeps what it is given. */
async function remember<N extends ControlName>(
  asked: Asked<unknown, unknown>,
  name: N,
  value: ControlValues[N],
  seenAt?: number,
): Promise<LastSet<ControlValues[N]>> {
  const set: LastSet<unknown> = await boardOf(asked).set(name, value, asked.who.userId, seenAt)
  return set as LastSet<ControlValues[N]>
}

/** Start, stop, ratio, closing time. */
export const controlRoutes: readonly Route[] = [dial(true), dial(false), ratio, closing]
