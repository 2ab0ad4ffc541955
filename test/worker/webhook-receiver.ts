/**
 * A CRM's server that takes finishes and checks them as the Standard Webhooks specification says;
 * written from the specification, not from the worker's code.
 * @module
 */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was posted and proved to be the worker's. */
export interface Received {
  readonly id: string
  readonly body: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, unknown>>
  }
}

/** A receiver under a test's thumb. */
export interface Receiver {
  readonly url: string
  readonly secret: string
  readonly received: readonly Received[]
  /** Posts whose signature did not fit, or whose time is not now. */
  readonly forged: readonly string[]
  /** Statuses of the next answers; 204 after that. */
  readonly answers: number[]
  stop(): void
}

const SECRET = Buffer.from('a webhook secret of more than 24 bytes')

/** Whether one of the signatures fits, and the time is within five minutes. */
export function isGenuine(
  headers: Record<string, unknown>,
  body: string,
  secret = SECRET,
): boolean {
  const id = String(headers['webhook-id'])
  const time = String(headers['webhook-timestamp'])
  if (Math.abs(Date.now() / 1_000 - Number(time)) > 300) return false
  const expected = createHmac('sha256', secret).update(`${id}.${time}.${body}`).digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'))
    .some((each) => each.length === expected.length && timingSafeEqual(each, expected))
}

/** Starts a receiver on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const forged: string[] = []
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const status = answers.shift() ?? 204
    const genuine = request.method === 'POST' && isGenuine(request.headers, body)
    if (!genuine) forged.push(body)
    else if (status < 300) {
      received.push({ id: String(request.headers['webhook-id']), body: JSON.parse(body) })
    }
    response.writeHead(genuine ? status : 401, { location: 'http://127.0.0.1:1/' }).end('thanks')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/finishes?from=console`,
    secret: `whsec_${SECRET.toString('base64')}`,
    received,
    forged,
    answers,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
