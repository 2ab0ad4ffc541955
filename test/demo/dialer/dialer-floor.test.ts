import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeskView } from '../../../demo/dialer/desk-view.ts'
import { CAMPAIGN, type DeskPage, KEY, type ServedFloor, serveFloor } from './served-floor.ts'

const DESK = '5550100'
const AGENT = { key: KEY, campaignId: CAMPAIGN }

let floor: ServedFloor

beforeAll(async () => {
  floor = await serveFloor()
}, 60_000)
afterAll(() => floor.close())
beforeEach(() => floor.control('reset', { clock: 'manual', at: Date.UTC(2026, 10, 23, 9) }))

afterEach(() => floor.closeDesks())

const pass = (seconds: number) => floor.control('advance', { ms: seconds * 1000 })

async function ringMe(): Promise<DeskPage> {
  const desk = await floor.desk(DESK)
  await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'ann', phoneNumber: '555-0100' })
  await pass(1)
  await desk.until(() => desk.phone.state === 'ringing')
  return desk
}

async function hearId(desk: DeskPage): Promise<string> {
  desk.send({ type: 'answer' })
  await desk.until(() => desk.phone.state === 'up')
  await pass(1)
  await desk.until(() => desk.phone.hears?.kind === 'digits')
  return desk.phone.hears?.kind === 'digits' ? desk.phone.hears.digits : ''
}

async function logIn(): Promise<{ desk: DeskPage; agentId: string }> {
  const desk = await ringMe()
  const agentId = await hearId(desk)
  await floor.soap.loginAgentAsync({ ...AGENT, agentId, userId: 'ann' })
  return { desk, agentId }
}

/** Opens a wait, lets time pass only once the dialer holds it, and returns the call. */
async function nextCall(agentId: string): Promise<{ id: string; extradata: string }> {
  const before = (await floor.journal()).length
  const waiting = floor.soap.getConnectionForAgentAsync({ ...AGENT, agentId })
  await expect.poll(async () => (await floor.journal()).length).toBeGreaterThan(before)
  await pass(30)
  const [answer] = await waiting
  return answer.out
}

const fault = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => null,
    (reason) => reason,
  )
  return error?.root?.Envelope?.Body?.Fault?.faultstring ?? String(error)
}

