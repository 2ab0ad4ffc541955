import { sendKeys } from '@web/test-runner-commands'
import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, onCall } from './browser/snapshots.ts'

async function alt(key: string): Promise<void> {
  await sendKeys({ down: 'Alt' })
  await sendKeys({ press: key })
  await sendKeys({ up: 'Alt' })
}

describe('a number key', () => {
  afterEach(unmount)

  it('takes the keyboard along to the choice that it picks', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.find('input[value="Renewed"]').focus()
    await sendKeys({ press: '3' })
    assert.isTrue(page.has('input[value="Not interested"]:checked'))
    assert.equal(page.focused?.getAttribute('value'), 'Not interested')
    await sendKeys({ press: 'ArrowDown' })
    assert.equal(page.focused?.getAttribute('value'), 'Wrong number')
    await sendKeys({ press: '9' })
    assert.isTrue(page.has('input[value="Wrong number"]:checked'), 'there is no ninth choice')
  })

  it('with Alt takes it along within its list, and from nowhere else', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.find('input[value="Renewed"]').focus()
    await alt('2')
    assert.equal(page.focused?.getAttribute('value'), 'Call back')
    page.find('#notes').focus()
    await alt('3')
    assert.isTrue(page.has('input[value="Cross"]:checked'))
    assert.equal(page.focused?.id, 'notes')
  })

  it('with Alt picks what it stands beside in a list that is filtered', async () => {
    const page = await mount()
    const choices = Array.from({ length: 14 }, (_, at) => ({ value: `Reason ${at + 1}` }))
    const campaign = {
      ...CAMPAIGN,
      id: page.worker.campaign,
      dispositionLists: [{ name: 'Result', choices }],
    }
    page.worker.show(onCall(), { campaign })
    await until(() => page.has('input[type=search]'), 'the filter')
    page.type('input[type=search]', 'reason 1')
    await until(() => !page.has('input[value="Reason 2"]'), 'fewer choices')
    await alt('2')
    assert.isTrue(page.has('input[value="Reason 10"]:checked'))
  })
})
