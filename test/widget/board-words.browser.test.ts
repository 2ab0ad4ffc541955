import { assert } from 'chai'
import { mountBoard, unmountBoards } from './browser/mount-board.ts'

describe('a board in a page of another language', () => {
  const page = document.documentElement
  const before = page.lang

  afterEach(() => {
    unmountBoards()
    page.lang = before
  })

  it('says which language its words are in, for they would be read aloud as the page’s', async () => {
    page.lang = 'fr'
    const english = await mountBoard()
    assert.equal(english.find('.board').lang, 'en')
    await english.isAccessible()
    const french = await mountBoard(undefined, { strings: { stop: 'Arrêter' } })
    await french.shows('Arrêter')
    assert.equal(french.find('.board').lang, 'fr', 'the page’s own words')
    french.element.lang = 'fr-CA'
    french.element.requestUpdate()
    await french.element.updateComplete
    assert.equal(french.find('.board').lang, 'fr-CA')
  })
})
