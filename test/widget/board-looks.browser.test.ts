import { assert } from 'chai'
import { CALLS, LONG, lengthy, OUTCOMES, REPORT, SPRING, thirty } from './browser/boards.ts'
import { type MountedBoard, mountBoard, unmountBoards } from './browser/mount-board.ts'
import { until } from './browser/scripted-worker.ts'
import { systemWishes } from './browser/system.ts'

/** What each part says once it is there. */
const PARTS: Readonly<Record<string, string>> = {
  Team: 'Remove by agent id',
  Report: 'Total',
  Calls: 'maybe stored',
  Outcomes: 'Today by agent',
  Deliveries: 'given up',
  Pacing: 'Lines dialled',
  Settings: 'Save',
  'New campaign': 'Create campaign',
}

const WEBHOOK = {
  id: '1.79',
  callId: '79',
  userId: 'ann@acme.example',
  state: 'failed',
  tries: 11,
  nextTryAt: null,
  trouble: 'cannot be reached',
  at: Date.now(),
}

const ROUTES: Readonly<Record<string, object>> = {
  agents: REPORT,
  calls: { calls: CALLS, next: null },
  outcomes: { outcomes: OUTCOMES },
  webhooks: { on: true, webhooks: [WEBHOOK] },
}

async function mount(width: number): Promise<MountedBoard> {
  const page = await mountBoard()
  page.element.style.inlineSize = `${width}px`
  page.worker.answers = ({ path }) => ROUTES[path.split('/').at(-1) ?? ''] ?? {}
  await until(() => page.has('.warnings'), 'the warnings')
  return page
}

async function everyPart(page: MountedBoard, width: number): Promise<void> {
  for (const [part, words] of Object.entries(PARTS)) {
    await page.open(part, words)
    for (const each of page.element.renderRoot.querySelectorAll('details')) each.open = true
    await page.isAccessible()
    assert.isAtMost(page.element.scrollWidth, width, `nothing of ${part} sticks out`)
  }
}

describe('the board’s looks', () => {
  afterEach(async () => {
    unmountBoards()
    await systemWishes()
    document.documentElement.dir = ''
  })

  for (const media of [
    { colorScheme: 'dark' },
    { colorScheme: 'light' },
    { forcedColors: 'active' },
  ] as const) {
    for (const width of [320, 480, 900, 1280]) {
      it(`pass axe in every part: ${Object.values(media)}, ${width} px`, async () => {
        await systemWishes(media)
        await everyPart(await mount(width), width)
      })
    }
  }

  it('hold thirty agents in single lines, and names of any length', async () => {
    const page = await mount(900)
    page.script.show({ agents: thirty() })
    await until(() => page.element.board?.agents.length === 30, 'thirty agents')
    await page.element.updateComplete
    const rows = [...page.element.renderRoot.querySelectorAll<HTMLElement>('.agent')]
    assert.isBelow(Math.max(...rows.map((row) => row.offsetHeight)), 40, 'one line each')
    for (const width of [320, 900]) {
      page.element.style.inlineSize = `${width}px`
      page.script.show({ agents: [lengthy()], campaign: { ...SPRING, name: LONG } })
      await page.shows('last call')
      assert.isAtMost(page.element.scrollWidth, width)
      await page.isAccessible()
    }
  })

  it('break no agent id, whatever room there is', async () => {
    const page = await mount(900)
    for (let width = 320; width <= 1280; width += 40) {
      page.element.style.inlineSize = `${width}px`
      const ids = [...page.element.renderRoot.querySelectorAll('.who small')]
      const broken = ids.filter(
        (id) => /^id.\d+$/.test(id.textContent) && id.getClientRects().length > 1,
      )
      assert.isAbove(ids.length, 1)
      assert.deepEqual(broken, [], `${width} px`)
    }
  })

  it('turn around where the page reads from right to left', async () => {
    document.documentElement.dir = 'rtl'
    const page = await mount(900)
    const left = (selector: string) => page.find(selector).getBoundingClientRect().left
    assert.isAbove(left('.dot'), left('header button'))
    assert.isAbove(left('.who'), left('.timer'))
    await everyPart(page, 900)
    await page.open('Calls', 'maybe stored')
    assert.isAbove(left('.call:nth-child(2) dt'), left('.call:nth-child(2) dd'))
  })

  it('tell which part is shown without colours', async () => {
    await systemWishes({ forcedColors: 'active' })
    const page = await mount(900)
    const border = (selector: string) => getComputedStyle(page.find(selector)).borderBlockEndColor
    assert.notEqual(border('nav [aria-current]'), border('nav button:not([aria-current])'))
  })
})
