import { expect, it } from 'vitest'
import { startDemo } from './demo-process.ts'

/** Nobody listens there; the worker tells what it takes it for all the same. */
const ANOTHER = 'http://127.0.0.1:9/service/PredictiveService'

it('npm start ends when npm, which runs it, is asked to, and leaves nobody behind', async () => {
  const { origin, stop } = await startDemo('')
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  await stop()
  const left = await fetch(`${origin}/healthz`).then(
    () => 'it still serves',
    () => 'nobody',
  )
  expect(left).toBe('nobody')
}, 60_000)

it.each([
  ['the embedded dialer for one that repeats a call', {}, 'repeat'],
  ['another for one that tells it once', { DIALER_URL: ANOTHER }, 'once'],
  [
    'another for one that repeats it, where it is said to',
    { DIALER_URL: ANOTHER, DIALER_DELIVERY: 'repeat' },
    'repeat',
  ],
])(
  'npm start takes %s',
  async (_, variables, delivery) => {
    const { origin, stop } = await startDemo('', variables)
    try {
      const signedIn = await fetch(`${origin}/demo/token?user=sue&role=supervisor`)
      const { token } = (await signedIn.json()) as { token: string }
      const answer = await fetch(`${origin}/v1/campaigns/874100/diagnostics`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(await answer.json()).toMatchObject({ delivery })
    } finally {
      await stop()
    }
  },
  60_000,
)
