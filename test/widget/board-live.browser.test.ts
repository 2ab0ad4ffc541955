import { assert } from 'chai'
import type { RosterRow } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { ANN, agent, BEN } from './browser/boards.ts'
import { addBoard, mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'

const CALM = { webhooks: { waiting: 0, failed: 0 }, lastCallAt: Date.now() }
const ago = (minutes: number) => Date.now() - minutes * 60_000

describe('a supervisor’s board', () => {
  afterEach(unmountBoards)

  it('shows who does what, and stays in order while they do other things', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN, BEN] })
    })
    await page.shows('1 on a call · 1 waiting')
    const names = () =>
      [...page.element.renderRoot.querySelectorAll('.who strong')].map((each) => each.textContent)
    assert.deepEqual(names(), ['ann@acme.example', 'ben@acme.example'])
    await page.shows('On a call with Maria Alvarez')
    const call = { id: '9', name: 'Ida Moss', phoneNumber: '2135550199' }
    page.script.show({
      ...CALM,
      agents: [agent('ann@acme.example', { phase: 'on-call', call }), agent('ben@acme.example')],
    })
    await page.shows('On a call with Ida Moss')
    assert.deepEqual(names(), ['ann@acme.example', 'ben@acme.example'])
  })

  it('tells the end of a talk from the talk, once the agent has said that the person has gone', async () => {
    const page = await mountBoard((script) => {
      const after = { ...BEN, since: ago(20), callerGoneAt: ago(7) }
      const held = { reason: 'Lunch', since: ago(4) }
      const away = agent('cho', {
        ...BEN,
        userId: 'cho',
        since: ago(20),
        callerGoneAt: ago(7),
        held,
      })
      script.shown = script.snapshot({ ...CALM, agents: [after, away] })
    })
    const row = (who: string) => page.find('.agent', who)
    const doing = (who: string) => row(who).querySelector('.doing')?.textContent?.trim()
    const time = (who: string) => row(who).querySelector('.timer')?.textContent ?? ''
    await page.shows('After the call with Maria Alvarez')
    assert.match(time('ben'), /^7:/, 'since the person went')
    assert.equal(doing('cho'), 'On a break: Lunch')
    assert.match(time('cho'), /^4:/, 'since the break began')
    page.find<HTMLButtonElement>('[aria-label="Remove ben@acme.example"]').click()
    await page.shows('Maria Alvarez has gone; they have been finishing the call for 7:')
    page.press('Keep')
    page.script.show({ ...CALM, agents: [BEN] })
    await page.shows('On a call with Maria Alvarez')
    page.script.show({ ...CALM, agents: [{ ...BEN, phoneGone: true }] })
    await page.shows('After the call with Maria Alvarez, phone has hung up')
    page.find<HTMLButtonElement>('[aria-label="Remove ben@acme.example"]').click()
    await page.shows('Their phone has hung up, and with it Maria Alvarez.')
  })

  it('says so where a page is missing or the dialer is silent', async () => {
    const page = await mountBoard((script) => {
      const away = agent('cho@acme.example', { console: false, troubleSince: ago(2) })
      script.shown = script.snapshot({ ...CALM, agents: [away] })
    })
    await page.shows('no page open')
    await page.shows('dialer silent for 2:0')
  })

  it('shows why the dialer did not start, and what the dialer said', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, dialling: null })
    })
    page.worker.answers = () => new ConsoleError('dialer-fault', { words: 'No credit' })
    page.press('Start dialling')
    await page.shows('The dialer refused. The dialer says: “No credit”')
    await page.shows('Never started from here')
    page.worker.answers = () => 'dialer-unreachable'
    page.press('Start dialling')
    await page.shows('The dialer cannot be reached. Nothing was changed.')
    await page.isAccessible()
  })

  it('finds its way back when the line was lost, and says that it may be old till then', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN] })
    })
    page.worker.cut({ accepting: false })
    await page.shows('Connection lost. What you see may be old.')
    await page.shows('ann@acme.example')
    page.worker.acceptLines()
    page.script.shown = page.script.snapshot({ ...CALM, agents: [BEN] })
    page.press('Try now')
    await page.shows('ben@acme.example')
    await until(() => !page.text.includes('Connection lost'), 'the notice to go')
  })

  it('says why, once the worker lets it look on no longer', async () => {
    const page = await mountBoard()
    page.script.shown = 'token-revoked'
    page.worker.refuseLine('token-revoked', 4401)
    await page.shows('Another supervisor has ended your access.')
    assert.notInclude(page.text, 'Connection lost')
  })

  it('takes another token without forgetting what is typed', async () => {
    const page = await mountBoard()
    await page.open('New campaign', 'Create campaign')
    page.fill('Name', 'Summer')
    page.element.token = 'another.test.token'
    await page.element.updateComplete
    assert.equal(page.field('Name').value, 'Summer')
    assert.lengthOf(page.worker.lines, 1, 'the line that is up goes on')
    page.script.shown = 'token-expired'
    page.worker.refuseLine('token-expired', 4401)
    await page.shows('Your sign-in has run out.')
    page.script.shown = page.script.snapshot()
    page.element.token = 'a.third.token'
    await until(() => !page.text.includes('Your sign-in has run out'), 'the line')
    assert.equal(page.field('Name').value, 'Summer')
  })

  it('without a good token says so, and shows nobody', async () => {
    const page = await mountBoard((script) => {
      script.shown = 'forbidden'
    })
    await page.shows('This needs a supervisor’s sign-in for this campaign.')
    assert.isFalse(page.has('nav'))
    await page.isAccessible()
  })

  it('is the same in two pages', async () => {
    const one = await mountBoard()
    const other = await addBoard(one.script)
    one.script.show({ ...CALM, agents: [agent('zoe@acme.example')] })
    await one.shows('zoe@acme.example')
    await other.shows('zoe@acme.example')
  })

  it('of another campaign has nothing left of the one before', async () => {
    const first = await mountBoard()
    await first.open('New campaign', 'Create campaign')
    first.fill('Name', 'Summer')
    const second = await mountBoard()
    first.element.campaign = second.worker.campaign
    await until(() => first.element.board?.campaign.id === second.worker.campaign, 'the other')
    assert.equal(first.find('nav [aria-current]').textContent?.trim(), 'Team')
    await first.open('New campaign', 'Create campaign')
    assert.equal(first.field('Name').value, '')
  })
})

