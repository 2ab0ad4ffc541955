import { sendKeys } from '@web/test-runner-commands'
import { assert } from 'chai'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, callingBack, MARIA, onCall, signedOut, waiting } from './browser/snapshots.ts'
import { systemWishes } from './browser/system.ts'

const campaignWith = (page: Mounted, more: Partial<typeof CAMPAIGN>) => ({
  campaign: { ...CAMPAIGN, id: page.worker.campaign, ...more },
})

describe('the person on the line', () => {
  afterEach(unmount)

  it('is shown with every field, links as links and everything else as text', async () => {
    const call = {
      ...MARIA,
      fields: [
        { name: 'a', label: 'Page', value: 'https://crm.example/1?a=b&c=%3C' },
        { name: 'b', label: 'E-mail', value: 'maria+calls@example.com' },
        { name: 'c', label: 'Trap', value: 'javascript:alert(1)' },
        { name: 'd', label: 'Markup', value: '<b onclick="x">bold</b>\nsecond line' },
      ],
    }
    const page = await mount((worker) => worker.show(onCall({ call })))
    const links = [...page.element.renderRoot.querySelectorAll('a')]
    assert.deepEqual(
      links.map(({ href }) => href),
      ['https://crm.example/1?a=b&c=%3C', 'mailto:maria%2Bcalls%40example.com'],
    )
    assert.equal(links[0]?.rel, 'noopener noreferrer')
    await page.shows('javascript:alert(1)')
    await page.shows('<b onclick="x">bold</b>')
    assert.isFalse(page.has('dd b'))
  })

  it('is shown with the time where they may be', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    await page.shows('Pacific Time')
    await page.shows('by area code; the person may be elsewhere')
    page.worker.show(onCall({ call: { ...MARIA, phoneNumber: '2085550100' } }))
    await page.shows('Mountain Time or')
    page.worker.show(onCall({ call: { ...MARIA, phoneNumber: '442079460000' } }))
    await until(() => !page.has('.time'), 'no time for a number from elsewhere')
  })

  it('can be copied, field by field', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const written: string[] = []
    Object.defineProperty(navigator.clipboard, 'writeText', {
      configurable: true,
      value: async (text: string) => void written.push(text),
    })
    page.find('button[aria-label="Copy Phone number"]').click()
    await page.shows('Copied')
    page.find('button[aria-label="Copy City"]').click()
    assert.deepEqual(written, ['2135550143', 'Los Angeles'])
  })

  it('without an id or a number is still a person', async () => {
    const call = {
      ...MARIA,
      kind: 'unidentified',
      name: null,
      phoneNumber: null,
      fields: [],
    } as const
    const page = await mount((worker) => worker.show(onCall({ call })))
    await page.shows('Unknown caller')
    await page.shows('The dialer said nothing about this person.')
    await page.isAccessible()
  })
})

describe('a long list of dispositions', () => {
  afterEach(unmount)

  const many = Array.from({ length: 12 }, (_, at) => ({ value: `Reason ${at + 1}` }))
  const lists = {
    dispositionLists: [{ name: 'Result', choices: many }],
    dispositionRequired: false,
  }

  it('is filtered by typing, picked by Enter, and taken back', async () => {
    const page = await mount()
    page.worker.show(onCall(), campaignWith(page, lists))
    await page.shows('Reason 12')
    await until(() => page.has('input[type=search]'), 'the filter')
    await page.isAccessible()
    page.find('input[type=search]').focus()
    await sendKeys({ type: 'reason 11' })
    await until(() => !page.has('input[value="Reason 2"]'), 'the other reasons to be gone')
    await sendKeys({ press: 'Enter' })
    await until(() => page.has('input[value="Reason 11"]:checked'), 'the choice')
    assert.include(page.find('legend').textContent, 'Reason 11')
    page.press('Take back')
    await until(() => !page.has('input:checked'), 'no choice')
    assert.deepEqual((await page.worker.next('save-draft')).draft.dispositions, [''])
  })
})

/** Holds all but the last key, and presses that. */
async function chord(...keys: string[]): Promise<void> {
  const [last = '', ...held] = keys.toReversed()
  for (const down of held.toReversed()) await sendKeys({ down })
  await sendKeys({ press: last })
  for (const up of held) await sendKeys({ up })
}

describe('keys with modifiers', () => {
  afterEach(unmount)

  it('choose, go to the notes and finish from anywhere in the console', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.find('h3').focus()
    await chord('Alt', '2')
    await chord('Alt', '3')
    assert.isTrue(page.has('input[value="Call back"]:checked'))
    assert.isTrue(page.has('input[value="Cross"]:checked'))
    await chord('Alt', 'n')
    assert.equal(page.focused?.id, 'notes')
    await sendKeys({ type: 'after five' })
    await chord('Control', 'Enter')
    const { draft, lastCall } = await page.worker.accept('finish')
    assert.deepEqual(draft, { dispositions: ['Call back', 'Cross'], notes: 'after five' })
    assert.isFalse(lastCall)
    await chord('Control', 'Shift', 'Enter')
    assert.isTrue((await page.worker.accept('finish')).lastCall)
  })

  it('are listed in a sheet, and can be switched off', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    page.find('.help').click()
    await until(() => page.has('dialog[open]'), 'the sheet')
    await page.isAccessible()
    page.find('.toggle input').click()
    await sendKeys({ press: 'Escape' })
    await until(() => !page.has('dialog[open]'), 'the sheet to close')
    page.find('h3').focus()
    await chord('Alt', '2')
    assert.isFalse(page.has('input:checked'))
    localStorage.clear()
  })
})

