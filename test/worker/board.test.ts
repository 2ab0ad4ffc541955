import { afterEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '../../shared/board.ts'
import { mintToken } from '../../worker/auth.ts'
import { askRoute, BoardClient, type BoardOpening } from './board-client.ts'
import { ANN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN, SECRET } from './live-worker.ts'

const live = useWorker()
const open: BoardClient[] = []

async function board(opening: BoardOpening = {}): Promise<BoardClient> {
  const client = await BoardClient.open(live.worker, opening)
  open.push(client)
  return client
}

afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate()
})

describe('a supervisor’s board', () => {
  it('shows each agent as they ring, wait, talk and leave', async () => {
    const sue = await board()
    await expect.poll(() => sue.board?.campaign).toMatchObject({ name: CAMPAIGN.name })
    expect(sue.updates[0]).toMatchObject({ type: 'hello', protocol: 1 })
    const { ann, agentId, user } = await live.signedIn()
    const row = () => sue.row(user)
    await expect.poll(row).toMatchObject({ phase: 'waiting', agentId, console: true, call: null })
    live.worker.dialer.connect(agentId, { ...ANN, id: 'board-1' })
    const call = { id: 'board-1', name: 'Ann Lee', phoneNumber: ANN.phonenumber }
    await expect.poll(row).toMatchObject({ phase: 'on-call', call })
    expect(sue.board?.lastCallAt).toBeGreaterThan(Date.now() - 60_000)
    await ann.inPhase('on-call')
    await ann.command(finish('board-1', true))
    await expect
      .poll(row)
      .toMatchObject({ phase: 'signed-out', why: 'last-call', lastAgentId: agentId })
    expect(row()?.today.calls).toBe(1)
    await ann.close()
    await expect.poll(row).toMatchObject({ console: false })
    const versions = sue.updates.flatMap((each) =>
      each.type === 'board' ? [each.board.version] : [],
    )
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
  })

  it('is the same over HTTP', async () => {
    const sue = await board()
    await expect.poll(() => sue.board).toBeDefined()
    const { body } = await askRoute(live.worker, '/board')
    expect(body).toMatchObject({ campaign: CAMPAIGN, agents: sue.board?.agents })
  })

  it('shows who asks for help, through the next phase, until they do not', async () => {
    const sue = await board()
    const { ann, agentId, user } = await live.signedIn()
    expect(await ann.command({ type: 'help', on: true })).toMatchObject({ ok: true })
    await expect.poll(() => sue.row(user)?.helpSince).toBeGreaterThan(0)
    const { helpSince } = ann.session ?? {}
    live.worker.dialer.connect(agentId, { ...ANN, id: 'help-1' })
    await ann.inPhase('on-call')
    expect(ann.session?.helpSince).toBe(helpSince)
    await ann.command({ type: 'help', on: false })
    await expect.poll(() => sue.row(user)).toMatchObject({ phase: 'on-call', helpSince: null })
    await ann.close()
  })

  it('counts what the dialer does not have', async () => {
    const sue = await board()
    const { ann, agentId, user } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'board-2' })
    await ann.inPhase('on-call')
    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'board-2' })
    await expect.poll(() => sue.row(user)?.unsent).toMatchObject({ unfinished: 1, refused: 0 })
    await ann.close()
  })

  it('is refused to everybody else with a code that a page can read', async () => {
    const worker = live.worker
    const expired = await mintToken(
      { SESSION_SECRET: SECRET },
      { userId: 'sue', campaigns: [CAMPAIGN.id], role: 'supervisor' },
      -5,
    )
    const other = await mintToken(
      { SESSION_SECRET: SECRET },
      { userId: 'sue', campaigns: ['1'], role: 'supervisor' },
      60,
    )
    const refusals = [
      [{ token: await worker.token('ann', 'agent') }, 4403, 'forbidden'],
      [{ token: expired.token }, 4401, 'token-expired'],
      [{ token: 'not.a.token' }, 4401, 'token-invalid'],
      [{ token: other.token }, 4403, 'forbidden'],
      [{ token: other.token, campaign: '1' }, 4403, 'unknown-campaign'],
      [{ origin: 'https://evil.example' }, 4403, 'origin-refused'],
    ] as const
    for (const [opening, code, reason] of refusals) {
      const client = await board(opening)
      await expect.poll(() => client.closed).toBe(code)
      expect(client.updates).toMatchObject([{ type: 'refused', code: reason }])
    }
    const { status, body } = await askRoute(worker, '/socket')
    expect([status, body]).toMatchObject([400, { code: 'bad-request' }])
  })

  it('is no place to send anything to', async () => {
    const sue = await board()
    await expect.poll(() => sue.board).toBeDefined()
    sue.socket.send('{"type":"kick"}')
    await expect.poll(() => sue.closed).toBe(4400)
  })
})

