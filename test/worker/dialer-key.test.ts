import { afterEach, expect, test, vi } from 'vitest'
import { createDialer, type Dialer, DialerError } from '../../worker/dialer.ts'
import { CONVERSATION } from '../peers/conversation.ts'
import { connection, envelope, NAMESPACE } from './answering.ts'

const KEY = 'k&y-1f3a <55> 9c'

const escaped = KEY.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const numbered = [...KEY].map((character) => `&#${character.codePointAt(0)};`).join('')

const fault = (text: string) =>
  envelope(
    `<s:Fault><faultcode>s:${escaped}</faultcode><faultstring>${text}</faultstring></s:Fault>`,
  )

/** Everything a dialer can answer with the key in it. */
const ECHOES: readonly (readonly [status: number, body: string])[] = [
  [500, fault(`For input string: "${escaped}"`)],
  [500, fault(`For input string: "${numbered}"`)],
  [500, fault(`it was: ${escaped.replaceAll('&', '&amp;')}`)],
  [500, fault(`<![CDATA[Key ${KEY} is wrong]]>`)],
  [500, fault(`at http://x.example/?key=${encodeURIComponent(KEY).replaceAll('&', '&amp;')}`)],
  [500, fault(`${'x'.repeat(1990)}${escaped}`)],
  [
    200,
    connection(
      `<id>${escaped}</id><note>${escaped}${escaped}</note><a><b>${escaped}</b><b>2</b></a>`,
    ),
  ],
  [200, connection(`<note>${'x'.repeat(199_990)}${escaped}</note>`)],
  [
    200,
    envelope(
      `<getAgentStatsResponse xmlns="${NAMESPACE}"><out><AgentType><userid>${escaped}</userid></AgentType></out></getAgentStatsResponse>`,
    ),
  ],
  [200, `<html><p>${escaped}</p><p>${numbered}</p>`],
  [200, connection(`<p>${'x'.repeat(990)}${escaped}</p>`).slice(0, -30)],
  [404, `<h1>${escaped}</h1>`],
  [502, `<h1>${escaped}</h1>`],
]

afterEach(() => vi.restoreAllMocks())

/** Everything that leaves the dialer: results, errors with all they carry, logs, addresses. */
async function everythingSaid(): Promise<string> {
  const said: unknown[] = []
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => said.push(words))
  }
  for (const [status, body] of ECHOES) {
    const dialer = createDialer({
      url: 'https://dialer.example/service/PredictiveService',
      campaignServiceUrl: 'https://dialer.example/service/CampaignService',
      key: KEY,
      fetch: async (url) => {
        said.push(url)
        return new Response(body, { status, headers: { 'content-type': 'text/xml' } })
      },
    })
    for (const { operation, parameters } of CONVERSATION) {
      const ask = dialer[operation as keyof Dialer] as (parameters: object) => Promise<unknown>
      said.push(await ask(parameters).catch((error) => carriedBy(error)))
    }
  }
  return JSON.stringify(said)
}

function carriedBy(error: unknown): unknown {
  expect(error).toBeInstanceOf(DialerError)
  if (!(error instanceof DialerError)) return null
  const own = Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)])
  return [String(error), error.stack, error.cause, ...own]
}

/** Pieces long enough to be of use to a thief. */
const pieces = Array.from({ length: KEY.length - 7 }, (_, at) => KEY.slice(at, at + 8))

const traces = (text: string) => {
  const plain = text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  return [...pieces, encodeURIComponent(KEY)].filter((piece) => plain.includes(piece))
}

test('the key, whoever echoes it, leaves the dialer in no form', async () => {
  const said = await everythingSaid()
  expect(traces(said)).toEqual([])
  // the same search finds what was planted, and the run did say things
  expect(traces(`${said} ${KEY}`).length).toBeGreaterThan(0)
  expect(said).toContain('For input string: \\"***\\"')
  expect(said.match(/\*{3}/g)?.length).toBeGreaterThan(CONVERSATION.length)
})
