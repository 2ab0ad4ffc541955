import { describe, expect, it } from 'vitest'
import type { BadRow } from '../../shared/number-list.ts'
import { readToken } from '../../worker/auth.ts'
import { useWorker } from './live-session.ts'
import { CAMPAIGN, SECRET } from './live-worker.ts'

const live = useWorker()

const SETTINGS = {
  name: 'Summer renewals',
  callerId: '(213) 555-0199',
  dialerPasscode: 'beach',
  dispositionLists: [
    { name: 'Result', choices: [{ value: 'Yes', meaning: 'sale' }, { value: 'No' }] },
  ],
  passcode: 'summer passcode',
  script: 'Hello {name}',
}

const NUMBERS = 'phone,name,city\n2135550143,Ann Lee,"Los Angeles, CA"\n213-555-0144,Ben,Fresno\n'

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly rows?: readonly BadRow[] }
}

async function create(settings: object, numbers: string | Blob | null = NUMBERS): Promise<Answer> {
  const form = new FormData()
  form.append('campaign', new Blob([JSON.stringify(settings)], { type: 'application/json' }))
  if (numbers !== null) form.append('numbers', new Blob([numbers], { type: 'text/csv' }), 'n.csv')
  const response = await fetch(`${live.worker.url}/v1/campaigns`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await live.worker.token('sue', 'supervisor')}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** What the dialer was asked to create, in order. */
const created = () =>
  live.worker.dialer.asked
    .filter(({ operation }) => operation.startsWith('create'))
    .map(({ parameters }) => parameters)

const LIST = { name: 'Twice', choices: [{ value: 'Sold' }] }

describe('creating a campaign', () => {
  it('gives the dialer its numbers, sets it up here, and answers with a token for it', async () => {
    const { status, body } = await create(SETTINGS)
    expect([status, body]).toMatchObject([201, { numbers: 2, skipped: 0 }])
    expect(created().at(-1)).toEqual({
      callerid: '2135550199',
      name: 'Summer renewals',
      passcode: 'beach',
      dispositionLists: [{ name: 'Result', dispositions: ['Yes', 'No'] }],
      numbers: ['2135550143,Ann Lee,"Los Angeles, CA"', '2135550144,Ben,Fresno'],
    })
    const campaign = {
      id: '874101',
      name: SETTINGS.name,
      dispositionLists: SETTINGS.dispositionLists,
      dispositionRequired: true,
      script: SETTINGS.script,
      columns: ['name', 'city'],
      canLeaveMessage: false,
    }
    expect(body.campaign).toEqual(campaign)
    const who = await readToken({ SESSION_SECRET: SECRET }, String(body.token))
    expect(who).toMatchObject({
      userId: 'sue',
      role: 'supervisor',
      campaigns: [CAMPAIGN.id, '874101'],
    })
    const headers = { authorization: `Bearer ${body.token}` }
    const there = await fetch(`${live.worker.url}/v1/campaigns/874101`, { headers })
    expect(await there.json()).toEqual(campaign)
    const list = await fetch(`${live.worker.url}/v1/campaigns`, { headers })
    expect(await list.json()).toEqual({
      campaigns: [
        { id: CAMPAIGN.id, name: CAMPAIGN.name },
        { id: '874101', name: SETTINGS.name },
      ],
    })
  })

  it('with a sound for answering machines lets agents leave it', async () => {
    const { body } = await create({ ...SETTINGS, answeringMachineSound: '9007199254740993' })
    expect(body.campaign).toMatchObject({ canLeaveMessage: true })
    expect(created().at(-1)).toMatchObject({ answeringMachineSound: '9007199254740993' })
  })

  it('reads a file from an old Windows, and one without a header', async () => {
    const bytes = Uint8Array.from(Buffer.from('2135550143;Zo\xEB\n', 'latin1'))
    const { body } = await create({ ...SETTINGS, columns: ['name'] }, new Blob([bytes]))
    expect(body.campaign).toMatchObject({ columns: ['name'] })
    expect(created().at(-1)?.numbers).toEqual(['2135550143,Zoë'])
  })

  it.each([
    ['utf-8', ''],
    ['utf-8', 'x'],
    ['latin1', ''],
  ] as const)('reads a long file in %s whole, after "%s" too', async (encoding, first) => {
    // One of two files in UTF-8 has a piece that ends between the two bytes of a letter.
    const name = (n: number) => (n < 6_000 ? 'Zoe Vandermeer' : 'ë'.repeat(200))
    const rows = Array.from({ length: 7_500 }, (_, n) => `${2_130_000_000 + n};${name(n)}`)
    const file = [`2125550100;${first}`, ...rows]
    const bytes = Uint8Array.from(Buffer.from(file.join('\n'), encoding))
    expect(bytes.length).toBeGreaterThan(400_000)
    const { status } = await create({ ...SETTINGS, header: false }, new Blob([bytes]))
    expect(status).toBe(201)
    expect(created().at(-1)?.numbers).toEqual(file.map((row) => row.replace(';', ',')))
  })

  it('names every bad row and creates nothing, unless it shall go on without them', async () => {
    const before = created().length
    const numbers = `${NUMBERS}oops,Cho\n2135550143,again\n`
    const { status, body } = await create(SETTINGS, numbers)
    expect([status, body]).toMatchObject([422, { code: 'bad-rows', field: 'numbers' }])
    expect(body.rows).toEqual([
      { line: 4, reason: 'not-a-number', value: 'oops' },
      { line: 5, reason: 'twice', value: '2135550143' },
    ])
    expect(created()).toHaveLength(before)
    const again = await create({ ...SETTINGS, skipBad: true }, numbers)
    expect([again.status, again.body]).toMatchObject([201, { numbers: 2, skipped: 2 }])
  })

  it('takes a hundred thousand numbers', async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `${2_130_000_000 + n}`)
    const { status, body } = await create(SETTINGS, rows.join('\n'))
    expect(body).toMatchObject({ numbers: 100_000 })
    expect(status).toBe(201)
    expect(created().at(-1)?.numbers).toHaveLength(100_000)
  }, 30_000)

  it('refuses a form that is longer than fifteen megabytes, and goes on', async () => {
    const before = created().length
    const numbers = new Blob([NUMBERS, `2135550145,${'x'.repeat(15_000_000)}`])
    expect(await create(SETTINGS, numbers)).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    })
    expect(created()).toHaveLength(before)
    expect((await create(SETTINGS)).status).toBe(201)
  })

  it('says which field is wrong, and asks the dialer nothing', async () => {
    const before = created().length
    const refusals = [
      [{ ...SETTINGS, name: ' ' }, NUMBERS, 'bad-request', 'name'],
      [{ ...SETTINGS, callerId: 'me' }, NUMBERS, 'bad-request', 'callerId'],
      [{ ...SETTINGS, dialerPasscode: 'nul\u0000' }, NUMBERS, 'bad-request', 'dialerPasscode'],
      [{ ...SETTINGS, dispositionLists: [LIST, LIST] }, NUMBERS, 'bad-request', 'dispositionLists'],
      [{ ...SETTINGS, passcode: 'short' }, NUMBERS, 'bad-request', 'passcode'],
      [
        { ...SETTINGS, answeringMachineSound: 'x' },
        NUMBERS,
        'bad-request',
        'answeringMachineSound',
      ],
      [SETTINGS, null, 'bad-request', 'numbers'],
      [SETTINGS, 'phone,name\n', 'no-numbers', 'numbers'],
    ] as const
    for (const [settings, numbers, code, field] of refusals) {
      const { status, body } = await create(settings, numbers)
      expect([status, body]).toMatchObject([400, { code, field }])
    }
    expect(created()).toHaveLength(before)
  })

  it('is for supervisors', async () => {
    // Without a body: one that nobody reads could break the connection before the answer is there.
    const response = await fetch(`${live.worker.url}/v1/campaigns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await live.worker.token('ann')}` },
    })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ code: 'forbidden' })
  })

  it('tells the dialer’s words when it refuses, and that nobody knows when its answer is lost', async () => {
    live.worker.dialer.next(
      'createCallCenterConnectCampaign',
      { fault: 'Caller id 2135550199 is not yours' },
      'answer-lost',
    )
    expect(await create(SETTINGS)).toMatchObject({
      status: 502,
      body: { code: 'dialer-fault', words: 'Caller id 2135550199 is not yours' },
    })
    const lost = await create(SETTINGS)
    expect(lost).toMatchObject({ status: 504, body: { code: 'dialer-timeout' } })
    expect(lost.body.title).toContain('may have done it')
  })
})
