import { assert } from 'chai'
import { ANN, agent, BEN } from './browser/boards.ts'
import { mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'

const CALM = { webhooks: { waiting: 0, failed: 0 }, lastCallAt: Date.now() }
const ago = (minutes: number) => Date.now() - minutes * 60_000

describe('warnings', () => {
  afterEach(unmountBoards)

  it('are counted on every part, and said once to those who cannot see them', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN] })
    })
    const count = () => page.find('nav button', 'Team').dataset.count
    const said = () => page.find('.body > [role=status]').textContent
    await until(() => page.has('.body > [role=status]'), 'the live region')
    assert.isUndefined(count())
    await page.open('Pacing', 'Lines dialled')
    page.script.show({ ...CALM, agents: [agent('dee', { helpSince: ago(0) }), ANN] })
    await until(() => count() === '1', 'the count')
    assert.include(said(), 'dee asks for help')
    const before = said()
    page.script.show({ ...CALM, agents: [agent('dee', { helpSince: ago(1) }), ANN, BEN] })
    await until(() => page.element.board?.agents.length === 3, 'another snapshot')
    await page.element.updateComplete
    assert.equal(said(), before, 'a clock is no news')
    page.script.show({ ...CALM, agents: [ANN] })
    await until(() => count() === undefined && said() === '', 'calm')
  })

  it('name what to act on', async () => {
    const none = { sending: 0, unconfirmed: 0, refused: 0, unfinished: 0 }
    const long = Array.from({ length: 12 }, (_, at) => agent(`a${at}`, { since: ago(7 + at) }))
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, lastCallAt: ago(6.05), agents: long })
    })
    await page.shows('12 waiting, nobody connected for 6:0')
    const owing = agent('eve', { unsent: { ...none, unconfirmed: 1, unfinished: 2 } })
    page.script.show({ ...CALM, agents: [owing], webhooks: { waiting: 1, failed: 0 } })
    await page.shows('Answers of eve: 1 maybe stored, 2 never given.')
    await page.shows('1 finish has not reached your CRM')
    await page.isAccessible()
    const stopRefused = { value: { words: 'No such campaign', tries: 3 }, at: ago(1), by: null }
    page.script.show({ ...CALM, agents: [], stopRefused })
    await page.shows('was to stop by itself, and the dialer refuses: “No such campaign”.')
  })
})
