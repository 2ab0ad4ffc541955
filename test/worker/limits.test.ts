import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../shared/protocol.ts'
import { BoardClient } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

const live = useWorker()

const signIn = () => `${live.worker.url}/v1/sign-in`

/** What a body without a declared length is answered. */
function statusOfChunks(bytes: number): Promise<number | undefined> {
  const { hostname, port } = new URL(live.worker.url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: '/v1/sign-in', method: 'POST' }, (response) => {
      resolve(response.statusCode)
      sent.destroy()
    })
    sent.on('error', reject)
    for (let left = bytes; left > 0; left -= 50_000) sent.write(' '.repeat(50_000))
    sent.end()
  })
}

/** Whether the worker still serves somebody else. */
async function othersAreServed(): Promise<boolean> {
  const ben = await live.worker.open('ben@acme.example')
  const answer = await ben.command({ type: 'log-in', agentId: 'x' })
  await ben.close()
  return !answer.ok && answer.code === 'bad-agent-id'
}

describe('a request that is too large', () => {
  it('is refused by its declared length', async () => {
    const response = await fetch(signIn(), { method: 'POST', body: 'x'.repeat(200_000) })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too-large' })
  })

  it('is refused while it comes, where no length was declared', async () => {
    expect(await statusOfChunks(400_000)).toBe(413)
    expect(await othersAreServed()).toBe(true)
  })

  it('is refused for its headers', async () => {
    const headers = { 'x-filler': 'x'.repeat(40_000) }
    const response = await fetch(signIn(), { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'too-large', field: 'headers' })
  })

  it('is refused for its address', async () => {
    const response = await fetch(`${live.worker.url}/v1/${'x'.repeat(40_000)}`)
    expect(response.status).toBe(413)
  })

  it('of bytes that are no text is refused as such', async () => {
    const response = await fetch(signIn(), { method: 'POST', body: new Uint8Array([0x7b, 0xff]) })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad-request' })
  })

  it('with half a body that never ends holds up nobody else', async () => {
    const { hostname, port } = new URL(live.worker.url)
    const slow = request({ hostname, port, path: '/v1/sign-in', method: 'POST' })
    slow.on('error', () => undefined)
    slow.write('{"campaign":')
    expect(await othersAreServed()).toBe(true)
    slow.destroy()
    expect(await othersAreServed()).toBe(true)
    expect(live.worker.log()).not.toContain('"event":"internal"')
  })
})

describe('a command that fits no schema', () => {
  it.each([
    [{ type: 'call-me', phoneNumber: 2135550150 }, 'bad-request', 'phoneNumber'],
    [{ type: 'call-me', phoneNumber: '2'.repeat(120) }, 'bad-phone-number', 'phoneNumber'],
    [{ type: 'log-in', agentId: '4'.repeat(60) }, 'bad-agent-id', 'agentId'],
    [{ type: 'save-draft', callId: '1', draft: { notes: null } }, 'bad-request', undefined],
    [{ type: 'from tomorrow' }, 'bad-request', 'type'],
  ])('%j is answered, and its console stays', async (command, code, field) => {
    const ann = await live.worker.open('clumsy@acme.example')
    const answer = await ann.command(command as unknown as Command)
    expect(answer).toMatchObject({ ok: false, outcome: 'refused', code, ...(field && { field }) })
    expect(await ann.command({ type: 'cancel' })).toMatchObject({ code: 'not-now' })
    await ann.close()
  })
})

