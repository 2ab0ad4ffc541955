import { describe, expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import { ConsoleClient } from './console-client.ts'
import { ANN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN, KEY, ORIGIN, SECRET } from './live-worker.ts'

const live = useWorker()

/** A whole run's facts about people, and its keys: none of them belongs in a log. */
const NOT_FOR_LOGS = {
  'the agent’s name': /ann\.oakley|oakley%40|Jo Guest/i,
  'the agent’s phone': /555\D*0100/,
  'the customer’s phone': /555\D*0143/,
  'the customer’s name': /Ann Lee/,
  'the notes': /call back in May/,
  'the dialer’s words': /No such agent, Ann/,
  'the dialer’s key': new RegExp(KEY),
  'the secret': new RegExp(SECRET),
  'a passcode': /spring passcode|wrong passcode/,
  'a token': /eyJ[\w-]+\.eyJ/,
}

/** The names of what a log must not hold, and holds. */
const foundIn = (log: string) =>
  Object.entries(NOT_FOR_LOGS)
    .filter(([, pattern]) => pattern.test(log))
    .map(([name]) => name)

type Line = Record<string, unknown>

const linesOf = (log: string): Line[] =>
  log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

const events = (event: string) => linesOf(live.worker.log()).filter((line) => line.event === event)

const signIn = (passcode: string) =>
  fetch(`${live.worker.url}/v1/sign-in`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    body: JSON.stringify({ campaign: CAMPAIGN.id, name: 'Jo Guest', passcode }),
  })

describe('the log of a whole run', () => {
  it('has a line per request, command, SOAP call and socket, and nothing about people', async () => {
    const { dialer, url } = live.worker
    const ann = await live.worker.open('ann.oakley@acme.example')
    await ann.command({ type: 'call-me', phoneNumber: '(213) 555-0100' })
    dialer.next('loginAgent', { fault: 'No such agent, Ann' })
    await ann.command({ type: 'log-in', agentId: '9' })
    await ann.command({ type: 'log-in', agentId: '4711' })
    await dialer.holding('4711')
    dialer.connect('4711', ANN)
    await ann.inPhase('on-call')
    await ann.command({ type: 'hold-finish', callId: 'another', reason: 'call back in May' })
    await ann.command(finish('77', true))
    await ann.close()
    expect((await signIn('wrong passcode')).status).toBe(401)
    expect((await signIn('spring passcode')).status).toBe(200)
    await fetch(`${url}/v1/Ann%20Lee/oakley%40?phone=5550143`)
    await askRoute(live.worker, '/users/ann.oakley%40acme.example/kick', { method: 'POST' })
    await askRoute(live.worker, '/calls?search=Ann%20Lee')
    const number = { phoneNumber: '(213) 555-0143' }
    expect((await askRoute(live.worker, '/erase', { method: 'POST', body: number })).status).toBe(
      200,
    )
    await expect.poll(() => events('socket').length).toBe(1)
    await expect.poll(() => events('request').length).toBe(8)

    const log = live.worker.log()
    expect(foundIn(log)).toEqual([])
    expect(events('command').map(({ type, outcome, code }) => [type, outcome, code])).toEqual([
      ['call-me', 'accepted', null],
      ['log-in', 'failed', 'dialer-fault'],
      ['log-in', 'accepted', null],
      ['hold-finish', 'refused', 'wrong-call'],
      ['finish', 'accepted', null],
    ])
    const operations = events('soap').map(({ operation }) => operation)
    expect(operations).toEqual(dialer.asked.map(({ operation }) => operation))
    expect(events('soap')[3]).toMatchObject({ agent: '4711', call: '77', outcome: 'answered' })
    await askRoute(live.worker, '/ratio', { method: 'PUT', body: { ratio: 2 } })
    expect(events('soap').at(-1)).toMatchObject({ operation: 'updateRatio', campaign: CAMPAIGN.id })
    const requests = events('request').map(({ route, status, code }) => [route, status, code])
    expect(requests).toContainEqual(['/v1/session/socket', 101, null])
    expect(requests).toContainEqual(['/v1/sign-in', 401, 'wrong-passcode'])
    expect(requests).toContainEqual(['*', 404, null])
    expect(requests).toContainEqual(['/v1/campaigns/:id/erase', 200, null])
    const sessions = new Set(events('command').map(({ session }) => session))
    expect([...sessions]).toEqual([events('socket')[0]?.session])
    for (const { ms } of events('soap')) expect(ms).toBeGreaterThanOrEqual(0)
  })

  it('is searched well enough: a number that gets into it is found', async () => {
    const { ann, agentId } = await live.signedIn()
    // A dialer that uses phone numbers as call ids puts them where only ids should be.
    live.worker.dialer.connect(agentId, { ...ANN, id: '2135550143' })
    await ann.inPhase('on-call')
    await expect.poll(() => foundIn(live.worker.log())).toEqual(['the customer’s phone'])
    await ann.close()
  })

  it('names the route of a refused socket, and why', async () => {
    const opening = { url: live.worker.url, campaign: CAMPAIGN.id, origin: ORIGIN }
    const nobody = await ConsoleClient.open({ ...opening, token: 'eyJ.eyJ.no' })
    await nobody.closed()
    const refused = { route: '/v1/session/socket', status: 101, code: 'token-invalid' }
    await expect.poll(() => events('request').at(-1)).toMatchObject(refused)
  })
})
