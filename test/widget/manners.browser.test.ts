import { assert } from 'chai'
import { Mounted } from './browser/mount.ts'
import { ScriptedWorker, until } from './browser/scripted-worker.ts'
import { MARIA, onCall, snapshot } from './browser/snapshots.ts'

/** The script as it is shipped: sources would bring their development builds' ways. */
const SCRIPT = '/dist/widget/agent-console.js'

type Page = Window & typeof globalThis

/** An empty page of its own. */
async function emptyPage(): Promise<{ page: Page; close: () => void }> {
  const frame = document.createElement('iframe')
  frame.src = '/test/widget/browser/record.html'
  document.body.append(frame)
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  return { page: frame.contentWindow as Page, close: () => frame.remove() }
}

async function load(page: Page): Promise<void> {
  const script = page.document.createElement('script')
  script.type = 'module'
  script.src = SCRIPT
  const loaded = new Promise((resolve, reject) => {
    script.onload = resolve
    script.onerror = () => reject(new Error(`${SCRIPT} is not built: node build.ts`))
  })
  page.document.head.append(script)
  await loaded
  script.remove()
}

/** What of a page is everybody's. */
function traces(window: Page): Record<string, unknown> {
  const { document: page, Symbol: symbols } = window
  return {
    globals: [window, symbols, page].flatMap((each) => Object.getOwnPropertyNames(each)).sort(),
    head: page.head.innerHTML,
    body: page.body.innerHTML,
    sheets: page.styleSheets.length + page.adoptedStyleSheets.length,
    fonts: page.fonts.size,
    cookie: page.cookie,
    classes: page.documentElement.className + page.body.className,
  }
}

const stored = () => [...Object.entries(sessionStorage), ...Object.entries(localStorage)]

describe('a guest in somebody’s page', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
  })

  it('defines its own tag and leaves nothing else behind', async () => {
    const { page, close } = await emptyPage()
    const defined: string[] = []
    const { define } = page.customElements
    page.customElements.define = (name, ...rest) => {
      defined.push(name)
      define.call(page.customElements, name, ...rest)
    }
    const before = traces(page)
    await load(page)
    assert.deepEqual(defined, ['agent-console'])
    assert.deepEqual(traces(page), before)
    Object.assign(page, { planted: true })
    assert.notDeepEqual(traces(page), before)
    close()
  })

  it('works a call and keeps only a token, under its own name', async () => {
    const worker = await ScriptedWorker.open()
    const { page, close } = await emptyPage()
    await load(page)
    const before = traces(page)
    const element = page.document.createElement('agent-console')
    const { endpoint, campaign } = worker
    worker.session = null
    Object.assign(element, { endpoint, campaign, user: 'Ann Oakley' })
    page.document.body.append(element)
    const guest = new Mounted(element, worker)
    await until(() => guest.has('#passcode'), 'the form')
    guest.find<HTMLInputElement>('#passcode').value = 'spring passcode'
    guest.press('Sign in')
    await until(() => worker.signIns.length === 1, 'the sign-in')
    worker.session = snapshot({ campaignId: campaign, state: onCall() })
    worker.answerSignIn(200, { token: 'bought', expiresAt: Date.now() + 60_000 })
    await until(() => element.session !== null, 'the session')
    worker.pop(MARIA)
    await worker.next('popped')
    guest.type('#notes', 'a secret note')
    await worker.accept('save-draft')

    const kept = stored()
    assert.isNotEmpty(kept)
    for (const [key, value] of kept) {
      assert.match(key, /^agent-console /)
      assert.notMatch(value, /Ann|Oakley|Maria|555|secret|passcode/)
    }
    element.remove()
    assert.deepEqual(traces(page), before)
    worker.close()
    close()
  })
})
