import { expect, test, vi } from 'vitest'
import { createDialer, type Dialer, DialerError } from '../../worker/dialer.ts'
import { dialer as embedded } from '../demo/dialer/noting-dialer.ts'
import { CONVERSATION } from '../peers/conversation.ts'
import { mutate, randomFrom, samplesIn } from './soap/mutate.ts'

const HOW_MANY = 10_000

/** Damaged samples, each with the one it was made from. */
function* damaged(folder: 'requests' | 'xfire', seed: number): Generator<[string, string]> {
  const random = randomFrom(seed)
  const samples = [...samplesIn(folder).values()]
  for (let count = 0; count < HOW_MANY; count += 1) {
    const sample = samples[random(samples.length)] ?? ''
    yield [mutate(sample, random), sample]
  }
}

/** Asks whatever the sample answers; a fault answers anything. */
async function ask(dialer: Dialer, sample: string): Promise<unknown> {
  const answered = sample.match(/:(\w+)Response /)?.[1] ?? 'kickAgent'
  const line = CONVERSATION.find(({ operation }) => operation === answered)
  const method = dialer[answered as keyof Dialer] as (parameters: object) => Promise<unknown>
  return method(line?.parameters ?? {})
}

test('10,000 damaged answers end in a result or a DialerError', { timeout: 60_000 }, async () => {
  let answer = ''
  const dialer = createDialer({
    url: 'https://d.example/p',
    campaignServiceUrl: 'https://d.example/c',
    key: 'key',
    fetch: async () => new Response(answer),
  })
  const outcomes: Record<string, number> = {}
  for (const [document, sample] of damaged('xfire', 4721)) {
    answer = document
    const outcome = await ask(dialer, sample).then(
      () => 'answered',
      (error) => {
        expect(error, document).toBeInstanceOf(DialerError)
        return (error as DialerError).kind
      },
    )
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  expect(Object.keys(outcomes).sort()).toEqual(['answered', 'fault', 'unreadable'])
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(500)
})

test('10,000 damaged requests end in an answer or a fault', { timeout: 60_000 }, async () => {
  const logged = vi.spyOn(console, 'error')
  const { send, asked } = embedded((operation) => (operation.startsWith('create') ? '1' : null))
  for (const [document] of damaged('requests', 874100)) {
    const response = await send(document)
    const text = await response.text()
    if (response.status === 200) continue
    expect(response.status, document).toBe(500)
    expect(text, document).toMatch(/<faultcode>soap:(Client|Server)<\/faultcode><faultstring>./)
  }
  // a mistake of ours would be logged
  expect(logged).not.toHaveBeenCalled()
  logged.mockRestore()
  expect(asked.length).toBeGreaterThan(500)
})
