import { expect, it } from 'vitest'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, tokenOf } from './live-worker.ts'

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

it('A campaign that nobody has set up here has no deliveries to be made again', async () => {
  const { url } = live.worker
  const response = await fetch(`${url}/v1/campaigns/999/webhooks/999.77/retry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf('sue', 'supervisor', '999')}` },
  })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'unknown-campaign' })
})
