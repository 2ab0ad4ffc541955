/** A campaign that stops by itself, by a clock that the test sets. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BoardSnapshot } from '../../shared/board.ts'
import { askRoute, BoardClient } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { CAMPAIGN, type LiveWorker, ORIGIN, register, tokenOf } from './live-worker.ts'
import { setClock as setClockOf, startWithClock } from './set-clock.ts'

const MINUTE = 60_000

let live: LiveWorker
let sue: BoardClient

beforeAll(async () => {
  live = await startWithClock()
  sue = await BoardClient.open(live)
}, 60_000)
afterAll(async () => {
  sue.socket.terminate()
  await live.stop()
})

const setClock = (ahead: number) => setClockOf(live, ahead)

/** Starts the campaign, which is to stop by itself. */
async function start(closing: { whenEmpty: boolean; time: string | null }): Promise<void> {
  expect(await askRoute(live, '/closing', { method: 'PUT', body: closing })).toMatchObject({
    status: 200,
  })
  expect(await askRoute(live, '/start', { method: 'POST' })).toMatchObject({ status: 200 })
  await expect.poll(() => sue.board?.dialling).toMatchObject({ value: true, by: 'sue' })
}

async function isRunning(): Promise<boolean | undefined> {
  const { body } = await askRoute(live, '/board')
  return (body as BoardSnapshot).dialling?.value
}

const stops = () => live.dialer.of('stopCampaign')

/** The board says that it was stopped by nobody, and the dialer was asked so many times in all. */
async function hasStopped(times: number): Promise<void> {
  const stopped = { value: false, by: null }
  await expect.poll(() => sue.board?.dialling, { timeout: 20_000 }).toMatchObject(stopped)
  expect(stops()).toEqual(Array(times).fill({ campaignId: CAMPAIGN.id }))
}

const phaseOf = (user: string) => expect.poll(() => sue.row(user)?.phase)

it('waits for its first agent, and stops five minutes after the last one has left', async () => {
  await start({ whenEmpty: true, time: null })
  const ann = await live.open('ann@acme.example')
  await phaseOf('ann@acme.example').toBe('signed-out')
  await setClock(6 * MINUTE)
  // The board looks for what is due with whatever is set.
  await askRoute(live, '/ratio', { method: 'PUT', body: { ratio: 2 } })
  expect(await isRunning()).toBe(true)
  expect(stops()).toHaveLength(0)
  const ben = await live.open('ben@acme.example')
  await ann.command({ type: 'log-in', agentId: '4721' })
  await phaseOf('ann@acme.example').toBe('waiting')
  await setClock(12 * MINUTE)
  expect(await isRunning()).toBe(true)
  await ann.command({ type: 'log-off' })
  await phaseOf('ann@acme.example').toBe('signed-out')
  await setClock(16 * MINUTE)
  // Who only closes a page does not leave anew.
  await ben.close()
  await expect.poll(() => sue.row('ben@acme.example')).toBeUndefined()
  expect(await isRunning()).toBe(true)
  expect(stops()).toHaveLength(0)
  await setClock(17 * MINUTE)
  await hasStopped(1)
  await ann.close()
}, 60_000)

it('stops although its last agent has gone to another campaign', async () => {
  await start({ whenEmpty: true, time: null })
  const cho = await live.open('cho@acme.example')
  await cho.command({ type: 'log-in', agentId: '4722' })
  await phaseOf('cho@acme.example').toBe('waiting')
  await cho.command({ type: 'log-off' })
  await phaseOf('cho@acme.example').toBe('signed-out')
  await cho.close()
  const campaign = '874101'
  await register(live.url, { ...CAMPAIGN, id: campaign })
  const token = await tokenOf('cho@acme.example', 'agent', campaign)
  const there = await ConsoleClient.open({ url: live.url, token, campaign, origin: ORIGIN })
  await phaseOf('cho@acme.example').toBeUndefined()
  await setClock(23 * MINUTE)
  await hasStopped(2)
  await there.close()
}, 60_000)

