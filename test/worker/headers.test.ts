import { describe, expect, it } from 'vitest'
import { handmade } from './identities.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

const live = useWorker()
const CAMPAIGN_PATH = `/v1/campaigns/${CAMPAIGN.id}`

const bearer = () => ({ authorization: `Bearer ${handmade()}` })

const ask = (path: string, init: RequestInit = {}) => fetch(live.worker.url + path, init)

const ANSWERS: Record<string, () => Promise<Response>> = {
  'what was asked': () => ask(CAMPAIGN_PATH, { headers: bearer() }),
  'a file': () => ask(`${CAMPAIGN_PATH}/calls?format=csv`, { headers: bearer() }),
  'a refusal': () => ask(CAMPAIGN_PATH),
  'an error of input': () => ask('/v1/sign-in', { method: 'POST', body: '{' }),
  'that it is too long': () => ask('/healthz', { headers: { filler: 'x'.repeat(40_000) } }),
  'that there is nothing': () => ask('/v1/nothing'),
  'that there is nothing here either': () => ask('/nothing'),
  'that it is well': () => ask('/healthz'),
}

describe('the worker’s answer', () => {
  it.each(Object.entries(ANSWERS))(
    '%s is kept by nobody and embedded nowhere',
    async (_, answer) => {
      const { headers } = await answer()
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      expect(headers.get('set-cookie')).toBeNull()
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  it('to a page of an allowed origin can be read there, refusals included', async () => {
    for (const headers of [{ origin: ORIGIN }, { origin: ORIGIN, ...bearer() }]) {
      const response = await ask(CAMPAIGN_PATH, { headers })
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      expect(response.headers.get('vary')).toContain('Origin')
    }
  })

  it.each(['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://crm.example'])(
    'to a page of %s cannot be read there',
    async (origin) => {
      const response = await ask(CAMPAIGN_PATH, { headers: { origin, ...bearer() } })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  it('to a browser’s question before a request names allowed origins only', async () => {
    const preflight = (origin: string) =>
      ask(CAMPAIGN_PATH, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,content-type',
        },
      })
    const allowed = await preflight(ORIGIN)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization')
    const refused = await preflight('https://evil.example')
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('says what went wrong and nothing about how the worker is made', async () => {
    for (const answer of Object.values(ANSWERS)) {
      const text = await (await answer()).text()
      expect(text).not.toMatch(/\bat \w+.*\.(?:js|ts)|node_modules|Error:|stack/)
    }
  })
})
