import { expect, it } from 'vitest'
import { startDemo } from './demo-process.ts'

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