describe('starting, stopping and the ratio', () => {
  it('is asked of the dialer, shown as last set here, and told to agents', async () => {
    const sue = await board()
    const { ann } = await live.signedIn()
    const started = await askRoute(live.worker, '/start', { method: 'POST' })
    expect(started).toMatchObject({ status: 200, body: { value: true, by: 'sue' } })
    expect(live.worker.dialer.of('startCampaign').at(-1)).toEqual({ campaignId: CAMPAIGN.id })
    await expect.poll(() => sue.board?.dialling).toEqual(started.body)
    await ann.until(() => ann.session?.campaign.dialling?.running || undefined)
    await askRoute(live.worker, '/stop', { method: 'POST' })
    expect(live.worker.dialer.of('stopCampaign').at(-1)).toEqual({ campaignId: CAMPAIGN.id })
    await ann.until(() => ann.session?.campaign.dialling?.running === false || undefined)
    const ratio = await askRoute(live.worker, '/ratio', { method: 'PUT', body: { ratio: 2.5 } })
    expect(ratio).toMatchObject({ status: 200, body: { value: 2.5, by: 'sue' } })
    expect(live.worker.dialer.of('updateRatio').at(-1)).toEqual({
      campaignid: CAMPAIGN.id,
      ratio: 2.5,
    })
    await expect.poll(() => sue.board?.ratio).toEqual(ratio.body)
    await ann.close()
  })

  it('that the dialer refuses changes nothing, and its words come back', async () => {
    const before = (await askRoute(live.worker, '/board')).body
    const refusals = [
      ['startCampaign', '/start', 'POST', undefined],
      ['updateRatio', '/ratio', 'PUT', { ratio: 3 }],
    ] as const
    for (const [operation, path, method, body] of refusals) {
      live.worker.dialer.next(operation, { fault: 'Campaign has no numbers left' })
      expect(await askRoute(live.worker, path, { method, body })).toMatchObject({
        status: 502,
        body: { code: 'dialer-fault', words: 'Campaign has no numbers left' },
      })
    }
    const { dialling, ratio } = before as { dialling: unknown; ratio: unknown }
    expect((await askRoute(live.worker, '/board')).body).toMatchObject({ dialling, ratio })
  })

  it('counts a start whose answer is lost as one: the campaign may dial, and has to be stopped', async () => {
    await askRoute(live.worker, '/stop', { method: 'POST' })
    const dialling = async () => {
      return ((await askRoute(live.worker, '/board')).body as BoardSnapshot).dialling?.value
    }
    live.worker.dialer.next('startCampaign', 'cut')
    const lost = await askRoute(live.worker, '/start', { method: 'POST' })
    expect(lost).toMatchObject({ status: 504, body: { code: 'dialer-timeout' } })
    expect(await dialling()).toBe(true)
    live.worker.dialer.next('stopCampaign', 'answer-lost')
    expect((await askRoute(live.worker, '/stop', { method: 'POST' })).status).toBe(504)
    expect(await dialling()).toBe(true)
  })

  it('refuses a ratio that is none before it asks', async () => {
    const asked = live.worker.dialer.of('updateRatio').length
    for (const ratio of [0, -1, 11, '2', null, Number.NaN]) {
      const told = await askRoute(live.worker, '/ratio', { method: 'PUT', body: { ratio } })
      expect(told).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'ratio' } })
    }
    expect(live.worker.dialer.of('updateRatio')).toHaveLength(asked)
  })
})