it('stops a start whose answer was lost, and not one that was refused', async () => {
  const now = await setClock(23 * MINUTE)
  const before = sue.board?.dialling
  live.dialer.next('startCampaign', { fault: 'No numbers' })
  expect(await askRoute(live, '/start', { method: 'POST' })).toMatchObject({ status: 502 })
  expect(((await askRoute(live, '/board')).body as BoardSnapshot).dialling).toEqual(before)
  const closes = Math.ceil((now + MINUTE) / MINUTE) * MINUTE
  const closing = { whenEmpty: false, time: new Date(closes).toISOString().slice(11, 16) }
  await askRoute(live, '/closing', { method: 'PUT', body: closing })
  live.dialer.next('startCampaign', 'answer-lost')
  expect(await askRoute(live, '/start', { method: 'POST' })).toMatchObject({
    status: 504,
  })
  await expect.poll(() => sue.board?.dialling).toMatchObject({ value: true, by: 'sue' })
  await setClock(23 * MINUTE + closes - now + 1_000)
  await hasStopped(3)
}, 60_000)

it('stops although its last agent had a callback cancelled, and not for one who never worked here', async () => {
  await setClock(26 * MINUTE)
  await start({ whenEmpty: true, time: null })
  const fay = await live.open('fay@acme.example')
  await fay.command({ type: 'call-me', phoneNumber: '2135551999' })
  await fay.inPhase('calling-back')
  await fay.command({ type: 'cancel' })
  await fay.close()
  const dee = await live.open('dee@acme.example')
  await setClock(34 * MINUTE)
  await askRoute(live, '/ratio', { method: 'PUT', body: { ratio: 2 } })
  expect(await isRunning()).toBe(true)
  await dee.command({ type: 'log-in', agentId: '4724' })
  await phaseOf('dee@acme.example').toBe('waiting')
  await dee.command({ type: 'log-off' })
  await dee.command({ type: 'call-me', phoneNumber: '2135551998' })
  await dee.inPhase('calling-back')
  await dee.command({ type: 'cancel' })
  await dee.close()
  await phaseOf('dee@acme.example').toBe('signed-out')
  await setClock(40 * MINUTE)
  await hasStopped(4)
}, 60_000)

it('is known to dial where a stop was answered after a newer start', async () => {
  await start({ whenEmpty: false, time: null })
  const answer = Promise.withResolvers<void>()
  const before = stops().length
  live.dialer.next('stopCampaign', { after: answer.promise })
  const stop = askRoute(live, '/stop', { method: 'POST' })
  await live.dialer.until(() => stops().length === before + 1)
  await askRoute(live, '/start', { method: 'POST' })
  answer.resolve()
  expect(await stop).toMatchObject({ status: 200, body: { value: true } })
  expect(await isRunning()).toBe(true)
}, 60_000)

it('stops at its closing time', async () => {
  const now = await setClock(43 * MINUTE)
  const closes = Math.ceil((now + MINUTE) / MINUTE) * MINUTE
  await start({ whenEmpty: false, time: new Date(closes).toISOString().slice(11, 16) })
  // Nobody asks it anything then: it is the alarm that rings.
  await setClock(43 * MINUTE + closes - now - 2_000)
  await hasStopped(6)
  expect(sue.board?.dialling?.at).toBeGreaterThanOrEqual(closes)
}, 60_000)

it('shows that the dialer refuses to stop, in its words, until it has', async () => {
  const now = await setClock(46 * MINUTE)
  const closes = Math.ceil((now + MINUTE) / MINUTE) * MINUTE
  await start({ whenEmpty: false, time: new Date(closes).toISOString().slice(11, 16) })
  expect(sue.board?.stopRefused).toBeNull()
  const words = 'There is no campaign 874100'
  live.dialer.next('stopCampaign', { fault: words })
  await setClock(46 * MINUTE + closes - now)
  await expect
    .poll(() => sue.updates.map((each) => each.type === 'board' && each.board.stopRefused?.value))
    .toContainEqual({ words, tries: 1 })
  await hasStopped(8)
  expect(sue.board?.stopRefused).toBeNull()
}, 60_000)
