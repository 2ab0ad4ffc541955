import { assert } from 'chai'
import type { SessionState } from '../../shared/session.ts'
import { ScriptedWorker, until } from './browser/scripted-worker.ts'
import { callingBack, onCall, signedOut, waiting } from './browser/snapshots.ts'

/** The script as it is shipped, which comes after the page is there. */
const SCRIPT = '/dist/widget/agent-console.js'

/** What docs/embedding.md says to reserve. */
const RESERVED = 'agent-console { display: block; block-size: 40rem; overflow: auto }'
const AT_LEAST = 'agent-console { display: block; min-block-size: 20rem }'
const COLUMN = `body { display: grid; grid-template: auto 1fr / 1fr 22rem; align-items: start }
  agent-console { grid-area: 1 / 2 / span 2 }`

const STATES: readonly SessionState[] = [
  callingBack(),
  waiting({ lastCall: true, askMusicFor: '9000' }),
  onCall(),
  onCall({ callerGoneAt: Date.now() }),
  onCall({ held: { reason: 'Lunch', since: Date.now() } }),
  onCall({ phone: 'gone', goneWhy: 'kicked' }),
  signedOut({ why: 'dialer', words: 'The line is bad', hangUp: true }),
]

interface Shift extends PerformanceEntry {
  readonly sources: readonly { readonly node: Node | null }[]
}

/** A page of a host, in a window of its own, that has not loaded the console yet. */
class HostPage {
  readonly worker: ScriptedWorker
  readonly #frame: HTMLIFrameElement
  readonly #shifts: Shift[] = []

  private constructor(worker: ScriptedWorker, frame: HTMLIFrameElement) {
    this.worker = worker
    this.#frame = frame
  }

  static async open(styles: string): Promise<HostPage> {
    const frame = document.createElement('iframe')
    frame.style.cssText = 'inline-size: 100%; block-size: 1400px; border: 0'
    frame.src = '/test/widget/browser/record.html'
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    const host = new HostPage(await ScriptedWorker.open(), frame)
    host.#write(styles)
    await host.drawn()
    return host
  }

  #write(styles: string): void {
    const { endpoint, campaign } = this.worker
    this.document.head.innerHTML = `<style>html { font-size: 16px } ${styles}</style>`
    this.document.body.innerHTML = `<main>The host’s own page</main>
      <agent-console campaign="${campaign}" endpoint="${endpoint}" token="a.test.token"></agent-console>
      <footer>What is below it</footer>`
    const { PerformanceObserver: Observer } = this.window
    new Observer((list) => this.#shifts.push(...(list.getEntries() as Shift[]))).observe({
      type: 'layout-shift',
    })
  }

  /** How wide its window is. */
  isWide(pixels: number): void {
    this.#frame.style.inlineSize = `${pixels}px`
  }

  /** How much of the page its window shows. */
  isHigh(pixels: number): void {
    this.#frame.style.blockSize = `${pixels}px`
  }

  get window(): Window & typeof globalThis {
    return this.#frame.contentWindow as Window & typeof globalThis
  }

  get document(): Document {
    return this.window.document
  }

  /** Two frames later everything that moved has been drawn, and been noted. */
  async drawn(): Promise<void> {
    for (let frames = 0; frames < 2; frames++) {
      await new Promise((resolve) => this.window.requestAnimationFrame(resolve))
    }
    await new Promise((resolve) => setTimeout(resolve))
  }

  async loadConsole(): Promise<void> {
    const script = this.document.createElement('script')
    Object.assign(script, { type: 'module', src: SCRIPT })
    this.document.head.append(script)
    await this.window.customElements.whenDefined('agent-console')
    await this.#shows('signed-out')
  }

  /** Goes through every phase, and gives each the time to be drawn. */
  async goThroughAll(): Promise<void> {
    await this.loadConsole()
    for (const state of STATES) {
      this.worker.show(state)
      await this.#shows(state.phase)
    }
  }

  async #shows(phase: string): Promise<void> {
    const found = this.document.querySelector('agent-console')
    await until(() => found?.session?.state.phase === phase, phase)
    await this.drawn()
  }

  /** Where the host's own things are. */
  places(): string[] {
    return [...this.document.querySelectorAll('main, footer')].map((each) => {
      const { x, y, width } = each.getBoundingClientRect()
      return `${each.nodeName} at ${x}, ${y}, ${width} wide`
    })
  }

  /** How wide the console is, and the window. */
  widths(): [console: number, window: number] {
    const found = this.document.querySelector('agent-console')
    return [found?.getBoundingClientRect().width ?? 0, this.window.innerWidth]
  }

  /** What of the host the browser has seen moving. */
  moved(): string[] {
    const nodes = this.#shifts.flatMap(({ sources }) => sources.map(({ node }) => node))
    return nodes.flatMap((node) => {
      const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
      return node?.getRootNode() === this.document ? [element?.nodeName ?? ''] : []
    })
  }

  close(): void {
    this.#frame.remove()
    this.worker.close()
  }
}

