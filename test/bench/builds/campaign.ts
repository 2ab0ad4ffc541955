/**
 * Sends a campaign of many numbers to a dialer, once, with one of two clients; tells its parent
 * what that took.
 * `node campaign.ts agent-console|node-soap DIALER_URL COUNT`
 * @module
 */

import { createClientAsync } from 'soap'
import { createDialer } from '../../../worker/dialer.ts'
import { readDialerSettings } from '../../../worker/dialer-settings.ts'

const [client = '', url = '', count = '0'] = process.argv.slice(2)
const common = { callerid: '2135550100', name: 'Spring', passcode: '' }
const numbers = Array.from({ length: Number(count) }, (_, at) => {
  return `${2_000_000_000 + at},Ann Lee,"Los Angeles, CA"`
})
const environment = { DIALER_URL: url, DIALER_KEY: 'key' }

const clients: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'agent-console': async () => {
    const dialer = createDialer(readDialerSettings(environment))
    return () =>
      dialer.createCallCenterConnectCampaign({ ...common, dispositionLists: [], numbers })
  },
  'node-soap': async () => {
    const soap = await createClientAsync(`${url}?wsdl`)
    const create = soap.createCallCenterConnectCampaignAsync as (words: object) => Promise<unknown>
    const words = { key: 'key', ...common, dispositionLists: {}, numbers: { string: numbers } }
    return () => create(words)
  },
}

const send = await clients[client]?.()
const before = { cpu: process.cpuUsage(), memory: process.resourceUsage().maxRSS }
await send?.()
const cpu = process.cpuUsage(before.cpu)
process.send?.({
  cpuMs: (cpu.user + cpu.system) / 1_000,
  megabytes: ((process.resourceUsage().maxRSS - before.memory) * 1_024) / 1e6,
})