describe('the embedded dialer in workerd, asked by node-soap', () => {
  it('works the ten steps of an agent', async () => {
    const { desk, agentId } = await logIn()
    await desk.until(() => desk.phone.hears?.kind === 'music')
    const first = await nextCall(agentId)
    expect(first.extradata).toContain('Rosa Delgado,Harbor Bakery')
    await desk.until(() => desk.phone.hears?.kind === 'person')
    expect(desk.phone).toMatchObject({ beeps: 1, hears: { name: 'Rosa Delgado' } })
    const finish = { ...AGENT, agentId, agentResponse: 'Renewed', agentNotes: 'glad' }
    await floor.soap.storeAgentResponseAsync({ ...finish, callId: first.id, lastcall: false })
    await desk.until(() => desk.phone.hears?.kind === 'music')
    const second = await nextCall(agentId)
    expect(second.id).not.toBe(first.id)
    await floor.soap.storeAgentResponseAsync({ ...finish, callId: second.id, lastcall: true })
    await desk.until(() => desk.phone.hears?.kind === 'text')
    desk.send({ type: 'hang-up' })
    await desk.until(() => desk.phone.state === 'idle')
    const [stats] = await floor.soap.getAgentStatsAsync({ key: KEY, campaignid: CAMPAIGN })
    expect(stats.out.AgentType[0]).toMatchObject({ id: agentId, calls: 2, userid: 'ann' })
  })

  it('answers nil to a wait after 45 s', async () => {
    await floor.campaigns.stopCampaignAsync({ key: KEY, campaignId: CAMPAIGN })
    const { agentId } = await logIn()
    const waiting = floor.soap.getConnectionForAgentAsync({ ...AGENT, agentId })
    await expect
      .poll(async () => (await floor.journal()).at(-1)?.operation)
      .toBe('getConnectionForAgent')
    await pass(46)
    const [answer] = await waiting
    expect(answer).toBeNull()
  })

  it('creates, starts and paces a campaign of one’s own', async () => {
    const [created] = await floor.soap.createCallCenterConnectCampaignWithAMAsync({
      key: KEY,
      callerid: '2125550100',
      name: 'Autumn',
      passcode: '',
      dispositionLists: { Disposition: [{ dispositions: { string: ['Yes', 'No'] }, name: 'Say' }] },
      numbers: { string: ['2125550190,Zoe Zimmer', '2125550191,Yann Young'] },
      answeringMachineSound: '5',
    })
    const campaignId = String(created.out)
    expect(campaignId).toMatch(/^\d{6}$/)
    await floor.soap.updateRatioAsync({ key: KEY, campaignid: campaignId, ratio: 2 })
    await floor.campaigns.startCampaignAsync({ key: KEY, campaignId })
    const { exchange } = await floor.control<{
      exchange: { floor: { campaigns: Record<string, object> } }
    }>('state')
    expect(exchange.floor.campaigns[campaignId]).toMatchObject({
      name: 'Autumn',
      ratio: 2,
      running: true,
      dispositionLists: [{ name: 'Say', dispositions: ['Yes', 'No'] }],
      queue: [0, 1],
    })
  })

  it('faults in clear words', async () => {
    const stats = (key: string, campaignid: string) =>
      fault(floor.soap.getAgentStatsAsync({ key, campaignid }))
    expect(await stats('wrong', CAMPAIGN)).toBe('Invalid key')
    expect(await stats(KEY, '5')).toBe('Campaign 5 is not known')
    const log = { ...AGENT, agentId: '9999', userId: 'ann' }
    expect(await fault(floor.soap.loginAgentAsync(log))).toBe('Agent id 9999 is not known')
  })

  it('keeps a journal of everything it was asked, nonsense included, without the key', async () => {
    await fault(floor.soap.getAgentStatsAsync({ key: KEY, campaignid: CAMPAIGN }))
    await fault(floor.soap.getAgentStatsAsync({ key: 'my wrong key', campaignid: CAMPAIGN }))
    await fetch(new URL('/service/PredictiveService', floor.url), {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<not-soap>',
    })
    const lines = await floor.journal()
    expect(lines).toMatchObject([
      { operation: 'getAgentStats', parameters: { key: '***', campaignid: CAMPAIGN }, fault: null },
      { operation: 'getAgentStats', parameters: { key: '***' }, fault: 'Invalid key' },
      { operation: null, parameters: null, fault: expect.any(String) },
    ])
    const text = JSON.stringify(lines)
    expect(text).toContain(CAMPAIGN)
    expect(text).not.toContain(KEY)
    expect(text).not.toContain('my wrong key')
  })

  it('answers held waits when a new story begins', async () => {
    await floor.campaigns.stopCampaignAsync({ key: KEY, campaignId: CAMPAIGN })
    const { agentId } = await logIn()
    const waiting = fault(floor.soap.getConnectionForAgentAsync({ ...AGENT, agentId }))
    await expect
      .poll(async () => (await floor.journal()).at(-1)?.operation)
      .toBe('getConnectionForAgent')
    await floor.control('reset', { clock: 'manual' })
    expect(await waiting).toBe('The dialer has been restarted')
  })
})

describe('a dialer that is replaced in the middle of a call', () => {
  it('knows everything that it has told anybody', async () => {
    const { agentId } = await logIn()
    const call = await nextCall(agentId)
    await floor.redeploy()
    expect(await nextCall(agentId)).toEqual(call)
    const finish = { ...AGENT, agentId, callId: call.id, agentResponse: 'Renewed', agentNotes: '' }
    await floor.soap.storeAgentResponseAsync({ ...finish, lastcall: false })
    await floor.redeploy()
    expect((await nextCall(agentId)).id).not.toBe(call.id)
  })
})