describe('a kick', () => {
  it('by user ends the session, hangs up, and says so on a console opened later', async () => {
    const sue = await board()
    const { ann, agentId, user } = await live.signedIn()
    await ann.close()
    const path = `/users/${encodeURIComponent(user)}/kick`
    const told = await askRoute(live.worker, path, { method: 'POST' })
    expect(told).toEqual({ status: 200, body: { userId: user, agentId, hangUp: 'under-way' } })
    await expect
      .poll(() => sue.row(user))
      .toMatchObject({ phase: 'signed-out', why: 'kicked', phoneUp: false, words: null })
    expect(live.worker.dialer.of('kickAgent').at(-1)).toEqual({ campaignId: CAMPAIGN.id, agentId })
    const later = await live.worker.open(user)
    expect(await later.inPhase('signed-out')).toMatchObject({ why: 'kicked', hangUp: false })
    await later.close()
    expect(await askRoute(live.worker, path, { method: 'POST' })).toMatchObject({
      status: 409,
      body: { code: 'not-now', field: 'user' },
    })
  })

  it('by agent id finds the user; on a call the notes can still be finished', async () => {
    const { ann, agentId, user } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'kick-1' })
    await ann.inPhase('on-call')
    const told = await askRoute(live.worker, `/agents/${agentId}/kick`, { method: 'POST' })
    expect(told.body).toEqual({ userId: user, agentId, hangUp: 'under-way' })
    await ann.inPhase('on-call', ({ phone, goneWhy }) => phone === 'gone' && goneWhy === 'kicked')
    await ann.command(finish('kick-1'))
    expect(await ann.inPhase('signed-out')).toMatchObject({ why: 'kicked' })
    expect(live.worker.dialer.of('storeAgentResponse').at(-1)).toMatchObject({ lastcall: true })
    await ann.close()
  })

  it('of an agent whom only the dialer knows goes to the dialer, with its words if it refuses', async () => {
    const path = '/agents/00990/kick'
    expect(await askRoute(live.worker, path, { method: 'POST' })).toEqual({
      status: 200,
      body: { userId: null, agentId: '00990', hangUp: 'done' },
    })
    expect(live.worker.dialer.of('kickAgent').at(-1)).toMatchObject({ agentId: '990' })
    live.worker.dialer.next('kickAgent', { fault: 'Agent 990 is not logged in' })
    expect(await askRoute(live.worker, path, { method: 'POST' })).toMatchObject({
      status: 502,
      body: { code: 'dialer-fault', words: 'Agent 990 is not logged in' },
    })
    expect(await askRoute(live.worker, '/agents/ann/kick', { method: 'POST' })).toMatchObject({
      status: 400,
      body: { code: 'bad-agent-id', field: 'agentId' },
    })
  })

  it('by a dialer that cannot ends the session all the same, and the row stays marked', async () => {
    const sue = await board()
    const { ann, user } = await live.signedIn()
    live.worker.dialer.next('kickAgent', { fault: 'Invalid operation: kickAgent' })
    await askRoute(live.worker, `/users/${user}/kick`, { method: 'POST' })
    const words = 'Invalid operation: kickAgent'
    expect(await ann.inPhase('signed-out', (state) => state.words !== null)).toMatchObject({
      why: 'kicked',
      hangUp: true,
      words,
    })
    await expect.poll(() => sue.row(user)).toMatchObject({ why: 'kicked', phoneUp: true, words })
    await ann.close()
  })
})

describe('a campaign’s settings', () => {
  it('can be changed one by one, and open consoles show it', async () => {
    const { ann } = await live.signedIn()
    const told = await askRoute(live.worker, '', { method: 'PATCH', body: { name: 'Renamed' } })
    expect(told).toMatchObject({ status: 200, body: { ...CAMPAIGN, name: 'Renamed' } })
    await ann.until(() => ann.session?.campaign.name === 'Renamed' || undefined)
    expect(ann.session?.state.phase).toBe('waiting')
    const back = { method: 'PATCH', body: { name: CAMPAIGN.name } } as const
    await askRoute(live.worker, '', back)
    await ann.close()
  })
})
