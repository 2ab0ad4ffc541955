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

describe('docs/embedding.md', () => {
  it('signs a token that the worker accepts', async () => {
    const code = Buffer.from(block('agentToken')).toString('base64')
    const { agentToken } = await import(`data:text/javascript;base64,${code}`)
    const token = agentToken('ann@acme.example', SECRET)
    const who = await readToken({ SESSION_SECRET: SECRET }, token)
    expect(who).toMatchObject({ userId: 'ann@acme.example', campaigns: ['874100'], role: 'agent' })
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