describe('a console that says too much', () => {
  it('is closed for a message that is too long, and nothing of it is kept', async () => {
    const ann = await live.worker.open('long@acme.example')
    const before = await ann.inPhase('signed-out')
    ann.sendRaw(JSON.stringify({ type: 'log-in', id: '1', agentId: '9'.repeat(500_000) }))
    expect(await ann.closed()).toBe(4400)
    expect(ann.updates.at(-1)).toMatchObject({ type: 'refused', code: 'too-large' })
    const again = await live.worker.open('long@acme.example')
    expect(await again.inPhase('signed-out')).toEqual(before)
    await again.close()
  })

  it('is closed for a thousand messages at once, and its other tab goes on', async () => {
    const [wild, calm] = await Promise.all([
      live.worker.open('wild@acme.example'),
      live.worker.open('wild@acme.example'),
    ])
    for (let count = 0; count < 1_000; count++) wild.report({ type: 'active' })
    expect(await wild.closed()).toBe(4429)
    const refusal = wild.updates.at(-1)
    expect(refusal).toMatchObject({ type: 'refused', code: 'rate-limited' })
    expect(refusal?.type === 'refused' && refusal.retryAt).toBeGreaterThan(Date.now() - 1_000)
    expect(await calm.command({ type: 'log-in', agentId: 'x' })).toMatchObject({
      code: 'bad-agent-id',
    })
    expect(await othersAreServed()).toBe(true)
    await calm.close()
  })

  it('may type as fast as a person can', async () => {
    const { ann, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { id: 'typed' })
    await ann.inPhase('on-call')
    for (let count = 0; count < 80; count++) {
      const draft = { dispositions: [], notes: 'a'.repeat(count) }
      const saved = await ann.command({ type: 'save-draft', callId: 'typed', draft })
      expect(saved).toMatchObject({ ok: true })
    }
    await ann.close()
  })
})

it('A call has two hundred pieces of extra data at most', async () => {
  const { ann, agentId } = await live.signedIn()
  const extradata = Array.from({ length: 300 }, (_, at) => `piece ${at}`).join()
  live.worker.dialer.connect(agentId, { id: 'in pieces', extradata })
  const { call } = await ann.inPhase('on-call')
  expect(call.fields.filter(({ value }) => value.startsWith('piece '))).toHaveLength(200)
  await ann.close()
})

describe('a campaign', () => {
  it('has fifty open boards and no more, until one is closed', async () => {
    const boards: BoardClient[] = []
    for (let count = 0; count < 50; count++) boards.push(await BoardClient.open(live.worker))
    await expect.poll(() => boards.every(({ board }) => board !== undefined)).toBe(true)
    const late = await BoardClient.open(live.worker)
    await expect.poll(() => late.closed).toBe(4429)
    expect(late.updates).toMatchObject([{ type: 'refused', code: 'rate-limited' }])
    expect(await othersAreServed()).toBe(true)
    expect(boards.filter(({ closed }) => closed !== null)).toEqual([])
    boards[0]?.socket.close()
    await expect.poll(() => boards[0]?.closed).not.toBeNull()
    const next = await BoardClient.open(live.worker)
    await expect.poll(() => next.board).toBeDefined()
    for (const { socket } of [...boards, next]) socket.close()
  })
})

describe('a session', () => {
  it('has twenty consoles and no more, until one is closed', async () => {
    const user = 'tabs@acme.example'
    const tabs: ConsoleClient[] = []
    for (let count = 0; count < 20; count++) tabs.push(await live.worker.open(user))
    const [first, second] = tabs
    const late = await live.worker.open(user)
    expect(await late.closed()).toBe(4429)
    expect(late.updates).toMatchObject([{ type: 'refused', code: 'rate-limited' }])
    expect(await othersAreServed()).toBe(true)
    await first?.close()
    const next = await live.worker.open(user)
    await next.inPhase('signed-out')
    expect(await second?.command({ type: 'cancel' })).toMatchObject({ code: 'not-now' })
    await Promise.all([...tabs.slice(1), next].map((tab) => tab.close()))
  })

  it('is opened by a name of any letters', async () => {
    const who = 'Zoë “Ω” 李 🙂 <b>@acme.example'
    const token = await live.worker.token(who)
    const opening = { url: live.worker.url, token, campaign: CAMPAIGN.id, origin: ORIGIN }
    const ann = await ConsoleClient.open(opening)
    await ann.inPhase('signed-out')
    expect(ann.session?.userId).toBe(who)
    await ann.close()
  })
})
