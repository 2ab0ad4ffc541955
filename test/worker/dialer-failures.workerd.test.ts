import { describe, expect, inject, test } from 'vitest'
import { createDialer, type DialerError } from '../../worker/dialer.ts'
import type {} from './hostile-origins.ts'

const KEY = 'the-secret-key'

const dialer = (url: string) =>
  createDialer({ url, campaignServiceUrl: url, key: KEY, fetch: (to, init) => fetch(to, init) })

const wait = (url: string, options?: object) =>
  dialer(url).getConnectionForAgent({ campaignId: '1', agentId: '2' }, options)

const failure = (promise: Promise<unknown>): Promise<DialerError> =>
  promise.then(
    (value) => Promise.reject(new Error(`It did not fail: ${JSON.stringify(value)}`)),
    (error) => error,
  )

const hostile = (mode: string) => `${inject('hostile')}/${mode}`

describe('a dialer that is in trouble, over the runtime’s own network', () => {
  test.each([
    ['closed', { kind: 'lost', sent: true }],
    ['reset', { kind: 'lost', sent: true }],
    ['garbage', { kind: 'lost', sent: true }],
    ['broken', { kind: 'lost', sent: true, status: 500 }],
    ['bad-gateway', { kind: 'lost', sent: true, status: 502 }],
    ['edge-timeout', { kind: 'lost', sent: true, status: 524 }],
    ['edge-refused', { kind: 'unreachable', sent: false, status: 521 }],
    ['redirect', { kind: 'unreadable', sent: true, status: 302, salvage: undefined }],
    ['missing', { kind: 'unreadable', sent: true, status: 404, salvage: undefined }],
    ['html', { kind: 'unreadable', sent: true, status: 200 }],
    ['empty', { kind: 'unreadable', status: 200, salvage: [] }],
    ['external', { kind: 'unreadable', status: 200 }],
    ['deep', { kind: 'unreadable', status: 200, salvage: [] }],
    ['long-name', { kind: 'unreadable', status: 200, salvage: [] }],
    ['wrong-root', { kind: 'unreadable', status: 200, salvage: [] }],
    ['endless', { kind: 'unreadable', status: 200 }],
    ['a-hundred-megabytes', { kind: 'unreadable', status: 200 }],
    ['bomb', { kind: 'unreadable', status: 200 }],
  ])('%s', async (mode, expected) => {
    expect(await failure(wait(hostile(mode)))).toMatchObject(expected)
    expect(await wait(hostile('ok'))).toMatchObject({ id: '0077' })
  })

  test.each(['truncated', 'mismatched', 'two-roots', 'doctype', 'another-answer'])(
    'of an answer that is %s, what can be read is kept: somebody may be on the line',
    async (mode) => {
      const error = await failure(wait(hostile(mode)))
      expect(error).toMatchObject({ kind: 'unreadable', status: 200, sent: true })
      expect(error.salvage?.slice(0, 2)).toEqual([
        { name: 'id', label: 'Id', value: '0077', items: null },
        { name: 'phonenumber', label: 'Phone number', value: '2134000543', items: null },
      ])
    },
  )

  test('a body that does not end is not read to its end', async () => {
    const bytes = async () => Number(await (await fetch(hostile('taken'))).text())
    const before = await bytes()
    await failure(wait(hostile('endless')))
    // what buffers on the way held, beside the megabyte that was read
    expect((await bytes()) - before).toBeLessThan(30_000_000)
  })

  test('a dialer that never answers ends with the time limit', async () => {
    const error = await failure(wait(hostile('silent'), { timeoutMs: 50 }))
    expect(error).toMatchObject({ kind: 'timeout', sent: true })
    expect(error.elapsedMs).toBeGreaterThanOrEqual(49)
  })

  test('a caller can give up, before the answer and during it', async () => {
    const before = new AbortController()
    const silent = failure(wait(hostile('silent'), { signal: before.signal }))
    before.abort()
    expect(await silent).toMatchObject({ kind: 'lost' })
    const during = new AbortController()
    const dripping = failure(wait(hostile('drip'), { signal: during.signal }))
    const given = scheduler.wait(200).then(() => during.abort())
    expect(['lost', 'unreadable']).toContain((await dripping).kind)
    await given
  })

  test('a refused connection looks like a lost one, so it counts as lost', async () => {
    expect(await failure(wait(inject('nobody')))).toMatchObject({ kind: 'lost', sent: true })
  })

  test('after a knock that nobody answers it is known that nothing was sent', async () => {
    const knocked = failure(wait(inject('nobody'), { knock: true }))
    expect(await knocked).toMatchObject({ kind: 'unreachable', sent: false })
    const gateway = failure(wait(hostile('bad-gateway'), { knock: true }))
    expect(await gateway).toMatchObject({ kind: 'unreachable', sent: false, status: 502 })
    expect(await wait(hostile('ok'), { knock: true })).toMatchObject({ id: '0077' })
  })
})

describe('encodings in this runtime', () => {
  test.each(['utf-8', 'iso-8859-1', 'utf-16le'])('%s is known', (encoding) => {
    expect(
      new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(new Uint8Array()),
    ).toBe('')
  })
})
