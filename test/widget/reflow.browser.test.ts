import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, onCall } from './browser/snapshots.ts'

const LONG = 'Komfort-Tarif mit Grundgebühr und zwölf Monaten Laufzeit'
const WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'

describe('what a campaign is made of', () => {
  afterEach(unmount)

  it('is never wider than the console, however long it is', async () => {
    const page = await mount()
    page.element.style.inlineSize = '320px'
    const choices = [LONG, WORD]
    page.worker.show(onCall(), {
      campaign: {
        ...CAMPAIGN,
        id: page.worker.campaign,
        dispositionLists: [{ name: WORD, choices: choices.map((value) => ({ value })) }],
        questions: [
          { label: LONG, kind: 'choice', choices, required: true },
          { label: WORD, kind: 'text', required: false },
        ],
      },
    })
    await until(() => page.has('#answer-1'), 'the questions')
    const { right } = page.element.getBoundingClientRect()
    const fields = (page.element.renderRoot as ShadowRoot).querySelectorAll(
      'select, input, textarea, label, legend, button',
    )
    for (const field of fields) {
      assert.isAtMost(field.getBoundingClientRect().right, right, field.outerHTML.slice(0, 80))
    }
  })

  it('unfolds in sight, where its button was pressed', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.element.style.cssText =
      'position: fixed; inset: 0 0 auto; block-size: 450px; overflow: auto'
    await until(() => page.has('.time'), 'the whole card: what came later would push the menu down')
    const menu = page.find<HTMLDetailsElement>('.tail details')
    menu.querySelector('summary')?.click()
    await until(() => {
      const { bottom } = menu.getBoundingClientRect()
      // The browser scrolls by whole pixels.
      return menu.open && Math.floor(bottom) <= page.element.getBoundingClientRect().bottom
    }, 'the menu')
  })
})