/** Places in which content says how wide they are. */
const SHRUNK = {
  'a row': 'body { display: flex }',
  'a centred column': 'body { display: flex; flex-direction: column; align-items: center }',
  'an automatic column': 'body { display: grid; grid-template-columns: 1fr auto }',
  'a line of text': 'agent-console { display: inline-block }',
  'a float': 'agent-console { float: right }',
  'a corner': 'agent-console { position: fixed; inset: auto 0 0 auto }',
}

describe('a place that is as wide as what is in it', () => {
  let host: HostPage
  afterEach(() => host.close())

  for (const [place, styles] of Object.entries(SHRUNK)) {
    it(`shows the console: ${place}`, async () => {
      host = await HostPage.open(styles)
      await host.loadConsole()
      const [width] = host.widths()
      assert.isAtLeast(width, 320)
    })

    it(`does not become wider than a telephone by it: ${place}`, async () => {
      host = await HostPage.open(`${styles} main, footer { display: none }`)
      host.isWide(320)
      await host.loadConsole()
      await host.drawn()
      const [width, window] = host.widths()
      assert.equal(window, 320)
      assert.isAtMost(width, 320)
      assert.isAtMost(host.document.documentElement.scrollWidth, 320)
    })
  }

  it('leaves the console the width that the host gives it', async () => {
    host = await HostPage.open('body { display: flex } agent-console { flex: 0 0 20rem }')
    await host.loadConsole()
    assert.equal(host.widths()[0], 320)
    host.close()
    host = await HostPage.open('agent-console { inline-size: 80rem }')
    await host.loadConsole()
    assert.equal(host.widths()[0], 1280)
  })
})

describe('a host page that loads the console late', () => {
  let host: HostPage
  afterEach(() => host.close())

  it('does not move while the console goes through its phases in the room reserved for it', async () => {
    host = await HostPage.open(RESERVED)
    const before = host.places()
    await host.goThroughAll()
    assert.deepEqual(host.places(), before)
    assert.deepEqual(host.moved(), [])
  })

  it('does not move beside a console that has a column of its own', async () => {
    host = await HostPage.open(COLUMN)
    const before = host.places()
    await host.goThroughAll()
    assert.deepEqual(host.places(), before)
    assert.deepEqual(host.moved(), [])
  })

  it('does not move before there is a call, where room for that was reserved', async () => {
    host = await HostPage.open(AT_LEAST)
    const before = host.places()
    await host.loadConsole()
    host.worker.show(waiting())
    await host.drawn()
    assert.deepEqual(host.places(), before)
    assert.deepEqual(host.moved(), [])
  })

  it('is not made longer by what the console keeps for screen readers', async () => {
    host = await HostPage.open(
      'agent-console { display: block; block-size: 10rem; overflow: auto }',
    )
    host.isHigh(500)
    await host.loadConsole()
    host.worker.show(onCall())
    await host.drawn()
    assert.isAtMost(host.document.documentElement.scrollHeight, 500)
  })

  it('would be seen to move: where nothing is reserved, what is below goes down', async () => {
    host = await HostPage.open('')
    const before = host.places()
    await host.loadConsole()
    await until(() => host.moved().includes('FOOTER'), 'the browser’s word about the move')
    assert.notDeepEqual(host.places(), before)
  })
})
