import { describe, expect, it } from 'vitest'
import type { LoggedCall } from '../../shared/board.ts'
import type { CampaignSettings } from '../../shared/campaign.ts'
import type { Command } from '../../shared/protocol.ts'
import { ANN, BEN, finish, useWorker } from './live-session.ts'
import { CAMPAIGN } from './live-worker.ts'

const live = useWorker()

interface Logged {
  readonly calls: LoggedCall[]
  readonly next: string | null
}

/** Asks for calls as a supervisor. */
async function ask(query: string, role: 'agent' | 'supervisor' = 'supervisor') {
  const { url, token } = live.worker
  return fetch(`${url}/v1/campaigns/${CAMPAIGN.id}/calls${query}`, {
    headers: { authorization: `Bearer ${await token('sue', role)}` },
  })
}

async function logged(query = ''): Promise<Logged> {
  const response = await ask(query)
  expect(response.status).toBe(200)
  return (await response.json()) as Logged
}

/** A call that was finished with these words, or left open. */
async function work(id: string, notes: string | null, person: object = {}) {
  const { ann, agentId, user } = await live.signedIn()
  live.worker.dialer.connect(agentId, { ...ANN, id, ...person })
  await ann.inPhase('on-call')
  if (notes !== null) {
    const draft = { dispositions: ['Interested'], notes }
    const command = { ...finish(id, true), draft } as Command
    expect(await ann.command(command)).toMatchObject({ ok: true })
    await ann.inPhase('signed-out')
  }
  await ann.close()
  return user
}

