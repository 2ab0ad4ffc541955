import { expect, it } from 'vitest'
import { useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'

const live = useWorker()

interface Problem {
  readonly title: string
  readonly code: string
}

async function post(path: string, body: object, role: 'agent' | 'supervisor'): Promise<Problem> {
  const { url, token } = live.worker
  const response = await fetch(`${url}/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token('sue', role)}` },
    body: JSON.stringify({ campaign: CAMPAIGN.id, ...body }),
  })
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return (await response.json()) as Problem
}

const correct = (body: object) =>
  post('/session/corrections', { callId: 'x', dispositions: [], notes: '', ...body }, 'agent')

it('A refusal says in a sentence what is wrong, beside its code', async () => {
  const wrong = { name: 'Ann', passcode: 'not the passcode' }
  const guess = () => post('/sign-in', wrong, 'agent')
  await Promise.all(Array.from({ length: 10 }, guess))
  const refusals = {
    'bad-phone-number': post(`/campaigns/${CAMPAIGN.id}/erase`, { phoneNumber: 'x' }, 'supervisor'),
    'wrong-call': correct({ notes: 'it was the brother' }),
    'disposition-required': correct({}),
    'bad-disposition': correct({ dispositions: ['Perhaps'] }),
    'locked-out': guess(),
  }
  for (const [code, refusal] of Object.entries(refusals)) {
    expect(await refusal).toMatchObject({ code, title: expect.stringMatching(/^[A-Z].* .*\.$/) })
  }
})
