import { afterAll, describe, expect, it } from 'vitest'
import type { WebhookDelivery } from '../../shared/board.ts'
import { askRoute } from './board-client.ts'
import { ANN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'
import { isGenuine, startReceiver } from './webhook-receiver.ts'

const crm = await startReceiver()
const live = useWorker({ FINISH_WEBHOOK_URL: crm.url, FINISH_WEBHOOK_SECRET: crm.secret })
afterAll(() => crm.stop())

/** An agent finishes one call, and closes the page at once. */
async function work(id: string): Promise<string> {
  const { ann, agentId, user } = await live.signedIn()
  live.worker.dialer.connect(agentId, { ...ANN, id })
  await ann.inPhase('on-call')
  expect(await ann.command(finish(id, true))).toMatchObject({ ok: true })
  await ann.close()
  return user
}

async function deliveries(): Promise<WebhookDelivery[]> {
  const { body } = await askRoute(live.worker, '/webhooks')
  return (body as { webhooks: WebhookDelivery[] }).webhooks
}

const delivery = async (id: string) =>
  (await deliveries()).find((each) => each.id === `${CAMPAIGN.id}.${id}`)

const arrived = (id: string) => crm.received.filter((each) => each.id === `${CAMPAIGN.id}.${id}`)

describe('a finish', () => {
  it('arrives at the CRM’s server, signed, though no page is open any more', async () => {
    const user = await work('hook-1')
    await expect.poll(() => arrived('hook-1')).toHaveLength(1)
    expect(arrived('hook-1')[0]?.body).toMatchObject({
      type: 'call.finished',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        campaignId: CAMPAIGN.id,
        callId: 'hook-1',
        userId: user,
        phoneNumber: ANN.phonenumber,
        dispositions: ['Interested'],
        meanings: ['contact'],
        notes: 'call back in May',
        state: 'stored',
      },
    })
    expect(crm.forged).toEqual([])
    await expect.poll(() => delivery('hook-1')).toMatchObject({ state: 'delivered', tries: 1 })
  })

  it('arrives also where the dialer’s ids have letters that no header can carry', async () => {
    await work('Anruf-ü-電')
    await expect.poll(() => delivery('Anruf-ü-電')).toMatchObject({ state: 'delivered' })
    const [posted] = arrived('Anruf-%C3%BC-%E9%9B%BB')
    expect(posted?.body.data.callId).toBe('Anruf-ü-電')
    expect(crm.forged).toEqual([])
  })

  it('that the CRM’s server did not take is shown on the board and tried again', async () => {
    crm.answers.push(503, 302)
    await work('hook-2')
    const trouble = { state: 'waiting', tries: 1, trouble: 'HTTP 503' }
    await expect.poll(() => delivery('hook-2')).toMatchObject(trouble)
    expect((await delivery('hook-2'))?.nextTryAt).toBeGreaterThan(Date.now())
    const { body } = await askRoute(live.worker, '/board')
    expect(body).toMatchObject({ webhooks: { waiting: 1, failed: 0 } })
    const retry = `/webhooks/${CAMPAIGN.id}.hook-2/retry`
    const asked = await askRoute(live.worker, retry, { method: 'POST' })
    expect(asked).toEqual({ status: 200, body: { retried: true } })
    // where a receiver points to is not followed
    await expect.poll(() => delivery('hook-2')).toMatchObject({ trouble: 'HTTP 302' })
    await askRoute(live.worker, retry, { method: 'POST' })
    await expect.poll(() => delivery('hook-2')).toMatchObject({ state: 'delivered', trouble: null })
    expect(arrived('hook-2')).toHaveLength(1)
    const again = await askRoute(live.worker, retry, { method: 'POST' })
    expect(again).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })

  it('arrives after a crash in the middle, with the same id', async () => {
    crm.answers.push(500)
    await work('hook-3')
    await expect.poll(() => delivery('hook-3')).toMatchObject({ tries: 1 })
    await live.worker.restart()
    const retry = `/webhooks/${CAMPAIGN.id}.hook-3/retry`
    await askRoute(live.worker, retry, { method: 'POST' })
    await expect.poll(() => arrived('hook-3')).toHaveLength(1)
  })

  it('that somebody else posts is not taken for genuine by the same check', () => {
    const headers = {
      'webhook-id': '1',
      'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
      'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    }
    expect(isGenuine(headers, '{}')).toBe(false)
  })
})
