import { describe, expect, it } from 'vitest'
import { finish, useWorker } from './live-session.ts'
import { KEY } from './live-worker.ts'

const live = useWorker()

const ECHO = `For input string: "${KEY}"`

describe('the dialer’s key, which the dialer echoes wherever it can', () => {
  it('is in no answer, no snapshot and no log of a whole run', async () => {
    const { dialer } = live.worker
    const ann = await live.worker.open('ann@acme.example')
    await ann.inPhase('signed-out')
    dialer.next('sendAgentCallBack', { fault: ECHO })
    const refused = await ann.command({ type: 'call-me', phoneNumber: '(213) 555-0100' })
    expect(refused).toMatchObject({ words: 'For input string: "***"' })
    await ann.command({ type: 'call-me', phoneNumber: '(213) 555-0100' })
    dialer.next('loginAgent', { fault: ECHO }, { status: 500, body: `<p>${KEY}</p>` })
    await ann.command({ type: 'log-in', agentId: '4711' })
    await ann.command({ type: 'log-in', agentId: '4711' })

    await dialer.holding('4711')
    dialer.connect('4711', { id: '77', phonenumber: KEY, extradata: `${KEY},Los Angeles` })
    const { call } = await ann.inPhase('on-call')
    expect(call.phoneNumber).toBe('***')
    dialer.next('storeAgentResponse', { fault: ECHO })
    const unreadably = { status: 200, body: `<html><p>${KEY}</p>` }
    dialer.next('getConnectionForAgent', unreadably, unreadably)
    await ann.command(finish('77'))
    await ann.inPhase('on-call', ({ refusal }) => refusal === 'For input string: "***"')
    await ann.command(finish('77'))
    const unreadable = await ann.inPhase('on-call', (state) => state.call.kind === 'unreadable')
    expect(unreadable.call.fields.map(({ value }) => value)).toEqual(['***'])
    await ann.close()
    await expect.poll(() => live.worker.log()).toContain('"socket"')

    const said = JSON.stringify(ann.updates) + live.worker.log()
    const traces = (text: string) => text.split(KEY).length - 1
    expect(traces(said)).toBe(0)
    // the same search finds the one that is planted
    expect(traces(`${said} ${ECHO}`)).toBe(1)
  })
})
