/**
 * A page of another origin with a console in it, the production worker behind it, and a dialer that
 * does what a test says.
 * @module
 */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildWidget } from '../../build.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import { CAMPAIGN, type LiveWorker, startWorker } from '../worker/live-worker.ts'

/** The page, its worker and its dialer. */
export interface ConsolePage {
  readonly origin: string
  readonly live: LiveWorker
  readonly stop: () => Promise<void>
}

const html = (worker: string, campaign: string, token: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script type="module" src="/agent-console.js"></script>
<main><h1>Contacts</h1>
<agent-console campaign="${campaign}" endpoint="${worker}" token="${token}"></agent-console></main>
<script>
  window.pops = []
  window.errors = []
  document.addEventListener('agent-call', ({ call }) => window.pops.push(call.campaignId + ' ' + call.id))
  document.addEventListener('agent-error', ({ error }) => window.errors.push(error.code))
</script>
</html>`

/** Starts all three. A page is asked for as `/` or `/?user=…`. */
export async function startConsolePage(
  campaign: CampaignSettings = CAMPAIGN,
): Promise<ConsolePage> {
  await buildWidget()
  const host = createServer(async ({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://page')
    if (/^[\w/-]+\.js$/.test(pathname)) {
      response.setHeader('content-type', 'text/javascript')
      response.end(await readFile(`dist/widget${pathname}`))
      return
    }
    const token = await live.token(searchParams.get('user') ?? 'ann@acme.example')
    response.setHeader('content-type', 'text/html')
    response.end(html(live.url, campaign.id, token))
  })
  await new Promise<void>((ready) => host.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  const live = await startWorker({ ALLOWED_ORIGINS: origin }, campaign)
  const stop = async () => {
    await live.stop()
    host.closeAllConnections()
    host.close()
  }
  return { origin, live, stop }
}
