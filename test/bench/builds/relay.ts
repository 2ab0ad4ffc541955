/**
 * The floor: a bare relay in Node that neither parses nor stores. Documents pass as they came.
 * `node relay.ts DIALER_URL`
 * @module
 */

import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { WebSocketServer } from 'ws'

const [url = ''] = process.argv.slice(2)
const HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }

const post = (document: string) =>
  new Promise<string>((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers: HEADERS }, (answer) => {
      text(answer).then(resolve, reject)
    })
    asked.on('error', reject)
    asked.end(document)
  })

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    post(String(data)).then(
      (answer) => socket.send(answer),
      (error) => socket.close(1011, String(error).slice(0, 100)),
    )
  })
})
server.on('listening', () => process.send?.((server.address() as AddressInfo).port))