describe('removing somebody', () => {
  afterEach(unmountBoards)

  it('asks first, says what they are doing, and gives the keyboard back', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN, BEN] })
    })
    await until(() => page.has('.warnings, .roster'), 'the roster')
    const button = page.find<HTMLButtonElement>('[aria-label="Remove ben@acme.example"]')
    button.focus()
    button.click()
    await page.shows('They have been speaking with Maria Alvarez for 2:1')
    assert.equal(page.focused?.textContent?.trim(), 'Keep')
    await page.isAccessible()
    page.press('Keep')
    await until(() => !page.has('dialog.ask'), 'the question to go')
    assert.equal(page.focused, button)
    assert.lengthOf(page.worker.asked, 0)

    button.click()
    await page.shows('Remove ben@acme.example?')
    page.worker.answers = () => 'not-now'
    page.find<HTMLButtonElement>('.danger').click()
    await page.shows('They are not signed in any more.')
    page.press('Keep')
    page.find<HTMLButtonElement>('[aria-label="Remove ann@acme.example"]').click()
    await page.shows('Remove ann@acme.example?')
    assert.notInclude(page.text, 'They are not signed in any more.', 'that was somebody else')
    page.worker.answers = () => ({ hangUp: 'under-way' })
    page.find<HTMLButtonElement>('.danger').click()
    await until(() => !page.has('dialog.ask'), 'the question to go')
    assert.lengthOf(page.script.asked('POST', '/users/ann%40acme.example/kick'), 1)
  })

  it('is not asked about any more once they have left', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN, BEN] })
    })
    await until(() => page.has('.acts button'), 'the roster')
    page.find<HTMLButtonElement>('[aria-label="Remove ben@acme.example"]').click()
    await page.shows('Remove ben@acme.example?')
    page.script.show({ ...CALM, agents: [ANN] })
    await until(() => !page.has('dialog.ask'), 'the question to go')
    page.script.show({ ...CALM, agents: [ANN, BEN] })
    await page.shows('ben@acme.example')
    assert.isFalse(page.has('dialog.ask'))
  })

  it('leaves the keyboard with its agent when rows come and go, then in the menu', async () => {
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [ANN, BEN] })
    })
    await until(() => page.has('.acts button'), 'the roster')
    // It is loaded with the roster, and leaves nothing to be seen.
    await import('../../widget/board/panels/focus.ts')
    page.find('[aria-label="Remove ben@acme.example"]').focus()
    const shows = async (...agents: RosterRow[]) => {
      page.script.show({ ...CALM, agents })
      await until(() => page.element.board?.agents.length === agents.length, 'the snapshot')
      await page.element.updateComplete
    }
    await shows(BEN)
    assert.equal(page.focused?.ariaLabel, 'Remove ben@acme.example', 'a row above has left')
    await shows(ANN, BEN, agent('cho@acme.example'))
    assert.equal(page.focused?.ariaLabel, 'Remove ben@acme.example', 'a row has come above')
    await shows(agent('cho@acme.example'), ANN)
    assert.equal(page.focused, page.find('nav [aria-current]'), 'their own row has left')

    page.find<HTMLButtonElement>('[aria-label="Remove ann@acme.example"]').click()
    await page.shows('Remove ann@acme.example?')
    await shows()
    assert.equal(page.focused, page.find('nav [aria-current]'), 'the question has left')
  })

  it('by an agent id that nobody has shows the dialer’s words and keeps what was typed', async () => {
    const page = await mountBoard()
    page.worker.answers = () => new ConsoleError('dialer-fault', { words: 'Invalid agent id: 99' })
    page.find<HTMLDetailsElement>('.more').open = true
    await page.shows('For a phone that no console belongs to')
    page.fill('Agent id', '99')
    page.find<HTMLButtonElement>('.more .secondary').click()
    await page.shows('The dialer refused. The dialer says: “Invalid agent id: 99”')
    assert.equal(page.field('Agent id').value, '99')
    assert.equal(
      page.problemOf('Agent id'),
      'The dialer refused. The dialer says: “Invalid agent id: 99”',
    )
    page.worker.answers = () => ({ hangUp: 'under-way' })
    page.find<HTMLButtonElement>('.more .secondary').click()
    await page.shows('Agent 99 is being hung up.')
    assert.lengthOf(page.script.asked('POST', '/agents/99/kick'), 2)
  })

  it('whose phone the dialer did not hang up stays marked, and can be tried again', async () => {
    const gone = agent('flo', { phase: 'signed-out', why: 'kicked', phoneUp: true, agentId: null })
    const page = await mountBoard((script) => {
      script.shown = script.snapshot({ ...CALM, agents: [{ ...gone, lastAgentId: '4729' }] })
    })
    await page.shows('flo was removed, but their phone may still be up. Ask them to hang up.')
    page.worker.answers = () => new ConsoleError('dialer-fault', { words: 'Invalid operation' })
    await page.shows('Hang up again')
    page.press('Hang up again')
    await page.shows('The dialer says: “Invalid operation”')
    assert.lengthOf(page.script.asked('POST', '/agents/4729/kick'), 1)
  })
})
