// The same relay on workerd, an object and a hibernatable socket per agent: what the platform takes.
// With KEEPS set, each answer is a row on disk before it is passed.
import { DurableObject } from 'cloudflare:workers'

const HEADERS = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }

export class Relay extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env)
    if (env.KEEPS)
      ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, text TEXT)')
  }

  fetch() {
    const { 0: client, 1: socket } = new WebSocketPair()
    this.ctx.acceptWebSocket(socket)
    return new Response(null, { status: 101, webSocket: client })
  }

  webSocketMessage(socket, body) {
    const passed = fetch(this.env.DIALER_URL, { method: 'POST', headers: HEADERS, body })
      .then((answer) => answer.text())
      .then((text) => {
        if (this.env.KEEPS) this.ctx.storage.sql.exec('INSERT INTO answers (text) VALUES (?)', text)
        socket.send(text)
      })
    this.ctx.waitUntil(passed)
  }
}

export default {
  fetch: (request, env) =>
    env.RELAY.getByName(new URL(request.url).searchParams.get('agent')).fetch(request),
}
