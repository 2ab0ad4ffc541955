import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConsoleClient } from './console-client.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN, SECRET } from './live-worker.ts'

const PREVIOUS = 'the secret that was used until yesterday'
const live = useWorker({ SESSION_SECRET_PREVIOUS: PREVIOUS })

const HOUR = 3_600
const nowSeconds = () => Math.floor(Date.now() / 1_000)

type Claims = Record<string, unknown>

const claims = (changed: Claims = {}): Claims => ({
  sub: 'sue@acme.example',
  cid: [CAMPAIGN.id],
  role: 'supervisor',
  iat: nowSeconds(),
  exp: nowSeconds() + HOUR,
  ...changed,
})

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token made by hand, by the book: RFC 7515. */
function tokenOf(payload: unknown, secret = SECRET, header: Claims = { alg: 'HS256', typ: 'JWT' }) {
  const signed = `${base64url(header)}.${base64url(payload)}`
  const hash = header.alg === 'HS512' ? 'sha512' : 'sha256'
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`
}

async function byHttp(token: string): Promise<string | number> {
  const response = await fetch(`${live.worker.url}/v1/campaigns/${CAMPAIGN.id}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { code = response.status } = (await response.json()) as { code?: string }
  return code
}

async function bySocket(token: string): Promise<string | undefined> {
  const opening = { url: live.worker.url, token, campaign: CAMPAIGN.id, origin: ORIGIN }
  const client = await ConsoleClient.open(opening)
  const [first] = client.updates
  await client.close()
  return first?.type === 'refused' ? first.code : first?.type
}

const good = tokenOf(claims())
const [head = '', body = '', signature = ''] = good.split('.')

const WRONG: Record<string, string> = {
  'signed with another secret': tokenOf(claims(), 'a secret that somebody else has made up'),
  'not signed, alg none': `${base64url({ alg: 'none', typ: 'JWT' })}.${body}.`,
  'not signed, alg NONE with a signature': `${base64url({ alg: 'NONE' })}.${body}.${signature}`,
  'signed with another algorithm': tokenOf(claims(), SECRET, { alg: 'HS512', typ: 'JWT' }),
  'without its signature': `${head}.${body}.`,
  'with claims changed after signing': `${head}.${base64url(claims({ sub: 'eve' }))}.${signature}`,
  'good for more than twelve hours': tokenOf(claims({ exp: nowSeconds() + 13 * HOUR })),
  'from the future': tokenOf(claims({ iat: nowSeconds() + 300 })),
  'without an end': tokenOf(claims({ exp: undefined })),
  'without a beginning': tokenOf(claims({ iat: undefined })),
  'without a user': tokenOf(claims({ sub: '' })),
  'for a user that is a number': tokenOf(claims({ sub: 7 })),
  'for a name that was sealed by somebody else': tokenOf(claims({ sub: `sealed:${btoa(good)}` })),
  'for a name that is no seal': tokenOf(claims({ sub: 'sealed:%' })),
  'for no campaign': tokenOf(claims({ cid: [] })),
  'for a campaign that is no id': tokenOf(claims({ cid: ['../874100'] })),
  'for a role that does not exist': tokenOf(claims({ role: 'owner' })),
  'with times that are texts': tokenOf(claims({ exp: String(nowSeconds() + HOUR) })),
  'of a payload that is no object': tokenOf([1]),
  'that is no token': 'not.a.token',
}

describe('a token', () => {
  it('made by any library that knows JWT is good', async () => {
    expect(await byHttp(good)).toBe(200)
    expect(await bySocket(good)).toBe('hello')
  })

  it.each(Object.entries(WRONG))('%s is refused', async (_, token) => {
    expect(await byHttp(token)).toBe('token-invalid')
    expect(await bySocket(token)).toBe('token-invalid')
  })

  it('that has run out is refused as such', async () => {
    const token = tokenOf(claims({ iat: nowSeconds() - HOUR, exp: nowSeconds() - 1 }))
    expect(await byHttp(token)).toBe('token-expired')
    expect(await bySocket(token)).toBe('token-expired')
  })

  it('from a server whose clock is half a minute ahead is good', async () => {
    expect(await byHttp(tokenOf(claims({ iat: nowSeconds() + 30 })))).toBe(200)
  })

  it('signed with the secret before is good while that secret is still set', async () => {
    expect(await byHttp(tokenOf(claims(), PREVIOUS))).toBe(200)
    expect(await bySocket(tokenOf(claims(), PREVIOUS))).toBe('hello')
  })

  it('is looked for where it belongs, never in the address', async () => {
    const { url } = live.worker
    const path = `/v1/campaigns/${CAMPAIGN.id}`
    for (const query of [`?token=${good}`, `?access_token=${good}`]) {
      expect((await fetch(`${url}${path}${query}`)).status).toBe(401)
    }
    const basic = { authorization: `Basic ${good}` }
    expect((await fetch(`${url}${path}`, { headers: basic })).status).toBe(401)
    expect((await fetch(`${url}${path}`, { headers: { cookie: `token=${good}` } })).status).toBe(
      401,
    )
  })
})