describe('the call log', () => {
  it('has a call while it is open, and how it ended after that', async () => {
    const { ann, agentId, user } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'log-1' })
    await ann.inPhase('on-call')
    const open = { callId: 'log-1', userId: user, agentId, state: 'open', finishedAt: null }
    await expect.poll(() => logged('?search=log-1')).toMatchObject({ calls: [open], next: null })
    await ann.command({ type: 'caller-gone', callId: 'log-1', on: true })
    const { callerGoneAt } = await ann.inPhase('on-call', (state) => state.callerGoneAt !== null)
    await expect.poll(() => logged('?search=log-1')).toMatchObject({ calls: [{ callerGoneAt }] })
    await ann.command(finish('log-1', true))
    await ann.inPhase('signed-out')
    await expect
      .poll(async () => (await logged('?search=log-1')).calls)
      .toEqual([
        {
          callId: 'log-1',
          userId: user,
          agentId,
          shown: true,
          phoneNumber: ANN.phonenumber,
          name: 'Ann Lee',
          openedAt: expect.any(Number),
          finishedAt: expect.any(Number),
          callerGoneAt,
          fields: expect.arrayContaining([
            { name: 'city', label: 'city', value: 'Los Angeles, CA' },
          ]),
          dispositions: ['Interested'],
          meanings: ['contact'],
          notes: 'call back in May',
          response: 'Interested',
          leftMessage: false,
          state: 'stored',
          sentAgain: false,
          words: null,
        },
      ])
    await ann.close()
  })

  it('is searched by every word, in any case, and goes on where a page ended', async () => {
    for (const id of ['page-1', 'page-2', 'page-3']) await work(id, `Überweisung ${id}`)
    const all = '?search=%C3%BCBERWEISUNG%20page'
    await expect.poll(async () => (await logged(all)).calls.length).toBe(3)
    const first = await logged(`${all}&limit=2`)
    expect(first.calls.map(({ callId }) => callId)).toEqual(['page-3', 'page-2'])
    const rest = await logged(`${all}&limit=2&after=${first.next}`)
    expect(rest.calls.map(({ callId }) => callId)).toEqual(['page-1'])
    expect(rest.next).toBeNull()
    expect((await logged(`${all}&from=2999-01-01`)).calls).toEqual([])
    expect((await logged(`${all}&to=2020-01-01T00:00:00Z`)).calls).toEqual([])
    expect((await logged('?search=no-such-word')).calls).toEqual([])
  })

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-02-30T08:00Z',
    '2026-11-31T08:00:00.000+05:30',
  ])('is asked for no day that does not exist, such as %s', async (day) => {
    const response = await ask(`?from=${encodeURIComponent(day)}`)
    const title = expect.stringMatching(/^[A-Z].* .*\.$/)
    expect(await response.json()).toMatchObject({ code: 'bad-request', field: 'from', title })
    expect(response.status).toBe(400)
  })

  it('is asked for days as calendars have them', async () => {
    for (const day of ['2028-02-29', '2026-12-31T24:00Z', '2026-11-30T23:30:00-08:00']) {
      expect((await ask(`?from=${encodeURIComponent(day)}`)).status, day).toBe(200)
    }
  })

  it('is searched by as many words as there is room for', async () => {
    await work('words-1', 'a b c')
    const words = (found: string) =>
      `?search=${`${found} `.repeat(100).trim().replaceAll(' ', '+')}`
    await expect.poll(async () => (await logged(words('b'))).calls).not.toEqual([])
    expect((await logged(words('§'))).calls).toEqual([])
  })

  it('is searched by a number as people write it', async () => {
    await work('number-1', 'to be paid 12.50 on 2027-01-02', { phonenumber: '3055550143' })
    const found = async (search: string) =>
      (await logged(`?search=${encodeURIComponent(search)}`)).calls.map(({ callId }) => callId)
    await expect.poll(() => found('number-1')).toEqual(['number-1'])
    for (const typed of ['(305) 555-0143', '+1 305.555.0143', '305/5550143', '+13055550143']) {
      expect(await found(typed), typed).toEqual(['number-1'])
    }
    expect(await found('12.50 2027-01-02')).toEqual(['number-1'])
    expect(await found('(305) 555-0144')).toEqual([])
  })

  it('is searched by what was corrected, too', async () => {
    const user = await work('corrected-1', 'said yes')
    await expect.poll(async () => (await logged('?search=corrected-1')).calls).toHaveLength(1)
    const { url, token } = live.worker
    const correction = { dispositions: ['Not home'], notes: 'Es war die SCHWÄGERIN "Ute"' }
    const corrected = await fetch(`${url}/v1/session/corrections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(user)}` },
      body: JSON.stringify({ campaign: CAMPAIGN.id, callId: 'corrected-1', ...correction }),
    })
    expect(corrected.status).toBe(200)
    for (const words of ['schwägerin', 'corrected-1 "UTE"', 'YES home']) {
      expect((await logged(`?search=${encodeURIComponent(words)}`)).calls, words).toMatchObject([
        { callId: 'corrected-1' },
      ])
    }
  })

  it('leaves as CSV without a formula, and as exact JSON Lines', async () => {
    const formula = '=HYPERLINK("https://evil.example","a, b")'
    await work('csv-1', formula, { extradata: `${BEN.extradata},"@SUM(1)"` })
    await expect.poll(async () => (await logged('?search=csv-1')).calls[0]?.state).toBe('stored')
    const csv = await ask('?search=csv-1&format=csv')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toContain(`calls-${CAMPAIGN.id}.csv`)
    const [head, row, ...rest] = (await csv.text()).split('\r\n')
    expect(head).toContain('Came,Caller gone,Finished,')
    expect(head).toContain('Phone Number,Name,name,city,Other fields,Result,Meaning,Notes')
    expect(row).toContain(`,"'=HYPERLINK(""https://evil.example"",""a, b"")",`)
    expect(row).toContain('Extra data 3: @SUM(1)')
    expect(row).not.toMatch(/(?:^|,)"?[=+\-@]/)
    expect(rest).toEqual([''])
    const lines = (await (await ask('?search=csv-1&format=jsonl')).text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).notes)).toEqual([formula])
  })

  it('leaves with every choice, also of lists that the campaign has no more', async () => {
    const { ann, agentId } = await live.signedIn()
    const { url, token } = live.worker
    const change = async (dispositionLists: CampaignSettings['dispositionLists']) => {
      const response = await fetch(`${url}/v1/campaigns/${CAMPAIGN.id}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${await token('sue', 'supervisor')}` },
        body: JSON.stringify({ dispositionLists }),
      })
      expect(response.status).toBe(200)
    }
    await change([
      { name: 'Reason', choices: [{ value: 'Too expensive' }] },
      ...CAMPAIGN.dispositionLists,
    ])
    await ann.until(() => (ann.session?.campaign.dispositionLists.length === 2 ? true : undefined))
    live.worker.dialer.connect(agentId, { ...BEN, id: 'lists-1' })
    await ann.inPhase('on-call')
    const draft = { dispositions: ['Too expensive', 'Not home'], notes: '' }
    const command = { ...finish('lists-1', true), draft } as Command
    expect(await ann.command(command)).toMatchObject({ ok: true })
    await ann.close()
    await expect.poll(async () => (await logged('?search=lists-1')).calls[0]?.state).toBe('stored')
    await change(CAMPAIGN.dispositionLists)
    const [head = '', row = ''] = (await (await ask('?search=lists-1&format=csv')).text()).split(
      '\r\n',
    )
    const cell = (name: string) => row.split(',')[head.split(',').indexOf(name)]
    expect([cell('Result'), cell('Other choices')]).toEqual(['Not home', 'Too expensive'])
  })

  it('leaves without a formula also where another character parts the cells', async () => {
    const notes = 'a;=cmd()\n+1\tb\t@c;"=1\r\n ; -2'
    await work('csv-2', notes, { extradata: '"x;=A1",\uFF1DA1' })
    await expect.poll(async () => (await logged('?search=csv-2')).calls[0]?.state).toBe('stored')
    const text = await (await ask('?search=csv-2&format=csv')).text()
    expect(text).toContain(`"a;'=cmd()\n'+1\tb\t'@c;'""=1`)
    for (const parted of [/[;\r\n]/, /\t/, /[,;\t\r\n]/]) {
      const cells = text.split(parted).map((cell) => cell.replace(/^["\s]+/, ''))
      expect(cells.filter((cell) => /^[=+\-@\uFF1D]/.test(cell))).toEqual([])
    }
    expect('a;=cmd()'.split(/[;\r\n]/)).toContain('=cmd()')
  })

  it('is a supervisor’s, and takes no nonsense', async () => {
    const refusals = [
      [await ask('', 'agent'), 403, 'forbidden', undefined],
      [await ask('?from=yesterday'), 400, 'bad-request', 'from'],
      [await ask('?from=2026-13-45'), 400, 'bad-request', 'from'],
      [await ask('?limit=1000'), 400, 'bad-request', 'limit'],
      [await ask('?limit=0'), 400, 'bad-request', 'limit'],
      [await ask('?after=the-end'), 400, 'bad-request', 'after'],
      [await ask('?format=xls'), 400, 'bad-request', 'format'],
      [await ask(`?search=${'x'.repeat(201)}`), 400, 'bad-request', 'search'],
    ] as const
    for (const [response, status, code, field] of refusals) {
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ code, ...(field && { field }) })
    }
  })

  it('has what was acknowledged just before a crash, and what became of it', async () => {
    const { ann, agentId, user } = await live.signedIn()
    live.worker.dialer.connect(agentId, { ...ANN, id: 'crash-1' })
    await ann.inPhase('on-call')
    live.worker.dialer.next('storeAgentResponse', 'answer-lost')
    await ann.command(finish('crash-1'))
    await live.worker.restart()
    const back = await live.worker.open(user)
    await live.worker.dialer.holding(agentId)
    live.worker.dialer.connect(agentId, { ...BEN, id: 'crash-2' })
    await back.inPhase('on-call')
    const found = async () =>
      (await logged('?search=crash-')).calls.map(({ callId, state }) => [callId, state])
    await expect.poll(found).toEqual([
      ['crash-2', 'open'],
      ['crash-1', 'stored-by-next-call'],
    ])
    await back.close()
  })
})