describe('a clock that moves by itself', () => {
  it('rings, answers and recites without being pushed, as fast as it is told to', async () => {
    await floor.control('reset', { speed: 50, network: { deskPhones: 'auto' } })
    await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'ann', phoneNumber: DESK })
    const heard = async () => (await floor.control<DeskView>(`phone?number=${DESK}`)).hears?.kind
    await expect.poll(heard).toBe('digits')
    await expect(floor.control('advance', { ms: 1 })).rejects.toThrow('moves by itself')
  })
})

describe('the desk phone’s socket', () => {
  it('shows the same phone on every page that looks at it', async () => {
    const desk = await ringMe()
    const other = await floor.desk(DESK)
    expect(other.phone).toEqual(desk.phone)
    other.send({ type: 'hang-up' })
    await desk.until(() => desk.phone.state === 'idle')
    expect(desk.phone.ended).toBe('rejected')
  })

  it('rings out when nobody answers', async () => {
    const desk = await ringMe()
    await pass(60)
    await desk.until(() => desk.phone.state === 'idle')
    expect(desk.phone.ended).toBe('no-answer')
  })

  it('is idle again, and still looked at, after a reset', async () => {
    const desk = await ringMe()
    await floor.control('reset', { clock: 'manual' })
    await desk.until(() => desk.phone.state === 'idle')
    expect(desk.phone.ended).toBeNull()
  })

  it.each([
    '{',
    '[]',
    '{"type":"explode"}',
    `{"type":"subscribe","phoneNumber":"${'5'.repeat(300)}"}`,
  ])('is closed with a sentence when it sends %s', async (nonsense) => {
    const desk = await floor.desk(DESK)
    desk.send(nonsense)
    await desk.until(() => desk.closed)
    expect(desk.updates.at(-1)).toEqual({
      type: 'refused',
      words: 'That is not something a desk phone can do.',
    })
  })
})

describe('the side door', () => {
  it('answers and hangs up phones that no page shows', async () => {
    await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'ann', phoneNumber: DESK })
    await pass(1)
    const answered = await floor.control<{ done: boolean; phone: DeskView }>('phone', {
      phoneNumber: DESK,
      do: 'answer',
    })
    expect(answered).toMatchObject({ done: true, phone: { state: 'up' } })
    await pass(1)
    const phone = await floor.control<DeskView>(`phone?number=${DESK}`)
    expect(phone.hears?.kind).toBe('digits')
  })

  it('lets unattended phones answer by themselves where it is told to', async () => {
    await floor.control('settings', { network: { deskPhones: 'auto' } })
    await floor.soap.sendAgentCallBackAsync({ ...AGENT, userId: 'ann', phoneNumber: DESK })
    await pass(5)
    expect((await floor.control<DeskView>(`phone?number=${DESK}`)).hears?.kind).toBe('digits')
  })

  it.each([
    ['reset', { clock: 'sundial' }, 'clock must be real or manual'],
    ['reset', { floor: { mood: 1 } }, 'There is no setting \\"mood\\"'],
    ['settings', { network: { noise: { fail: 2 } } }, 'noise must be an object of'],
    ['advance', {}, 'ms is missing'],
    ['advance', { ms: -1 }, 'ms must be a number from 0'],
    ['phone', { phoneNumber: 'x', do: 'answer' }, 'phoneNumber must be a phone number'],
    ['explode', {}, 'There is no such control'],
  ])('refuses %s %j in words', async (path, body, words) => {
    await expect(floor.control(path, body)).rejects.toThrow(words)
  })

  it('does not take a form from another site', async () => {
    const response = await fetch(new URL('/demo/floor/reset', floor.url), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    })
    expect(response.status).toBe(400)
  })
})
