import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Command, CommandType } from '../../shared/protocol.ts'
import { ConsoleClient } from './console-client.ts'
import {
  handmade,
  type Identity,
  type Knock,
  knock,
  NOBODIES,
  OTHER_CAMPAIGN,
} from './identities.ts'
import { ANN, finish, TYPED, useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

vi.mock('cloudflare:workers', () => ({ DurableObject: class {} }))
// A name in a variable: the worker's own types are checked in its own project.
const WORKER = '../../worker/index.ts'
const { default: app }: { default: { routes: { method: string; path: string }[] } } = await import(
  /* @vite-ignore */ WORKER
)

const live = useWorker()
const REVOKED = 'revoked@acme.example'

/** Routes for everybody, and what they are for. */
const PUBLIC = new Set(['GET /healthz', 'POST /v1/sign-in', 'GET /v1/openapi.json'])

/** What a request needs beside its path for its identity to be all that is wrong with it. */
const REQUESTS: Record<string, Partial<Knock>> = {
  'GET /v1/session/socket': { query: { campaign: CAMPAIGN.id } },
  'GET /v1/session/calls': { query: { campaign: CAMPAIGN.id } },
  'GET /v1/session/contacts': { query: { campaign: CAMPAIGN.id, call: '77' } },
  'POST /v1/session/corrections': {
    body: { campaign: CAMPAIGN.id, callId: '77', dispositions: ['Interested'], notes: 'mine' },
  },
  'PUT /v1/campaigns/:id': { body: { name: 'Stolen', dispositionLists: [] } },
  'PATCH /v1/campaigns/:id': { body: { name: 'Stolen' } },
  'POST /v1/campaigns/:id/erase': { body: { phoneNumber: '2135559999' } },
  'PUT /v1/campaigns/:id/ratio': { body: { ratio: 2 } },
  'PUT /v1/campaigns/:id/closing': { body: { whenEmpty: false, time: null, zone: 'UTC' } },
}

/** What belongs to no campaign in particular is any supervisor's. */
const OF_NONE = new Set(['/v1/campaigns', '/v1/do-not-call'])

const PARAMETERS: Record<string, string> = {
  id: CAMPAIGN.id,
  user: 'ann@acme.example',
  agent: '4711',
  webhook: `${CAMPAIGN.id}.77`,
}

/** Every route that the worker has, as its router knows them. */
const ROUTES = app.routes
  .filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => ({ method, path, name: `${method} ${path}` }))
const GUARDED = ROUTES.filter(({ name }) => !PUBLIC.has(name))
const OF_CAMPAIGN = GUARDED.filter(
  ({ path }) => path.startsWith('/v1/campaigns') || OF_NONE.has(path),
)

const at = ({ method, path, name }: (typeof ROUTES)[number]): Knock => ({
  method,
  path: path.replace(/:(\w+)/g, (_, parameter) =>
    encodeURIComponent(PARAMETERS[parameter] ?? `no ${parameter}`),
  ),
  ...REQUESTS[name],
})

/** What every guarded route answers this identity, by the answer. */
async function answers(routes: typeof ROUTES, who: Identity): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {}
  for (const route of routes) {
    const code = await knock(live.worker.url, at(route), who)
    told[code] = [...(told[code] ?? []), route.name]
  }
  return told
}

const names = (routes: typeof ROUTES) => routes.map(({ name }) => name)

beforeAll(async () => {
  const { id: _, ...body } = CAMPAIGN
  const at = { method: 'PUT', path: `/v1/campaigns/${OTHER_CAMPAIGN}`, body }
  const token = handmade({ cid: [OTHER_CAMPAIGN] })
  expect(await knock(live.worker.url, at, { token })).toBe('200')
  const revoke = `/v1/campaigns/${CAMPAIGN.id}/users/${REVOKED}/revoke`
  const sue = { token: handmade() }
  expect(await knock(live.worker.url, { method: 'POST', path: revoke }, sue)).toBe('200')
})

