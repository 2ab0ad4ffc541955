import { describe, expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { handmade } from './identities.ts'
import { ANN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

const live = useWorker()
const RIGHT = 'spring passcode'
const NOBODYS = '111111'

interface Answer {
  readonly token: string
  readonly expiresAt: number
  readonly code?: string
  readonly retryAt?: number
}

interface Attempt {
  readonly address: string
  readonly campaign?: string
  readonly passcode?: string
  readonly name?: string
  readonly agentId?: string
}

/** One try at the front door. The header is Cloudflare's, which no client can set there. */
async function attempt({ address, ...typed }: Attempt) {
  const response = await fetch(`${live.worker.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'cf-connecting-ip': address },
    body: JSON.stringify({ campaign: CAMPAIGN.id, name: 'Jo', passcode: 'wrong', ...typed }),
  })
  const { status, headers } = response
  const body = (await response.json()) as Answer
  return { status, retryAfter: headers.get('retry-after'), body }
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

describe('a passcode guest', () => {
  it('has a token that says their name to the worker only', async () => {
    const gwendolyn = { address: '198.51.100.3', passcode: RIGHT, name: 'Gwendolyn' }
    const { token } = (await attempt(gwendolyn)).body
    const said = (text: string) =>
      text.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    expect(said(token).join()).toContain(CAMPAIGN.id)
    expect(said(token).join() + token).not.toMatch(/gwendolyn|passcode/i)
    expect(said(handmade({ sub: 'passcode:874100:Gwendolyn' })).join()).toContain('Gwendolyn')
    const again = (await attempt(gwendolyn)).body.token
    const subjects = [token, again].map((each) => JSON.parse(said(each)[1] ?? '').sub)
    expect(subjects[0]).not.toBe(subjects[1])
    const opening = { url: live.worker.url, campaign: CAMPAIGN.id, origin: ORIGIN }
    const client = await ConsoleClient.open({ ...opening, token })
    await client.command({ type: 'log-in', agentId: '8131' })
    await client.inPhase('waiting')
    const onRoster = async () => JSON.stringify((await askRoute(live.worker, '/board')).body)
    await expect.poll(onRoster).toContain('passcode:874100:Gwendolyn')
    await client.close()
  })

  it('joins a session that is going on only by the agent id its owner hears', async () => {
    const address = '198.51.100.1'
    const ann = { address, passcode: RIGHT, name: 'Ann' }
    const { token } = (await attempt(ann)).body
    const opening = { url: live.worker.url, campaign: CAMPAIGN.id, origin: ORIGIN }
    const owner = await ConsoleClient.open({ ...opening, token })
    await owner.command({ type: 'call-me', phoneNumber: '2135550171' })
    expect(await attempt(ann)).toMatchObject({ status: 409, body: { code: 'session-live' } })
    await owner.command({ type: 'log-in', agentId: '8111' })
    await owner.inPhase('waiting')
    const refused = { status: 409, body: { code: 'session-live', field: 'agentId' } }
    expect(await attempt(ann)).toMatchObject(refused)
    const guesses = await Promise.all(
      times(15, (index) => attempt({ ...ann, agentId: String(9_000 + index) })),
    )
    expect(guesses.filter(({ status }) => status === 409)).toHaveLength(10)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5)
    const elsewhere = await attempt({ ...ann, address: '198.51.100.9', agentId: '8111' })
    expect(elsewhere.status).toBe(200)
    const second = await ConsoleClient.open({ ...opening, token: elsewhere.body.token })
    await second.inPhase('waiting')
    await Promise.all([owner.close(), second.close()])
  })

  it('has twenty tries an hour at one session’s agent id, from however many addresses', async () => {
    const zoe = { passcode: RIGHT, name: 'Zoe' }
    const { token } = (await attempt({ ...zoe, address: '198.51.100.20' })).body
    const opening = { url: live.worker.url, campaign: CAMPAIGN.id, origin: ORIGIN }
    const owner = await ConsoleClient.open({ ...opening, token })
    await owner.command({ type: 'log-in', agentId: '8141' })
    await owner.inPhase('waiting')
    const address = (index: number) => `2001:db8:0:${index}::1`
    const right = { ...zoe, agentId: '8141' }
    for (const index of times(3, (n) => n)) {
      expect(await attempt({ ...right, address: address(index) })).toMatchObject({ status: 200 })
    }
    const guesses = await Promise.all(
      times(25, (n) => attempt({ ...zoe, agentId: `${9_000 + n}`, address: address(n) })),
    )
    expect(guesses.filter(({ status }) => status === 409)).toHaveLength(20)
    const locked = { status: 429, body: { code: 'locked-out' } }
    expect(await attempt({ ...right, address: address(30) })).toMatchObject(locked)
    const other = { ...zoe, name: 'Yan', agentId: '8142', address: address(31) }
    expect(await attempt(other)).toMatchObject({ status: 200 })
    await owner.close()
  })

  it('is nobody whom a CRM names like a guest', async () => {
    const token = handmade({ sub: `passcode:${CAMPAIGN.id}:Gwendolyn` })
    const address = `${live.worker.url}/v1/session/calls?campaign=${CAMPAIGN.id}`
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'token-invalid' })
  })

  it('sees nothing of a session that began after they signed in by its name', async () => {
    const gus = { address: '198.51.100.2', passcode: RIGHT, name: 'Gus' }
    const early = (await attempt(gus)).body.token
    const { token } = (await attempt(gus)).body
    const opening = { url: live.worker.url, campaign: CAMPAIGN.id, origin: ORIGIN }
    const eve = await ConsoleClient.open({ ...opening, token: early })
    const owner = await ConsoleClient.open({ ...opening, token })
    await owner.inPhase('signed-out')
    await eve.inPhase('signed-out')
    await owner.command({ type: 'call-me', phoneNumber: '2135550172' })
    expect(await eve.closed()).toBe(4403)
    expect(eve.updates.at(-1)).toMatchObject({ type: 'refused', code: 'session-live' })
    await owner.command({ type: 'log-in', agentId: '8121' })
    await owner.inPhase('waiting')
    await live.worker.dialer.holding('8121')
    live.worker.dialer.connect('8121', ANN)
    await owner.inPhase('on-call')
    const own = await ConsoleClient.open({ ...opening, token })
    await own.inPhase('on-call')
    own.report({ type: 'renew', token: early })
    expect(await own.closed()).toBe(4403)
    await live.worker.restart()
    const again = await ConsoleClient.open({ ...opening, token: early })
    expect(await again.closed()).toBe(4403)
    const calls = async (bearer: string) => {
      const headers = { authorization: `Bearer ${bearer}` }
      const url = `${live.worker.url}/v1/session/calls?campaign=${CAMPAIGN.id}`
      return (await fetch(url, { headers })).text()
    }
    await expect.poll(() => calls(token)).toContain(ANN.phonenumber)
    expect(await calls(early)).toContain('session-live')
    expect(JSON.stringify([eve.updates, again.updates])).not.toContain(ANN.phonenumber)
    const back = await ConsoleClient.open({ ...opening, token })
    await back.inPhase('on-call')
    await back.command(finish(ANN.id, true))
    await back.inPhase('signed-out')
    await back.close()
  })
})

describe('sign-in by passcode', () => {
  it('gives a token that opens a console for that name, and only for that campaign', async () => {
    const { status, body } = await attempt({
      address: '192.0.2.1',
      passcode: RIGHT,
      name: 'Žofie 李',
    })
    expect(status).toBe(200)
    const { token, expiresAt } = body
    expect(expiresAt).toBeGreaterThan(Date.now() + 11 * 3_600_000)
    const opening = { url: live.worker.url, token, origin: ORIGIN }
    const guest = await ConsoleClient.open({ ...opening, campaign: CAMPAIGN.id })
    await guest.inPhase('signed-out')
    expect(guest.session).toMatchObject({ userId: 'passcode:874100:Žofie 李', role: 'agent' })
    await guest.close()
    const other = await ConsoleClient.open({ ...opening, campaign: NOBODYS })
    expect(await other.closed()).toBe(4403)
  })

  it('locks an address out after ten wrong tries, says until when, and nobody else', async () => {
    const address = '192.0.2.2'
    const answers = await Promise.all(times(25, () => attempt({ address })))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    const locked = answers.filter(({ status }) => status === 429)
    expect(locked).toHaveLength(15)
    for (const { body, retryAfter } of locked) {
      expect(body).toMatchObject({ code: 'locked-out' })
      expect(body.retryAt).toBeGreaterThan(Date.now())
      expect(Number(retryAfter)).toBeLessThanOrEqual(15 * 60)
    }
    expect(await attempt({ address, passcode: RIGHT })).toMatchObject({ status: 429 })
    expect(await attempt({ address: '192.0.2.3', passcode: RIGHT })).toMatchObject({ status: 200 })
    await live.worker.restart()
    expect(await attempt({ address, passcode: RIGHT })).toMatchObject({ status: 429 })
  })

  it('does not count who is right', async () => {
    const address = '192.0.2.4'
    for (const name of times(15, (index) => `Agent ${index}`)) {
      expect(await attempt({ address, passcode: RIGHT, name })).toMatchObject({ status: 200 })
    }
  })

  it('answers for a campaign that does not exist as for a wrong passcode', async () => {
    const answers = await Promise.all(
      [CAMPAIGN.id, NOBODYS].map(async (campaign, index) => {
        const began = performance.now()
        const { status, body } = await attempt({ address: `192.0.2.${5 + index}`, campaign })
        expect(performance.now() - began).toBeGreaterThan(490)
        return { status, body }
      }),
    )
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong-passcode' } })
    expect(answers[1]).toEqual(answers[0])
  })

  it.each([CAMPAIGN.id, NOBODYS])(
    'locks campaign %s after sixty wrong tries, wherever they come from',
    async (campaign) => {
      const host = campaign === CAMPAIGN.id ? 1 : 2
      const tries = times(66, (index) =>
        attempt({ campaign, address: `203.0.113.${host * 10 + Math.floor(index / 10)}` }),
      )
      const locked = (await Promise.all(tries)).filter(({ status }) => status === 429)
      expect(locked.length).toBeGreaterThanOrEqual(6)
      const stranger = await attempt({ campaign, address: '203.0.113.99', passcode: RIGHT })
      expect(stranger).toMatchObject({ status: 429, body: { code: 'locked-out' } })
    },
  )

  it('lets agents in where they sit, also while strangers have locked their campaign', async () => {
    const home = '192.0.2.4'
    expect(await attempt({ address: home, passcode: RIGHT })).toMatchObject({ status: 200 })
    expect(await attempt({ address: home })).toMatchObject({ status: 401 })
  })
})
