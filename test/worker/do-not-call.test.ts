import { describe, expect, it } from 'vitest'
import type { LoggedCall, Mark, Outcome } from '../../shared/board.ts'
import type { Command } from '../../shared/protocol.ts'
import { askRoute } from './board-client.ts'
import { ANN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'

const live = useWorker()

async function supervise(path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Bearer ${await live.worker.token('sue', 'supervisor')}`
  return fetch(`${live.worker.url}/v1${path}`, { ...init, headers: { authorization } })
}

async function marks(): Promise<Mark[]> {
  const response = await supervise('/do-not-call')
  return ((await response.json()) as { marks: Mark[] }).marks
}

async function stateOf(): Promise<LoggedCall | undefined> {
  const { body } = await askRoute(live.worker, '/calls?search=dnc-changed')
  return (body as { calls: LoggedCall[] }).calls[0]
}

async function work(id: string, phonenumber: string, choice: string): Promise<string> {
  const { ann, agentId, user } = await live.signedIn()
  live.worker.dialer.connect(agentId, { ...ANN, id, phonenumber })
  await ann.inPhase('on-call')
  const draft = { dispositions: [choice], notes: '' }
  await ann.command({ ...finish(id, true), draft } as Command)
  await ann.close()
  return user
}

describe('a number that an agent marked as do-not-call', () => {
  it('is on the list, and no later answer takes it off', async () => {
    const user = await work('dnc-1', '12135550143', 'Do not call')
    const mark = { number: '2135550143', campaignId: CAMPAIGN.id, callId: 'dnc-1', userId: user }
    await expect.poll(marks).toMatchObject([mark])
    await work('dnc-2', '2135550143', 'Interested')
    await work('dnc-3', '2135550155', 'Interested')
    await work('dnc-4', '2135550166', 'Do not call')
    await expect.poll(marks).toMatchObject([mark, { number: '2135550166', callId: 'dnc-4' }])
  })

  it('can be taken home', async () => {
    const response = await supervise('/do-not-call?format=csv')
    expect(response.headers.get('content-disposition')).toContain('do-not-call.csv')
    const [head, ...rows] = (await response.text()).trimEnd().split('\r\n')
    expect(head).toBe('Phone Number,Marked,Campaign ID,Call ID,User ID')
    expect(rows.map((row) => row.split(',')[0])).toEqual(['2135550143', '2135550166'])
  })

  it('is named when a campaign is created with it, and left out on demand', async () => {
    const form = (more: object) => {
      const settings = { name: 'Next', callerId: '2135550199', dispositionLists: [], ...more }
      const body = new FormData()
      body.append('campaign', JSON.stringify(settings))
      body.append('numbers', '2135550100\n(213) 555-0143\n+1 213 555 0166\n')
      return { method: 'POST', body }
    }
    const refused = await supervise('/campaigns', form({}))
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'bad-rows',
      rows: [
        { line: 2, reason: 'do-not-call', value: '2135550143' },
        { line: 3, reason: 'do-not-call', value: '12135550166' },
      ],
    })
    const made = await supervise('/campaigns', form({ skipBad: true }))
    expect(await made.json()).toMatchObject({ numbers: 1, skipped: 2 })
    const asked = live.worker.dialer.of('createCallCenterConnectCampaign')
    expect(asked.map(({ numbers }) => numbers)).toEqual([['2135550100']])
  })

  it('is for supervisors to see', async () => {
    const authorization = `Bearer ${await live.worker.token('ann')}`
    const response = await fetch(`${live.worker.url}/v1/do-not-call`, {
      headers: { authorization },
    })
    expect(response.status).toBe(403)
    expect((await supervise('/do-not-call?after=x')).status).toBe(400)
  })
})

describe('outcomes', () => {
  it('are counted by hour and agent', async () => {
    const { body } = await askRoute(live.worker, '/outcomes')
    const { outcomes } = body as { outcomes: Outcome[] }
    const sum = (figure: 'calls' | 'contacts' | 'doNotCall') =>
      outcomes.reduce((total, row) => total + row[figure], 0)
    expect([sum('calls'), sum('contacts'), sum('doNotCall')]).toEqual([4, 2, 2])
    expect(new Set(outcomes.map(({ userId }) => userId)).size).toBe(4)
    for (const { hour } of outcomes) expect(hour % 3_600_000).toBe(0)
    const none = await askRoute(live.worker, '/outcomes?from=2020-01-01&to=2020-01-02')
    expect(none.body).toEqual({ outcomes: [] })
    const bad = await askRoute(live.worker, '/outcomes?from=today')
    expect(bad).toMatchObject({ status: 400, body: { field: 'from' } })
  })
})

describe('a mark', () => {
  it('holds for each spelling of a number in one file', async () => {
    await work('dnc-twice', '2135550199', 'Do not call')
    await expect.poll(async () => JSON.stringify(await marks())).toContain('2135550199')
    const body = new FormData()
    const settings = { name: 'Twice', callerId: '2135550198', dispositionLists: [], skipBad: true }
    body.append('campaign', JSON.stringify(settings))
    body.append('numbers', '2135550199\n12135550199\n2135550101\n')
    expect((await supervise('/campaigns', { method: 'POST', body })).status).toBe(201)
    const asked = live.worker.dialer.of('createCallCenterConnectCampaign').at(-1)
    expect(asked?.numbers).toEqual(['2135550101'])
  })

  it('is not made by an answer that the dialer refused and the agent changed', async () => {
    const { ann, agentId } = await live.signedIn()
    const { dialer } = live.worker
    dialer.connect(agentId, { ...ANN, id: 'dnc-changed', phonenumber: '2135550133' })
    await ann.inPhase('on-call')
    dialer.nextOf(agentId, 'storeAgentResponse', { fault: 'no such response' })
    const never = { dispositions: ['Do not call'], notes: '' }
    await ann.command({ ...finish('dnc-changed'), draft: never } as Command)
    await ann.inPhase('on-call', ({ refusal }) => refusal !== null)
    await expect.poll(stateOf).toMatchObject({ state: 'open', finishedAt: null })
    expect(ann.session?.today.calls).toBe(0)
    await ann.command(finish('dnc-changed', true))
    await expect.poll(stateOf).toMatchObject({ state: 'stored' })
    expect(JSON.stringify(await marks())).not.toContain('2135550133')
    await ann.close()
  })

  it('comes from a correction, too', async () => {
    const user = await work('dnc-late', '2135550177', 'Interested')
    const authorization = `Bearer ${await live.worker.token(user)}`
    const correct = async (choice: string) => {
      const correction = { campaign: CAMPAIGN.id, callId: 'dnc-late', dispositions: [choice] }
      const body = JSON.stringify({ ...correction, notes: 'said so at the end' })
      const url = `${live.worker.url}/v1/session/corrections`
      const response = await fetch(url, { method: 'POST', headers: { authorization }, body })
      expect(response.status).toBe(200)
    }
    await expect
      .poll(() => live.worker.dialer.of('storeAgentResponse').at(-1))
      .toMatchObject({
        callId: 'dnc-late',
      })
    await correct('Not home')
    await correct('Do not call')
    const mark = { number: '2135550177', callId: 'dnc-late', userId: user }
    await expect.poll(marks).toContainEqual(expect.objectContaining(mark))
  })

  it('of a call whose id is a formula goes home as text', async () => {
    await work('=cmd()', '2135550188', 'Do not call')
    const csv = async () => (await supervise('/do-not-call?format=csv')).text()
    await expect.poll(csv).toContain(",'=cmd(),")
  })

  it('stays when a supervisor has the number’s calls erased', async () => {
    const before = await marks()
    const asked = { method: 'POST', body: { phoneNumber: '213-555-0166' } } as const
    expect(await askRoute(live.worker, '/erase', asked)).toMatchObject({ body: { calls: 1 } })
    expect(await marks()).toEqual(before)
  })
})