describe('every route', () => {
  it('is known to this test', () => {
    expect(GUARDED.length).toBeGreaterThan(15)
    const unknown = ROUTES.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)])
    expect(unknown.filter(([, name = '']) => !(name in PARAMETERS))).toEqual([])
  })

  it('has one method: what is for all of them guards, and answers nobody', async () => {
    const guards = app.routes.filter(({ method }) => method === 'ALL')
    expect(guards.length).toBeGreaterThan(3)
    for (const path of new Set(guards.map(({ path }) => path))) {
      const unheard = at({ method: 'SEARCH', path: path.replace('*', 'unheard'), name: '' })
      const who = { token: handmade() }
      expect([path, await knock(live.worker.url, unheard, who)]).toEqual([path, 'not-found'])
    }
    expect(ROUTES.filter(({ path }) => path.includes('*'))).toEqual([])
  })

  it.each(Object.entries(NOBODIES))('refuses %s', async (_, [who, code]) => {
    expect(await answers(GUARDED, who)).toEqual({ [code]: names(GUARDED) })
  })

  it('refuses pages of other origins also where everybody may come', async () => {
    const signIn = { method: 'POST', path: '/v1/sign-in', body: {} }
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`]) {
      expect(await knock(live.worker.url, signIn, { origin })).toBe('origin-refused')
    }
  })

  it('refuses somebody of another campaign', async () => {
    const token = handmade({ cid: [OTHER_CAMPAIGN] })
    const named = GUARDED.filter(({ path }) => !OF_NONE.has(path))
    expect(await answers(named, { token })).toEqual({ forbidden: names(named) })
  })

  it('refuses somebody whose access was ended', async () => {
    const token = handmade({ sub: REVOKED })
    expect(await answers(GUARDED, { token })).toEqual({ 'token-revoked': names(GUARDED) })
  })

  it('of a supervisor refuses an agent, and a guest with the passcode', async () => {
    const agent = { token: handmade({ role: 'agent' }) }
    expect(await answers(OF_CAMPAIGN, agent)).toEqual({ forbidden: names(OF_CAMPAIGN) })
    const guest = { token: await guestToken('Gus') }
    expect(await answers(OF_CAMPAIGN, guest)).toEqual({ forbidden: names(OF_CAMPAIGN) })
  })

  it('serves who may: the refusals above are about the identity and nothing else', async () => {
    const told = await answers(GUARDED, { token: handmade() })
    const refusals = ['token-missing', 'token-invalid', 'token-expired', 'token-revoked']
    for (const code of [...refusals, 'forbidden', 'origin-refused', 'not-found', 'internal']) {
      expect(told[code] ?? []).toEqual([])
    }
    expect(told['200']?.length).toBeGreaterThan(8)
    expect(told.hello).toEqual(['GET /v1/session/socket', 'GET /v1/campaigns/:id/socket'])
  })
})

async function guestToken(name: string): Promise<string> {
  const response = await fetch(`${live.worker.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    body: JSON.stringify({ campaign: CAMPAIGN.id, name, passcode: 'spring passcode' }),
  })
  const { token } = (await response.json()) as { token: string }
  return token
}

/** One of each command; the compiler misses one that is not here. */
const COMMANDS: { readonly [T in CommandType]: Extract<Command, { type: T }> } = {
  'call-me': { type: 'call-me', phoneNumber: '2135550100' },
  'log-in': { type: 'log-in', agentId: '4711' },
  cancel: { type: 'cancel' },
  'last-call': { type: 'last-call', on: true },
  'log-off': { type: 'log-off' },
  'caller-gone': { type: 'caller-gone', callId: 'mine', on: true },
  'phone-gone': { type: 'phone-gone' },
  'no-screen': { type: 'no-screen' },
  'save-draft': { type: 'save-draft', callId: 'mine', draft: TYPED },
  finish: { ...finish('mine'), type: 'finish' } as Extract<Command, { type: 'finish' }>,
  'hold-finish': { type: 'hold-finish', callId: 'mine', reason: 'tea' },
  'end-hold': { type: 'end-hold', callId: 'mine' },
  'leave-unfinished': { type: 'leave-unfinished', callId: 'mine' },
  retry: { type: 'retry', callId: 'mine' },
  'hear-music': { type: 'hear-music', callId: 'mine', yes: true },
  help: { type: 'help', on: true },
}

