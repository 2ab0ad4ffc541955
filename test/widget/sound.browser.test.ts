import { assert } from 'chai'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, SOMEONE, waiting } from './browser/snapshots.ts'

const RATE = 48_000

const { AudioContext: Real } = window
const hidden = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden')

/** What would have come out of the loudspeaker: the real nodes, played into memory. */
let played: OfflineAudioContext[] = []

class Recorder extends OfflineAudioContext {
  constructor() {
    super(1, RATE, RATE)
    played.push(this)
  }

  async close(): Promise<void> {}
}

/** When there was sound and how high it was, to a hundredth of a second. */
async function heard(context: OfflineAudioContext): Promise<{ times: number[]; hertz: number }> {
  const samples = (await context.startRendering()).getChannelData(0)
  const loud = Array.from({ length: 100 }, (_, at) =>
    samples
      .subarray((at * RATE) / 100, ((at + 1) * RATE) / 100)
      .some((each) => Math.abs(each) > 0.1),
  )
  const times = loud.flatMap((on, at) => (on === (loud[at - 1] ?? false) ? [] : [at / 100]))
  const first = samples.subarray(0, RATE / 10)
  const crossings = first.filter((each, at) => each > 0 && (first[at - 1] ?? 0) <= 0).length
  return { times, hertz: crossings * 10 }
}

async function pop(page: Mounted, call: typeof MARIA): Promise<void> {
  page.worker.show(onCall({ call }))
  page.worker.pop(call)
  await page.worker.next('popped')
  // What sounds has been loaded by then, and has had its turn.
  await import('../../widget/pop-alert.ts')
  await new Promise((resolve) => setTimeout(resolve))
}

function look({ elsewhere }: { elsewhere: boolean }): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => elsewhere })
}

async function switchOn(page: Mounted): Promise<void> {
  page.find('.help').click()
  await until(() => page.has('dialog[open]'), 'the sheet')
  page.find('.toggle', 'Play two notes').click()
  page.press('Close')
}

describe('the sound of a call', () => {
  beforeEach(() => {
    played = []
    window.AudioContext = Recorder as unknown as typeof AudioContext
  })

  afterEach(() => {
    unmount()
    localStorage.clear()
    window.AudioContext = Real
    if (hidden) Object.defineProperty(document, 'hidden', hidden)
  })

  it('is off until the agent switches it on: then two notes for each call', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    look({ elsewhere: true })
    await pop(page, MARIA)
    assert.lengthOf(played, 0)
    await switchOn(page)
    await pop(page, SOMEONE)
    await until(() => played.length > 0, 'a sound')
    assert.lengthOf(played, 1)
    const [sound] = played
    const { times, hertz } = await heard(sound as OfflineAudioContext)
    assert.deepEqual(times, [0, 0.18, 0.26, 0.44])
    assert.closeTo(hertz, 880, 10)
  })

  it('is for an agent who looks elsewhere, in whatever page they open next', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    await switchOn(page)
    look({ elsewhere: false })
    await pop(page, MARIA)
    assert.lengthOf(played, 0)
    unmount()
    const next = await mount((worker) => worker.show(waiting()))
    look({ elsewhere: true })
    await pop(next, MARIA)
    await until(() => played.length === 1, 'the sound')
  })
})
