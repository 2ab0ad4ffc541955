import { expect, it } from 'vitest'
import { askRoute } from './board-client.ts'
import { DeafPage } from './deaf-page.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, ORIGIN } from './live-worker.ts'

const live = useWorker()

async function openDeaf(user: string): Promise<DeafPage> {
  const { url, token } = live.worker
  return DeafPage.open({ url, token: await token(user), campaign: CAMPAIGN.id, origin: ORIGIN })
}

it('A page whose access was ended commands nothing more, also where it does not go', async () => {
  const page = await openDeaf('stays@acme.example')
  await expect.poll(() => page.heard).toContain('"type":"snapshot"')
  const before = JSON.stringify({ id: '1', type: 'call-me', phoneNumber: '2135550151' })
  page.say(before)
  await live.worker.dialer.until(() => live.worker.dialer.of('sendAgentCallBack').length === 1)
  const revoke = '/users/stays@acme.example/revoke'
  expect(await askRoute(live.worker, revoke, { method: 'POST' })).toMatchObject({ status: 200 })
  await expect.poll(() => page.heard).toContain('"code":"token-revoked"')
  page.say(before.replace('2135550151', '2135550152'))
  page.say('{"id":"2","type":"log-in","agentId":"7741"}')
  // Whoever comes after it is served after it.
  const next = await live.worker.open('next@acme.example')
  await next.command({ type: 'call-me', phoneNumber: '2135550153' })
  await next.close()
  expect(live.worker.dialer.of('sendAgentCallBack').map((asked) => asked.phoneNumber)).toEqual([
    '2135550151',
    '2135550153',
  ])
  expect(live.worker.dialer.of('loginAgent')).toEqual([])
  page.end()
})

it('Pages that were told to go and do not are a hundred at most', async () => {
  const user = 'crowd@acme.example'
  const pages: DeafPage[] = []
  for (let count = 0; count < 100; count++) {
    const page = await openDeaf(user)
    page.say('no frame')
    await expect.poll(() => page.heard).toContain('"code":"bad-request"')
    pages.push(page)
  }
  const late = await live.worker.open(user)
  expect(late.updates).toMatchObject([{ type: 'refused', code: 'rate-limited' }])
  for (const page of pages) page.end()
}, 60_000)