describe('every command', () => {
  const ways: Record<string, (user: string) => Identity> = {
    ...Object.fromEntries(Object.entries(NOBODIES).map(([name, [who]]) => [name, () => who])),
    'somebody of another campaign': (sub) => ({ token: handmade({ sub, cid: [OTHER_CAMPAIGN] }) }),
    'another user': () => ({ token: handmade({ sub: 'eve@acme.example' }) }),
    'the same name, by passcode': () => ({ token: handmade({ sub: 'passcode:874100:ann' }) }),
  }

  it.each(Object.entries(ways))('of %s changes nothing of an agent on a call', async (_, who) => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'mine' })
    const before = await ann.inPhase('on-call')
    const asked = () => live.worker.dialer.asked.filter((ask) => mentions(ask, agentId)).length
    const askedBefore = asked()
    const { token = '', origin = ORIGIN } = who(user)
    const opening = { url: live.worker.url, token, campaign: CAMPAIGN.id, origin }
    const stranger = await ConsoleClient.open(opening)
    for (const command of Object.values(COMMANDS)) {
      if (command.type !== 'call-me' && command.type !== 'log-in') await stranger.command(command)
    }
    expect(JSON.stringify(stranger.updates)).not.toContain(ANN.phonenumber)
    expect(ann.session?.state).toEqual(before)
    expect(asked()).toBe(askedBefore)
    await Promise.all([ann.close(), stranger.close()])
  })

  it('but three is refused when the token has run out on a call', async () => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'mine' })
    await ann.inPhase('on-call')
    const now = Math.floor(Date.now() / 1_000)
    ann.report({ type: 'renew', token: handmade({ sub: user, exp: now + 1 }) })
    await expect.poll(() => ann.command(COMMANDS['end-hold'])).toMatchObject(EXPIRED)
    const refused: string[] = []
    for (const command of Object.values(COMMANDS)) {
      if (command.type === 'finish') continue
      const answer = await ann.command(command)
      if (!answer.ok && answer.code === 'token-expired') refused.push(command.type)
    }
    const allowed = ['save-draft', 'finish', 'log-off']
    expect(refused).toEqual(Object.keys(COMMANDS).filter((type) => !allowed.includes(type)))
    expect(await ann.command(COMMANDS.finish)).toMatchObject({ ok: true })
  })
})

const EXPIRED = { ok: false, code: 'token-expired' }

const mentions = ({ parameters }: { parameters: object }, agentId: string) =>
  'agentId' in parameters && parameters.agentId === agentId

describe('a colleague in the same campaign', () => {
  it('sees none of an agent’s calls, and corrects none', async () => {
    const { ann, user, agentId } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'anns' })
    await ann.inPhase('on-call')
    await ann.command(finish('anns', true))
    await ann.inPhase('signed-out')
    const ask = async (sub: string, path: string, body?: unknown) => {
      const response = await fetch(`${live.worker.url}/v1/session${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${handmade({ sub, role: 'agent' })}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return JSON.stringify(await response.json())
    }
    const own = () => ask(user, `/calls?campaign=${CAMPAIGN.id}`)
    await expect.poll(own).toContain('Ann Lee')
    const contacts = `/contacts?campaign=${CAMPAIGN.id}&call=anns`
    for (const path of [`/calls?campaign=${CAMPAIGN.id}`, contacts]) {
      expect(await ask('eve@acme.example', path)).not.toContain('Ann Lee')
    }
    const correction = { campaign: CAMPAIGN.id, callId: 'anns', dispositions: [], notes: 'not me' }
    expect(await ask('eve@acme.example', '/corrections', correction)).toContain('wrong-call')
    expect(await own()).not.toContain('not me')
    await ann.close()
  })
})