describe('today’s figures', () => {
  afterEach(unmount)

  it('stand under the wait, once there are any', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    assert.isFalse(page.has('.today'))
    page.worker.show(waiting(), { today: { calls: 14, handleSeconds: 14 * 187 } })
    await until(() => page.has('.today'), 'the figures')
    const figures = page.find('.today').textContent?.replace(/\s+/g, ' ').trim()
    assert.equal(figures, 'Today 14 calls average 3:07')
  })
})

describe('an agent who asked for it', () => {
  afterEach(unmount)

  it('is reminded of a call that is open for long', async () => {
    localStorage.setItem('agent-console preferences', '{"remindAfter":2}')
    const page = await mount((worker) => worker.show(onCall({ since: Date.now() - 121_000 })))
    localStorage.clear()
    await page.shows('open for more than 2 min')
  })
})

describe('an agent who looks elsewhere', () => {
  const { Notification: real } = window
  const hidden = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden')

  afterEach(() => {
    unmount()
    localStorage.clear()
    window.Notification = real
    if (hidden) Object.defineProperty(document, 'hidden', hidden)
  })

  /** What the operating system would show, which no test can see. */
  async function notesOf(preferences: object, isHidden: boolean): Promise<string[]> {
    const notes: string[] = []
    window.Notification = class extends EventTarget {
      static permission = 'granted'
      constructor(title: string) {
        super()
        notes.push(title)
      }
    } as unknown as typeof Notification
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden })
    localStorage.setItem('agent-console preferences', JSON.stringify(preferences))
    const page = await mount((worker) => worker.show(waiting()))
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    // What alerts has been loaded by then, and has had its turn.
    await import('../../widget/pop-alert.ts')
    await new Promise((resolve) => setTimeout(resolve))
    return notes
  }

  it('is told of a call, if they have asked for it', async () => {
    assert.deepEqual(await notesOf({ notification: true }, true), ['Maria Alvarez is on the line.'])
  })

  it('is left alone otherwise', async () => {
    assert.deepEqual(await notesOf({}, true), [])
  })

  it('is left alone while they look', async () => {
    assert.deepEqual(await notesOf({ notification: true }, false), [])
  })
})

describe('looks', () => {
  afterEach(async () => {
    unmount()
    await systemWishes()
    document.documentElement.dir = ''
  })

  it('move nothing for those who asked for less motion', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    assert.notEqual(getComputedStyle(page.find('.dot')).animationName, 'none')
    await systemWishes({ reducedMotion: 'reduce' })
    assert.equal(getComputedStyle(page.find('.dot')).animationName, 'none')
  })

  it('tell a pressed button from its surface in the system’s own colours', async () => {
    await systemWishes({ forcedColors: 'active' })
    const page = await mount((worker) => worker.show(onCall({ callerGoneAt: Date.now() })))
    await page.shows('After the call')
    const { color, backgroundColor } = getComputedStyle(page.button('The caller has gone'))
    assert.notEqual(backgroundColor, 'rgba(0, 0, 0, 0)')
    assert.notEqual(color, backgroundColor)
  })

  it('turn around where the page reads from right to left', async () => {
    document.documentElement.dir = 'rtl'
    const page = await mount((worker) => worker.show(onCall()))
    const left = (selector: string) => page.find(selector).getBoundingClientRect().left
    assert.isAbove(left('.dot'), left('.timer'))
    assert.isAbove(left('dt'), left('dd'))
    assert.equal(page.find('.phone').textContent?.trim(), '(213) 555-0143')
    await page.isAccessible()
  })

  const states = [
    signedOut({ why: 'kicked', hangUp: true }),
    callingBack(),
    waiting({ lastCall: true, dialer: 'retrying', nextTryAt: Date.now() + 60_000 }),
    onCall({ draft: { dispositions: ['Renewed', ''], notes: 'x' }, refusal: 'No' }),
    onCall({ callerGoneAt: Date.now(), lastCall: true }),
    onCall({ held: { reason: 'Lunch', since: Date.now() } }),
    onCall({ phone: 'gone', goneWhy: 'kicked' }),
  ]

  for (const media of [
    { colorScheme: 'dark' },
    { colorScheme: 'light' },
    { forcedColors: 'active' },
  ] as const) {
    for (const width of [320, 480, 900]) {
      it(`pass axe in every phase: ${Object.values(media)}, ${width} px`, async () => {
        await systemWishes(media)
        const page = await mount()
        page.element.style.inlineSize = `${width}px`
        for (const state of states) {
          page.worker.show(state)
          const { version } = page.worker.session ?? {}
          await until(() => page.element.session?.version === version, state.phase)
          await page.isAccessible()
          assert.isAtMost(page.element.scrollWidth, width, 'nothing sticks out')
        }
      })
    }
  }

  it('take the host’s accent, and keep it readable', async () => {
    const page = await mount((worker) => worker.show(callingBack()))
    for (const accent of ['#ffd500', '#7a1fa2', '#00695c', '#ff6f61']) {
      page.element.style.setProperty('--agent-console-accent', accent)
      await page.isAccessible()
    }
  })
})
