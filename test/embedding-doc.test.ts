import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readToken } from '../worker/auth.ts'

const guide = readFileSync('docs/embedding.md', 'utf8')
const SECRET = 'a secret that the CRM and the worker share, 42'

/** The code of the first block that contains some words. */
function block(words: string): string {
  const blocks = [...guide.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, code = '']) => code)
  const found = blocks.find((code) => code.includes(words))
  if (found === undefined) throw new Error(`docs/embedding.md has no code with ${words}`)
  return found
}

/** The console as far as an example of the guide needs one, and a way to make it say something. */
function listeningTo(words: string) {
  const field = { value: '' }
  const code = block(words)
  const agent = Object.assign(new EventTarget(), {
    querySelector: () => field,
    run: (closeTicket: (notes: string) => void = () => {}) =>
      new Function('agent', 'closeTicket', code)(agent, closeTicket),
  })
  const say = (type: string, what: object) =>
    agent.dispatchEvent(Object.assign(new Event(type), what))
  return { agent, say }
}

describe('docs/embedding.md', () => {
  it('signs a token that the worker accepts', async () => {
    const code = Buffer.from(block('agentToken')).toString('base64')
    const { agentToken } = await import(`data:text/javascript;base64,${code}`)
    const token = agentToken('ann@acme.example', SECRET)
    const who = await readToken({ SESSION_SECRET: SECRET }, token)
    expect(who).toMatchObject({ userId: 'ann@acme.example', campaigns: ['874100'], role: 'agent' })
  })

  it('closes a ticket once its call was left with a finish that was taken', () => {
    const { agent, say } = listeningTo('closeTicket')
    const closed: string[] = []
    agent.run((notes) => closed.push(notes))
    say('agent-finish', { call: { id: '1' }, notes: 'no outcome' })
    say('agent-state', { session: { state: { call: { id: '1' } }, unsent: [] } })
    expect(closed).toEqual([])
    say('agent-finish', { call: { id: '1' }, notes: 'renewed' })
    say('agent-state', { session: { state: {}, unsent: [] } })
    say('agent-state', { session: { state: { call: { id: '2' } }, unsent: [] } })
    say('agent-finish', { call: { id: '2' }, notes: 'no outcome' })
    const unsent = [{ call: { id: '2' }, state: 'unfinished' }]
    say('agent-state', { session: { state: {}, unsent } })
    expect(closed).toEqual(['renewed'])
  })

  it('clears the page’s own field for each call, and for none', () => {
    const { agent, say } = listeningTo('[name=Ticket]')
    agent.run()
    const field = agent.querySelector()
    const shows = (call?: { id: string }) => {
      say('agent-state', { session: { state: { call } } })
      return field.value
    }
    expect(shows({ id: '1' })).toBe('')
    field.value = 'T-1'
    expect(shows({ id: '1' })).toBe('T-1')
    expect(shows()).toBe('')
    field.value = 'T-2'
    expect(shows({ id: '2' })).toBe('')
  })

  it('quotes the sentences that the console says', () => {
    const rows = [...guide.matchAll(/^\| ([A-Z][^|]*?)\s*\|/gm)].map(([, said = '']) => said)
    const files = ['widget/strings.ts', 'widget/languages/en.ts']
    const sentences = files.map((path) => readFileSync(path, 'utf8')).join('\n')
    const unknown = rows.filter((said) => !sentences.includes(said.replace(/, for long$/, '')))
    expect(rows.length).toBeGreaterThan(3)
    expect(unknown).toEqual([])
  })
})
