/**
 * The demo as `npm start` runs it, and a page of somebody else's origin that embeds the console.
 * @module
 */

import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { freePort } from '../free-port.ts'

/** A host page on an origin of its own. */
export interface HostPage {
  readonly origin: string
  /** Which worker the page embeds the console of. */
  readonly embed: (worker: string) => void
  readonly stop: () => Promise<void>
}

const page = (worker: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Somebody's helpdesk</title>
    <link rel="icon" href="data:,">
    <script type="module" src="${worker}/agent-console.js"></script>
    <script type="module" src="${worker}/desk-phone.js"></script>
  </head>
  <body>
    <h1 id="record">No record</h1>
    <agent-console campaign="874100"></agent-console>
    <desk-phone endpoint="${worker}" number="2135550150"></desk-phone>
    <script type="module">
      const desk = document.querySelector('agent-console')
      desk.getToken = async () => (await fetch('/token')).text()
      window.pops = []
      document.addEventListener('agent-call', ({ call }) => {
        window.pops.push(call.id)
        document.querySelector('#record').textContent = 'Record of ' + call.phoneNumber
      })
    </script>
  </body>
</html>`

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Starts the host page; its back end asks the demo for the agent's token. */
export async function startHostPage(): Promise<HostPage> {
  let worker = ''
  const server = createServer(async (request, response) => {
    if (request.url === '/token') {
      const answer = await fetch(`${worker}/demo/token?user=ann@acme.example`)
      const { token } = (await answer.json()) as { token: string }
      response.end(token)
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(page(worker))
  })
  const origin = await listen(server)
  return {
    origin,
    embed: (from) => {
      worker = from
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** The running demo. */
export interface Demo {
  readonly origin: string
  readonly stop: () => Promise<void>
}

/** Runs `npm start` on a free port, with everything installed, and resolves once it prints the page to open. */
export async function startDemo(
  allowedOrigin: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Demo> {
  const port = await freePort()
  const child = spawn('npm', ['start', '--ignore-scripts'], {
    env: { ...process.env, PORT: String(port), ALLOWED_ORIGINS: allowedOrigin, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const origin = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      written += chunk
      const [, opened] = /Open (http:\S+?)\/\s/.exec(written) ?? []
      if (opened) resolve(opened)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('exit', () => reject(new Error(`the demo ended:\n${written}`)))
  })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}
