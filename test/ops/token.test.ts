import { describe, expect, it } from 'vitest'
import { readToken } from '../../worker/auth.ts'
import { SECRET } from '../worker/live-worker.ts'
import { Program } from './program.ts'

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const program = new Program('ops/token.ts', args, env)
  const code = await program.ended()
  return { code, text: program.written }
}

const ANN = ['--user', 'ann', '--campaign', '874100', '--campaign', '874101']

const guest = (name: string) => ['--user', name, '--campaign', '874100']

describe('npm run token', () => {
  it('mints a token that the worker takes for what it says', async () => {
    const args = [...ANN, '--role', 'supervisor', '--hours', '2']
    const { code, text } = await run(args, { SESSION_SECRET: SECRET })
    expect(code).toBe(0)
    const who = await readToken({ SESSION_SECRET: SECRET }, text.split('\n')[0])
    expect(who).toMatchObject({
      userId: 'ann',
      campaigns: ['874100', '874101'],
      role: 'supervisor',
    })
    expect(who.expiresAt - who.issuedAt).toBe(2 * 3_600_000)
  })

  it.each([
    ['without a secret', ANN, {}, /SESSION_SECRET is missing/],
    ['with a weak secret', ANN, { SESSION_SECRET: 'weak' }, /SESSION_SECRET is shorter/],
    ['without a user', ['--campaign', '1'], {}, /--user is missing/],
    [
      'for a guest’s name',
      guest('passcode:874100:Ann'),
      { SESSION_SECRET: SECRET },
      /may not begin/,
    ],
    ['for a sealed name', guest('sealed:Ann'), { SESSION_SECRET: SECRET }, /may not begin/],
    ['without a campaign', ['--user', 'ann'], {}, /--campaign is missing/],
    [
      'with another word for a campaign',
      ['--user', 'ann', '--campaign', 'x'],
      {},
      /no campaign id/,
    ],
    ['with an unknown role', [...ANN, '--role', 'owner'], {}, /agent or supervisor/],
    ['for a week', [...ANN, '--hours', '168'], {}, /--hours is up to 12/],
    ['with an option that is none', [...ANN, '--colour', 'red'], {}, /--colour/],
  ])('mints none %s, and says why', async (_, args, env, words) => {
    const { code, text } = await run(args, env)
    expect(code).toBe(1)
    expect(text).toMatch(words)
    expect(text).not.toMatch(/eyJ|^\s+at /m)
  })
})
