import { assert } from 'chai'
import { ConsoleError } from '../../shared/errors.ts'
import { type MountedBoard, mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'

const EVERY_LIST = 'Every list needs a name of its own'

async function opened(): Promise<MountedBoard> {
  const page = await mountBoard()
  await page.open('New campaign', 'Create campaign')
  return page
}

/** Everything but how calls can end. */
async function fillIn(page: MountedBoard): Promise<void> {
  page.fill('Name', 'Summer')
  page.fill('Caller id', '(212) 555-0100')
  page.fill('Or paste rows', '2135550143\n')
  await page.shows('1 number in the pasted rows')
}

const isMarked = (page: MountedBoard, label: string) =>
  page.field(label).getAttribute('aria-invalid') === 'true'

const goes = (page: MountedBoard, words: string) =>
  until(() => !page.text.includes(words), `“${words}” to go`)

describe('what is wrong in a form', () => {
  afterEach(unmountBoards)

  it('of a group is said of the field in it that is to be mended, which gets the keyboard', async () => {
    const page = await opened()
    await fillIn(page)
    page.press('Create campaign')
    await page.shows(EVERY_LIST)
    await until(() => page.focused === page.field('Choice 1'), 'the keyboard where it is missing')
    assert.include(page.problemOf('Choice 1'), EVERY_LIST)
    assert.isFalse(isMarked(page, 'Choice 2'))
    assert.isFalse(isMarked(page, 'List 1'))
    const group = page.field('Choice 1').closest('fieldset')
    assert.equal(group?.getAttribute('aria-describedby'), 'dispositionLists-problem')
    await page.isAccessible()
  })

  it('goes as soon as it is mended, and not before', async () => {
    const page = await opened()
    page.press('Create campaign')
    await page.shows('Nothing was sent.')
    page.fill('Name', 'S')
    await goes(page, 'Give the campaign a name.')
    page.fill('Caller id', '21')
    await page.element.updateComplete
    assert.isTrue(isMarked(page, 'Caller id'), 'that is no number yet')
    page.fill('Caller id', '2125550100')
    await until(() => !isMarked(page, 'Caller id'), 'a number')
    page.fill('Choice 1', 'Sold')
    await goes(page, EVERY_LIST)
    assert.include(page.text, 'Nothing was sent.', 'there are no numbers yet')
    page.fill('Or paste rows', '2135550143\n')
    await goes(page, 'Nothing was sent.')
  })

  it('goes with a line that is taken away', async () => {
    const page = await opened()
    await fillIn(page)
    page.fill('Choice 1', 'Sold')
    page.press('Add a list')
    await page.shows('List 2')
    page.press('Create campaign')
    await until(() => isMarked(page, 'List 2'), 'a list without a name')
    assert.equal(page.focused, page.field('List 2'))
    page.find('[aria-label="Remove list "]').click()
    await goes(page, EVERY_LIST)
  })

  it('as only the worker knows, stands at the line it was sent', async () => {
    const page = await opened()
    await fillIn(page)
    page.fill('Choice 2', 'Sold')
    const field = 'dispositionLists.0.choices.0.value'
    page.worker.answers = () => new ConsoleError('bad-request', { field })
    page.press('Create campaign')
    await until(() => isMarked(page, 'Choice 2'), 'the first that is not empty')
    assert.isFalse(isMarked(page, 'Choice 1'))
    assert.equal(page.focused, page.field('Choice 2'))
    page.fill('Choice 2', 'Sold it')
    await goes(page, EVERY_LIST)
    assert.notInclude(page.text, 'This is not valid.')
  })

  it('with a question stands at the question', async () => {
    const page = await mountBoard()
    await page.open('Settings', 'Save')
    page.worker.answers = () => new ConsoleError('bad-request', { field: 'questions.0.label' })
    page.press('Save')
    await until(() => isMarked(page, 'Question 1'), 'the question')
    assert.equal(page.focused, page.field('Question 1'))
    page.fill('Question 1', 'Boxes?')
    await goes(page, 'Every question needs a label')
    assert.notInclude(page.text, 'Nothing was saved.')
  })
})
