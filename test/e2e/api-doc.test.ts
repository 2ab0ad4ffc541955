import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleClient } from '../worker/console-client.ts'
import { finish, work } from './floor-agents.ts'
import { Shell } from './shell.ts'
import { startWorkingFloor, type WorkingFloor } from './working-floor.ts'

let working: WorkingFloor
let folder: string
let shell: Shell

beforeAll(async () => {
  working = await startWorkingFloor()
  const { worker } = working
  folder = await mkdtemp(join(tmpdir(), 'api-doc-'))
  shell = new Shell(folder, { WORKER: worker.url, TOKEN: await worker.token('sue', 'supervisor') })
}, 120_000)

afterAll(async () => {
  shell?.close()
  await working?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The page's blocks of commands, by the heading under which they stand. */
async function chapters(): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')
  const sections = text.split(/^## /m).slice(1)
  return new Map(
    sections.map((section) => [
      section.slice(0, section.indexOf('\n')),
      [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block),
    ]),
  )
}

describe('docs/api.md', () => {
  it('is a morning that works, line by line', async () => {
    const blocks = await chapters()
    const agents: ConsoleClient[] = []
    const said: Record<string, string> = {}
    let campaign = ''
    for (const [title, lines] of blocks) {
      if (title === 'Watch the agents') {
        const place = { ...working, campaign }
        agents.push(await work(place, 'ann@acme.example', '2135550101'))
        agents.push(await work(place, 'ben@acme.example', '2135550102'))
        agents.push(await work(place, 'cho@acme.example', '2135550103'))
        for (const agent of agents) await agent.inPhase('on-call')
      }
      for (const block of lines) said[title] = (said[title] ?? '') + (await shell.run(block))
      if (title === 'Create a campaign') campaign = (await shell.run('echo $CAMPAIGN')).trim()
      if (title === 'Remove an agent') {
        const [ann, ben] = agents as [ConsoleClient, ConsoleClient]
        await finish(ann, 'Renewed', 'glad')
        await finish(ben, 'Do not call', '')
        await expect.poll(() => working.crm.received.length).toBe(2)
      }
    }
    expect(said['Create a campaign']).toMatch(/"code":"bad-rows".*"line":4/)
    expect(campaign).toMatch(/^\d+$/)
    expect(said['Start it']).toMatch(/"value":true.*"by":"sue"/)
    expect(said['Watch the agents']).toMatch(/ann@acme\.example: on-call/)
    expect(said['Watch the agents']).toMatch(/Avg Call \(Sec\),Resp\. Time,%Response/)
    expect(said['Change the ratio']).toContain('"value":2.5')
    expect(said['Remove an agent']).toContain('"hangUp":"under-way"')
    await agents[2]?.inPhase('on-call', ({ goneWhy }) => goneWhy === 'kicked')
    expect(said['Take the data home']).toMatch(/"notes":"glad"/)
    expect(said['Take the data home']).toMatch(/Phone Number,Marked/)
    const csv = await readFile(join(folder, 'calls.csv'), 'utf8')
    expect(csv.split('\r\n')).toHaveLength(1 + 3 + 1)
    expect(said['Let finishes come to you']).toMatch(new RegExp(`${campaign}\\.\\S+ delivered`))
    expect(said['Erase a person']).toMatch(/"calls":\d,"inSessions":\d/)
    expect(said.Stop).toContain('"value":false')
    // the words of the page that are about what is above
    expect([...blocks.values()].flat().length).toBeGreaterThan(9)
    await Promise.all(agents.map((agent) => agent.close()))
  }, 120_000)

  it('would be noticed if it were wrong', async () => {
    await expect(shell.run('curl -sSf "$WORKER/v1/campaigns"')).rejects.toThrow('401')
  })
})
