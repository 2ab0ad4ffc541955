import { assert } from 'chai'
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

  it('is no agent’s', async () => {
    const page = await mount((worker) => {
      worker.session = snapshot({ campaignId: worker.campaign, state: signedOut() })
    })
    assert.isFalse(page.has('[part~=team]'))
  })
})
