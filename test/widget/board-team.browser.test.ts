import { assert } from 'chai'
import { html, nothing, render } from 'lit'
import { REST } from '../../widget/languages/en.ts'
import { ENGLISH } from '../../widget/strings.ts'
import { Team } from '../../widget/team.ts'
import { board } from './browser/boards.ts'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { signedOut, snapshot } from './browser/snapshots.ts'

const SUPERVISOR = { role: 'supervisor' } as const

describe('the Team button', () => {
  afterEach(unmount)

  it('is a supervisor’s, and opens and closes the board inside the console', async () => {
    const page = await mount((worker) => worker.show(signedOut(), SUPERVISOR))
    await page.shows('Team')
    const team = page.find<HTMLButtonElement>('[part~=team]')
    assert.equal(team.ariaExpanded, 'false')
    team.focus()
    team.click()
    await until(() => page.worker.lines.length === 2, 'the board’s own line')
    assert.include(page.worker.protocols, 'bearer.a.test.token')
    assert.equal(team.ariaExpanded, 'true')
    assert.equal(page.focused, team)
    const { campaign } = page.worker
    const shown = board()
    page.worker.update({
      type: 'board',
      board: { ...shown, campaign: { ...shown.campaign, id: campaign } },
    })
    const inside = page.find('campaign-board')
    await until(
      () => inside.shadowRoot?.textContent?.includes('ben@acme.example') === true,
      'the roster',
    )
    await page.isAccessible()

    inside.shadowRoot?.querySelector<HTMLElement>('nav button')?.focus()
    assert.equal(page.focused, inside)
    team.focus()
    team.click()
    await until(() => !page.has('campaign-board'), 'the board to go')
    await until(() => page.worker.lines.length === 1, 'its line to go')
    assert.equal(page.focused, team)
  })

  it('says so where the board’s script does not come, and opens it once it does', async () => {
    const place = { endpoint: window.RELAY, campaign: '1' }
    const box = document.createElement('div')
    document.body.append(box)
    const paint = () => render(html`${team.button(words)}${team.render(words)}`, box)
    let comes = false
    const load = async () => {
      if (!comes) throw new TypeError('Failed to fetch dynamically imported module')
      return {}
    }
    const words = { ...ENGLISH, ...REST }
    const team = new Team(
      { html, nothing },
      { place, getToken: async () => '', load, changed: paint },
    )
    paint()
    box.querySelector('button')?.click()
    await until(() => box.querySelector('[role=status]') !== null, 'the message')
    assert.include(box.textContent, 'A part of this page could not be loaded. Trying again…')
    assert.isNull(box.querySelector('campaign-board'))
    comes = true
    await until(
      () => {
        paint()
        return box.querySelector('campaign-board') !== null
      },
      'the next try',
      15_000,
    )
    assert.isNull(box.querySelector('[role=status]'))
    box.remove()
  })

  it('is no agent’s', async () => {
    const page = await mount((worker) => {
      worker.session = snapshot({ campaignId: worker.campaign, state: signedOut() })
    })
    assert.isFalse(page.has('[part~=team]'))
  })
})
