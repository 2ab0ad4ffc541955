import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWsdl } from '../../demo/dialer/wsdl.ts'
import { freePort } from '../free-port.ts'
import { CONVERSATION, PEER_KEY } from './conversation.ts'
import { ourClient, sayAll } from './our-side.ts'
import { findPhp } from './programs.ts'

const php = findPhp()
if (!php) console.log('skipped: php not installed')
const name = "our client against PHP's SoapServer and the reference WSDL"

let folder: string
let origin: string
let running: ChildProcess

beforeAll(async () => {
  if (!php) return
  folder = await mkdtemp(join(tmpdir(), 'php-server-'))
  const reference = new URL('../samples/PredictiveService.wsdl', import.meta.url)
  await copyFile(reference, join(folder, 'PredictiveService.wsdl'))
  await writeFile(
    join(folder, 'CampaignService.wsdl'),
    writeWsdl('CampaignService', 'http://127.0.0.1'),
  )
  const host = `127.0.0.1:${await freePort()}`
  origin = `http://${host}`
  const script = new URL('service.php', import.meta.url).pathname
  running = spawn(php.command, [...php.options, '-S', host, script], {
    env: { ...process.env, WSDLS: folder, HEARD: join(folder, 'heard'), KEY: PEER_KEY },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // its first line says that it listens
  if (running.stderr) await once(running.stderr, 'data')
})
afterAll(async () => {
  if (!running) return
  running.kill()
  await once(running, 'exit')
  await rm(folder, { recursive: true })
})

const client = (key?: string) =>
  ourClient(`${origin}/service/PredictiveService`, `${origin}/service/CampaignService`, key)

/** Longs as PHP's JSON writes them, which JavaScript then rounds; arrays as PHP's objects. */
function asPhpReads(parameters: Readonly<Record<string, unknown>>): unknown {
  const lists = parameters.dispositionLists as
    | { dispositions: string[]; name: string }[]
    | undefined
  const read = Object.entries(parameters).map(([key, value]) => {
    if (key === 'dispositionLists') return [key, { Disposition: lists?.map(listAsPhpReads) }]
    if (key === 'numbers') return [key, { string: value }]
    const isLong = /^(campaignid|answeringMachineSound)$/i.test(key) || value === '4721'
    return [key, isLong ? Number(value) : value]
  })
  return { key: PEER_KEY, ...Object.fromEntries(read) }
}

/** An array of one is its item. */
function listAsPhpReads({ dispositions, name }: { dispositions: string[]; name: string }) {
  return {
    dispositions: { string: dispositions.length === 1 ? dispositions[0] : dispositions },
    name,
  }
}

describe.skipIf(!php)(php ? name : `${name} (skipped: php not installed)`, () => {
  test('calls every operation and reads every answer', async () => {
    const answers = await sayAll(client())
    const heard = (await readFile(join(folder, 'heard'), 'utf8')).trim().split('\n')
    expect(heard.map((line) => JSON.parse(line))).toEqual(
      CONVERSATION.map(({ operation, parameters }) => [operation, asPhpReads(parameters)]),
    )
    expect(answers.createCallCenterConnectCampaign).toBe('9223372036854775807')
    expect(answers.getAgentStats).toMatchObject([{ id: '0047', calls: 3 }])
    expect(answers.getConnectionForAgent).toMatchObject({
      id: '0077',
      phoneNumber: '2134000543',
      startedAt: Date.UTC(2011, 2, 13, 7, 6, 40),
    })
    expect(answers.loginAgent).toBeUndefined()
  })

  test('reads its faults', async () => {
    await expect(client('wrong-key').stopCampaign({ campaignId: '1' })).rejects.toMatchObject({
      kind: 'fault',
      words: 'Invalid key',
    })
  })
})
