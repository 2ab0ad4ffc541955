import { assert } from 'chai'
import { REST } from '../../widget/languages/en.ts'
import { type AllWords, ENGLISH } from '../../widget/strings.ts'
import { Words } from '../../widget/words.ts'

describe('the words of what is loaded on demand', () => {
  it('are there for who waits for them, also when others were wanted meanwhile', async () => {
    const words = new Words(() => undefined)
    words.speak('en', null)
    const all = words.all().then(() => (words.t as AllWords).sheetTitle)
    words.speak('es', { sheetTitle: 'Teclas nuestras' })
    assert.equal(await all, 'Teclas nuestras')
  })

  it('stay when another language does not come', async () => {
    const told = Promise.withResolvers<void>()
    const changed = () => {
      if ((words.t as AllWords).logIn === 'Entrar') told.resolve()
    }
    const words = new Words(changed, async (language) => {
      if (language === 'es') throw new TypeError('Failed to fetch dynamically imported module')
      return { ...ENGLISH, ...REST }
    })
    words.speak('en', null)
    await words.all()
    words.speak('es', { logIn: 'Entrar' })
    await told.promise
    const { keysTitle, logIn, callMe } = words.t as AllWords
    assert.deepEqual([keysTitle, logIn, callMe], [REST.keysTitle, 'Entrar', ENGLISH.callMe])
  })
})
