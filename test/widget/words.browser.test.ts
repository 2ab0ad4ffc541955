import { assert } from 'chai'
import type { AllWords } from '../../widget/strings.ts'
import { Words } from '../../widget/words.ts'

describe('the words of what is loaded on demand', () => {
  it('are there for who waits for them, also when others were wanted meanwhile', async () => {
    const words = new Words(() => undefined)
    words.speak('en', null)
    const all = words.all().then(() => (words.t as AllWords).sheetTitle)
    words.speak('es', { sheetTitle: 'Teclas nuestras' })
    assert.equal(await all, 'Teclas nuestras')
  })
})
