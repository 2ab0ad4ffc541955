import { afterAll, describe, expect, it } from 'vitest'
import { mintToken } from '../../worker/auth.ts'
import { askRoute, BoardClient } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN, SECRET } from './live-worker.ts'

const live = useWorker()
const OTHER = '874200'
const open: ConsoleClient[] = []
afterAll(() => Promise.all(open.map((client) => client.close())))

interface Pass {
  readonly campaigns?: readonly string[]
  readonly role?: 'agent' | 'supervisor'
  readonly seconds?: number
}

async function tokenFor(userId: string, pass: Pass = {}): Promise<string> {
  const { campaigns = [CAMPAIGN.id], role = 'agent', seconds = 3_600 } = pass
  return (await mintToken({ SESSION_SECRET: SECRET }, { userId, campaigns, role }, seconds)).token
}

async function openConsole(token: string, campaign = CAMPAIGN.id): Promise<ConsoleClient> {
  const client = await ConsoleClient.open({ url: live.worker.url, token, campaign, origin: ORIGIN })
  open.push(client)
  return client
}

/** Sets up a second campaign. */
async function otherCampaign(): Promise<void> {
  const { id: _, ...body } = CAMPAIGN
  const token = await tokenFor('sue', { campaigns: [OTHER], role: 'supervisor' })
  const response = await fetch(`${live.worker.url}/v1/campaigns/${OTHER}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...body, name: 'Autumn' }),
  })
  expect(response.status).toBe(200)
}

/** Asks for nothing much until the worker says that the token has run out. */
async function untilExpired(console: ConsoleClient): Promise<void> {
  for (;;) {
    const answer = await console.command({ type: 'last-call', on: false })
    if (!answer.ok && answer.code === 'token-expired') return
    expect(answer.ok || answer.code === 'not-now').toBe(true)
    // Slower than the worker lets frames come, however long the token lasts.
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

const hellos = (console: ConsoleClient) =>
  console.updates.flatMap((update) => (update.type === 'hello' ? [update.expiresAt] : []))

describe('a token that is renewed', () => {
  it('carries the open console on, without a new socket', async () => {
    const user = 'renew@acme.example'
    const ann = await openConsole(await tokenFor(user, { seconds: 60 }))
    ann.report({ type: 'renew', token: await tokenFor(user, { seconds: 7_200 }) })
    await ann.until(() => (hellos(ann).length === 2 ? true : undefined))
    const [first = 0, second = 0] = hellos(ann)
    expect(second - first).toBeGreaterThan(7_000_000)
    expect(await ann.command({ type: 'cancel' })).toMatchObject({ code: 'not-now' })
  })

  it.each([
    ['another user', async () => tokenFor('eve@acme.example'), 'token-invalid'],
    [
      'another campaign',
      async () => tokenFor('wrong@acme.example', { campaigns: [OTHER] }),
      'forbidden',
    ],
    ['nobody', async () => 'eyJ.eyJ.x', 'token-invalid'],
    ['yesterday', async () => tokenFor('wrong@acme.example', { seconds: -1 }), 'token-expired'],
  ])('is refused if it is of %s', async (_, token, code) => {
    const ann = await openConsole(await tokenFor('wrong@acme.example'))
    ann.report({ type: 'renew', token: await token() })
    expect([4401, 4403]).toContain(await ann.closed())
    expect(ann.updates.at(-1)).toMatchObject({ type: 'refused', code })
  })
})

describe('a token that has run out', () => {
  it('may still finish its open call, and sees nothing of the next', async () => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'late' })
    await ann.inPhase('on-call')
    ann.report({ type: 'renew', token: await tokenFor(user, { seconds: 5 }) })
    await untilExpired(ann)
    for (const command of [
      { type: 'call-me', phoneNumber: '2135550100' },
      { type: 'log-in', agentId },
      { type: 'caller-gone', callId: 'late', on: true },
      { type: 'phone-gone' },
      { type: 'no-screen' },
      { type: 'hold-finish', callId: 'late', reason: 'tea' },
      { type: 'leave-unfinished', callId: 'late' },
      { type: 'retry', callId: 'late' },
    ] as const) {
      expect(await ann.command(command)).toMatchObject({ ok: false, code: 'token-expired' })
    }
    const draft = { type: 'save-draft', callId: 'late', draft: TYPED } as const
    expect(await ann.command(draft)).toMatchObject({ ok: true })
    expect(await ann.command(finish('late'))).toMatchObject({ ok: true })
    expect(await ann.closed()).toBe(4401)
    expect(ann.updates.at(-1)).toMatchObject({ type: 'refused', code: 'token-expired' })
    expect(ann.session?.state.phase).toBe('on-call')
    await live.worker.dialer.holding(agentId)
    const again = await openConsole(await tokenFor(user))
    await again.inPhase('waiting')
  })

  it('opens nothing', async () => {
    const ann = await openConsole(await tokenFor('old@acme.example', { seconds: -5 }))
    expect(await ann.closed()).toBe(4401)
    expect(ann.updates).toMatchObject([{ type: 'refused', code: 'token-expired' }])
  })
})

describe('a session in a campaign that a token is not good for', () => {
  it('is neither shown nor touched, and its calls are nobody’s business', async () => {
    await otherCampaign()
    const user = 'both@acme.example'
    const page = await openConsole(await tokenFor(user, { campaigns: [OTHER] }), OTHER)
    await page.inPhase('signed-out')
    const ann = await openConsole(await tokenFor(user))
    await ann.inPhase('signed-out')
    expect(page.session?.campaign.id).toBe(OTHER)
    await ann.command({ type: 'log-in', agentId: '7011' })
    expect(await page.closed()).toBe(4403)
    expect(page.updates.at(-1)).toMatchObject({ code: 'signed-in-elsewhere' })
    live.worker.dialer.connect('7011', { ...ANN, id: 'private' })
    await ann.inPhase('on-call')
    const late = await openConsole(await tokenFor(user, { campaigns: [OTHER] }), OTHER)
    expect(late.updates).toMatchObject([{ type: 'refused', code: 'signed-in-elsewhere' }])

    await ann.command({ type: 'phone-gone' })
    await ann.command({ type: 'leave-unfinished', callId: 'private' })
    await ann.inPhase('signed-out')
    expect(ann.session?.unsent).toHaveLength(1)
    const other = await openConsole(await tokenFor(user, { campaigns: [OTHER] }), OTHER)
    await other.inPhase('signed-out')
    expect(other.session?.unsent).toEqual([])
    const retry = await other.command({ type: 'retry', callId: 'private' })
    expect(retry).toMatchObject({ ok: false, code: 'wrong-call' })
    const seen = JSON.stringify([page.updates, late.updates, other.updates])
    expect(seen).not.toContain('Ann Lee')
    expect(JSON.stringify(ann.updates)).toContain('Ann Lee')
  })

  it('gives way to the page that is used, while nobody is signed in', async () => {
    await otherCampaign()
    const user = 'pages@acme.example'
    const first = await openConsole(await tokenFor(user))
    const second = await openConsole(await tokenFor(user, { campaigns: [OTHER] }), OTHER)
    await second.inPhase('signed-out')
    const called = await first.command({ type: 'call-me', phoneNumber: '2135550190' })
    expect(called).toMatchObject({ ok: true })
    expect(live.worker.dialer.of('sendAgentCallBack').at(-1)).toMatchObject({
      campaignId: CAMPAIGN.id,
    })
    expect(await second.closed()).toBe(4403)
  })
})

it('Who is connected with an agent who has moved to another campaign is hung up on where they were', async () => {
  await otherCampaign()
  const { dialer } = live.worker
  const token = await tokenFor('moved@acme.example', { campaigns: [CAMPAIGN.id, OTHER] })
  const before = await openConsole(token)
  await before.command({ type: 'log-in', agentId: '4997' })
  await dialer.holding('4997')
  await before.command({ type: 'phone-gone' })
  const kicks = () => dialer.of('kickAgent').filter(({ agentId }) => agentId === '4997')
  await dialer.until(() => kicks().length === 1)
  const after = await openConsole(token, OTHER)
  expect(await after.command({ type: 'log-in', agentId: '4997' })).toMatchObject({ ok: true })
  // The wait of before is still open: the dialer has not ended it.
  dialer.connect('4997', { ...ANN, id: 'moved' })
  await dialer.until(() => kicks().length === 2)
  expect(kicks()[1]).toMatchObject({ campaignId: CAMPAIGN.id })
  expect(await after.inPhase('waiting')).toMatchObject({ agentId: '4997' })
})

describe('a supervisor who ends somebody’s access', () => {
  const revoke = (user: string) =>
    askRoute(live.worker, `/users/${encodeURIComponent(user)}/revoke`, { method: 'POST' })

  it('hangs up, closes every page, and lets no token of before in', async () => {
    const { ann, user, agentId } = await live.signedIn()
    const { ann: other } = await live.signedIn()
    const old = await tokenFor(user)
    const second = await openConsole(old)
    await second.inPhase('waiting')
    const { status, body } = await revoke(user)
    expect(status).toBe(200)
    expect(body).toMatchObject({ userId: user })
    expect(await Promise.all([ann.closed(), second.closed()])).toEqual([4401, 4401])
    expect(ann.updates.at(-1)).toMatchObject({ type: 'refused', code: 'token-revoked' })
    await live.worker.dialer.until(() =>
      live.worker.dialer.of('kickAgent').some((kick) => kick.agentId === agentId),
    )
    const again = await openConsole(old)
    expect(again.updates).toMatchObject([{ type: 'refused', code: 'token-revoked' }])
    await live.worker.restart()
    expect((await openConsole(old)).updates).toMatchObject([{ code: 'token-revoked' }])
    await other.close()
  })

  it('keeps what was typed about an open call', async () => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'revoked' })
    await ann.inPhase('on-call')
    const draft = { dispositions: [], notes: 'half a sentence' }
    await ann.command({ type: 'save-draft', callId: 'revoked', draft })
    await revoke(user)
    expect(await ann.closed()).toBe(4401)
    const logged = async () => (await askRoute(live.worker, '/calls?search=half')).body
    await expect.poll(logged).toMatchObject({
      calls: [{ callId: 'revoked', state: 'unfinished', notes: 'half a sentence' }],
    })
  })

  it('ends it in their own campaign only', async () => {
    await otherCampaign()
    const user = 'two@acme.example'
    const token = await tokenFor(user, { campaigns: [CAMPAIGN.id, OTHER] })
    const there = await openConsole(token, OTHER)
    await there.inPhase('signed-out')
    const here = await openConsole(token)
    await here.inPhase('signed-out')
    await revoke(user)
    expect(await here.closed()).toBe(4401)
    const called = await there.command({ type: 'call-me', phoneNumber: '2135550191' })
    expect(called).toMatchObject({ ok: true })
    expect((await openConsole(token)).updates).toMatchObject([{ code: 'token-revoked' }])
  })

  it('leaves nothing of that campaign on a page of another, old, opened later or renewed', async () => {
    await otherCampaign()
    const user = 'left@acme.example'
    const token = await tokenFor(user, { campaigns: [CAMPAIGN.id, OTHER] })
    const here = await openConsole(token)
    await here.command({ type: 'log-in', agentId: '4998' })
    await live.worker.dialer.holding('4998')
    live.worker.dialer.connect('4998', { ...ANN, id: 'left' })
    await here.inPhase('on-call')
    await here.command({ type: 'save-draft', callId: 'left', draft: TYPED })
    const before = await openConsole(token, OTHER)
    await before.inPhase('on-call')
    await revoke(user)
    expect(await here.closed()).toBe(4401)
    before.report({ type: 'renew', token })
    const after = await openConsole(token, OTHER)
    for (const page of [before, after]) {
      await page.inPhase('signed-out')
      expect(page.session?.unsent).toEqual([])
      const sent = await page.command({ type: 'retry', callId: 'left' })
      expect(sent).toMatchObject({ ok: false, code: 'wrong-call' })
    }
    expect(live.worker.dialer.of('storeAgentResponse')).not.toMatchObject([{ callId: 'left' }])
  })

  it('ends a supervisor’s, too: the board and every route', async () => {
    const role = 'supervisor'
    const token = await tokenFor('max@acme.example', { role })
    const board = await BoardClient.open(live.worker, { token })
    await expect.poll(() => board.board).toBeDefined()
    await revoke('max@acme.example')
    await expect.poll(() => board.closed).toBe(4401)
    const headers = { authorization: `Bearer ${token}` }
    const url = `${live.worker.url}/v1/campaigns/${CAMPAIGN.id}`
    const { origin } = new URL(url)
    for (const [method, address] of [
      ['GET', url],
      ['POST', `${origin}/v1/campaigns`],
    ] as const) {
      const response = await fetch(address, { method, headers })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'token-revoked' })
    }
  })
})
