/**
 * A dialer on a real port that does everything wrong, by the last part of the path: started once
 * for all tests in workerd, which cannot listen themselves.
 * @module
 */

import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { TestProject } from 'vitest/node'
import type {} from './hostile-origins.ts'

const CALL =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  '<getConnectionForAgentResponse xmlns="http://api.campaign.dialer.skyyconsulting.com"><out>' +
  '<id>0077</id><phonenumber>2134000543</phonenumber></out></getConnectionForAgentResponse>' +
  '</s:Body></s:Envelope>'

const MEGABYTE = 'x'.repeat(1_000_000)

function answer(body: string | Buffer, status = '200 OK', headers = ''): Buffer {
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/xml',
    `Content-Length: ${Buffer.byteLength(body)}`,
    // or the client would send its next request down a connection that is about to close
    'Connection: close',
    headers,
  ].filter((line) => line !== '')
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}

/** How many bytes of bodies that never end the network took before the client hung up. */
let taken = 0

/** Writes pieces for as long as the other side takes them. */
function pour(socket: Socket, pieces: number): void {
  const piece = `f4240\r\n${MEGABYTE}\r\n`
  const next = (left: number) => {
    if (left === 0 || socket.destroyed) return
    socket.write(piece, () => {
      taken += MEGABYTE.length
      setImmediate(() => next(left - 1))
    })
  }
  next(pieces)
}

const CHUNKED = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n'

const MODES: Readonly<Record<string, (socket: Socket) => void>> = {
  ok: (socket) => socket.end(answer(CALL)),
  closed: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
  silent: () => undefined,
  garbage: (socket) => socket.end('garbage\r\n\r\n'),
  truncated: (socket) => socket.end(answer(CALL).subarray(0, -60)),
  drip: (socket) => {
    socket.write(CHUNKED)
    const timer = setInterval(() => socket.write('1\r\n<\r\n'), 20)
    socket.on('close', () => clearInterval(timer))
  },
  endless: (socket) => {
    socket.write(CHUNKED)
    pour(socket, Number.POSITIVE_INFINITY)
  },
  'a-hundred-megabytes': (socket) => {
    socket.write(CHUNKED)
    pour(socket, 100)
  },
  bomb: (socket) => {
    const zipped = gzipSync(MEGABYTE.repeat(100))
    socket.end(answer(zipped, '200 OK', 'Content-Encoding: gzip'))
  },
  redirect: (socket) => socket.end(answer('', '302 Found', 'Location: /ok')),
  html: (socket) => socket.end(answer('<!doctype html><title>Welcome</title><p>It works!')),
  missing: (socket) => socket.end(answer('<h1>Not found</h1>', '404 Not Found')),
  broken: (socket) => socket.end(answer('<h1>Oops</h1>', '500 Internal Server Error')),
  'bad-gateway': (socket) => socket.end(answer('<h1>Oops</h1>', '502 Bad Gateway')),
  'edge-timeout': (socket) => socket.end(answer('error code: 524', '524 A Timeout Occurred')),
  'edge-refused': (socket) => socket.end(answer('error code: 521', '521 Web Server Is Down')),
  empty: (socket) => socket.end(answer('')),
  'two-roots': (socket) => socket.end(answer(CALL + CALL)),
  mismatched: (socket) => socket.end(answer(CALL.replace('</s:Body>', '</s:Bady>'))),
  doctype: (socket) =>
    socket.end(answer(`<!DOCTYPE a [<!ENTITY x "${'y'.repeat(1000)}">]>${CALL}`)),
  external: (socket) =>
    socket.end(answer(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`)),
  deep: (socket) => socket.end(answer('<a>'.repeat(10_000) + '</a>'.repeat(10_000))),
  'long-name': (socket) => socket.end(answer(`<${'a'.repeat(999_000)}/>`)),
  'wrong-root': (socket) => socket.end(answer('<rss><channel/></rss>')),
  'another-answer': (socket) =>
    socket.end(answer(CALL.replaceAll('getConnectionForAgentResponse', 'loginAgentResponse'))),
  taken: (socket) => socket.end(answer(`${taken}`)),
}

function serve(socket: Socket): void {
  let request = ''
  socket.on('error', () => socket.destroy())
  const read = (chunk: Buffer) => {
    request += chunk.toString('latin1')
    const end = request.indexOf('\r\n\r\n')
    const length = Number(/content-length: *(\d+)/i.exec(request)?.[1] ?? 0)
    if (end < 0 || request.length < end + 4 + length) return
    socket.off('data', read)
    const mode = /^[A-Z]+ \/([a-z-]+)/.exec(request)?.[1] ?? ''
    MODES[mode]?.(socket)
  }
  socket.on('data', read)
}

async function start(): Promise<{ server: Server; origin: string }> {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Starts the server before the tests and ends it after them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const { server, origin } = await start()
  const nobody = await start()
  nobody.server.close()
  project.provide('hostile', origin)
  project.provide('nobody', nobody.origin)
  return () => server.close()
}
