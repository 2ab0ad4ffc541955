import { describe, expect, it } from 'vitest'
import {
  duration,
  type Hop,
  hopDown,
  hopOfAsked,
  hopOfEvent,
  hopUp,
  inOrder,
} from '../../../demo/pages/watch/hop.ts'
import { prettyXml } from '../../../demo/pages/watch/pretty-xml.ts'

describe('a hop', () => {
  it('never shows a token', () => {
    const token = 'planted.token'
    const frame = { type: 'renew', token } as const
    expect(JSON.stringify(frame)).toContain(token)
    expect(JSON.stringify(hopUp(frame, 0))).not.toContain(token)
  })

  it('never shows the token of a campaign that was created', () => {
    const text = JSON.stringify({ campaign: { id: '1' }, token: 'planted.token' })
    const asked = { method: 'POST', what: 'campaign', path: 'campaign', text }
    const answered = { ...asked, outcome: { status: 201, ms: 12 } }
    expect(JSON.stringify(hopOfAsked(answered, 0))).not.toContain('planted')
    const event = { campaign: '1', token: 'planted.token' }
    expect(JSON.stringify(hopOfEvent('campaign-created', event, 0))).not.toContain('planted')
    expect(hopOfAsked(answered, 0)).toMatchObject({ note: '201, 12 ms', bad: false })
  })

  it('leaves out what a page says all the time', () => {
    expect(hopUp({ type: 'active' }, 0)).toBeNull()
  })

  it('stands where its time puts it, behind those of the same moment', () => {
    const at = (moment: number, title: string) => ({
      ...hopOfEvent('agent-state', {}, moment),
      title,
    })
    const told = [at(20, 'hello'), at(30, 'snapshot'), at(10, 'request'), at(20, 'answer')]
    const all = told.reduce(inOrder, [] as readonly Hop[])
    expect(all.map(({ title }) => title)).toEqual(['request', 'hello', 'answer', 'snapshot'])
    const many = Array.from({ length: 500 }, (_, moment) => at(moment, String(moment)))
    const last = many.reduce(inOrder, [] as readonly Hop[])
    expect([last[0]?.title, last.at(-1)?.title]).toEqual(['100', '499'])
  })

  it('says how a command was answered', () => {
    expect(hopDown({ type: 'answer', id: '1', ok: true }, 0)).toMatchObject({ title: 'accepted' })
    const refused = { type: 'answer', id: '1', ok: false, outcome: 'refused' } as const
    expect(hopDown({ ...refused, code: 'not-now' }, 0)).toMatchObject({
      title: 'refused',
      note: 'not-now',
      bad: true,
    })
  })

  it('says how long it took as people do', () => {
    expect(duration(999)).toBe('999 ms')
    expect(duration(4_400)).toBe('4.4 s')
  })
})

describe('XML for reading', () => {
  it('has an element on each line, its text beside it', () => {
    expect(prettyXml('<?xml version="1.0"?><a><b x="1">two words</b><c/><d></d></a>')).toBe(
      '<?xml version="1.0"?>\n<a>\n  <b x="1">two words</b>\n  <c/>\n  <d></d>\n</a>',
    )
  })

  it('is left alone where it is none', () => {
    expect(prettyXml('{"a": 1}')).toBe('{"a": 1}')
    expect(prettyXml('')).toBe('')
  })
})
