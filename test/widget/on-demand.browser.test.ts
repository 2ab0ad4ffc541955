import { assert } from 'chai'
import { OnDemand } from '../../widget/on-demand.ts'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { CAMPAIGN, MARIA, onCall, waiting } from './browser/snapshots.ts'

// First, while no clock has been made that this page keeps.
describe('the first clock of a page', () => {
  const { DateTimeFormat } = Intl
  afterEach(() => {
    Intl.DateTimeFormat = DateTimeFormat
    unmount()
  })

  it('is made while the agent waits, not when somebody is on the line', async () => {
    let made = 0
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (format, given) => {
        made++
        return Reflect.construct(format, given)
      },
    })
    await mount((worker) => worker.show(waiting()))
    await until(() => made > 0, 'the clock')
  })
})

describe('a file that a view wants', () => {
  it('is asked for once, after what is being drawn', async () => {
    let asked = 0
    let drawn = 0
    const load = async () => {
      asked++
      return 'content'
    }
    const file = new OnDemand(load, () => drawn++)
    assert.deepEqual([file.content, file.content], [null, null])
    await Promise.resolve()
    assert.equal(asked, 0)
    await until(() => drawn > 0, 'the file')
    assert.equal(asked, 1)
    assert.equal(file.content, 'content')
  })
})

const CHOICES = Array.from({ length: 14 }, (_, at) => ({ value: `Reason ${at + 1}` }))

/** What the first call's card shows when it is drawn first, after a wait of some milliseconds. */
async function firstDrawing(ms: number): Promise<string> {
  const page = await mount((worker) => {
    const campaign = {
      ...CAMPAIGN,
      id: worker.campaign,
      script: 'Hello {name}, this is Acme.',
      questions: [{ label: 'Seats', kind: 'number' as const, required: true }],
      dispositionLists: [{ name: 'Result', choices: CHOICES }],
    }
    worker.show(waiting(), { campaign })
  })
  try {
    await new Promise((over) => setTimeout(over, ms))
    const came = new Promise((come) =>
      page.element.addEventListener('agent-state', come, { once: true }),
    )
    page.worker.show(onCall({ call: { ...MARIA, campaignId: page.worker.campaign } }))
    await came
    await page.element.updateComplete
    const labels = [...page.element.renderRoot.querySelectorAll('[aria-label]')]
    return [page.text, ...labels.map((each) => each.ariaLabel)].join('\n')
  } finally {
    unmount()
  }
}

describe('the card of the first call', () => {
  it('is drawn whole at once: its files come while the agent waits', async () => {
    const parts = ['Pacific Time', 'Hello Maria', 'Seats', 'Filter Result']
    let drawn = ''
    const isWhole = () => parts.every((part) => drawn.includes(part))
    // How long the files take is the machine's business; without a wait for them they never are there.
    for (let ms = 50; !isWhole() && ms < 10_000; ms *= 2) drawn = await firstDrawing(ms)
    assert.isTrue(isWhole(), drawn)
  }).timeout(25_000)
})
