import { assert } from 'chai'
import { Mounted } from './browser/mount.ts'
import { ScriptedWorker, until } from './browser/scripted-worker.ts'
import { callingBack, MARIA, onCall, REFUSED, signedOut, waiting } from './browser/snapshots.ts'

/** A page under a policy without styles, inline scripts and unchecked HTML. */
async function strictPage(): Promise<{ page: Document; violations: string[]; close: () => void }> {
  const frame = document.createElement('iframe')
  frame.src = '/test/widget/browser/strict-csp.html'
  const violations: string[] = []
  document.body.append(frame)
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  const page = frame.contentDocument
  if (page === null) throw new Error('the frame has no document')
  page.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.effectiveDirective}: ${event.sample}`),
  )
  return { page, violations, close: () => frame.remove() }
}

describe('a page with a strict content security policy', () => {
  it('blocks inline styles and unchecked HTML: the policy is at work', async () => {
    const { page, violations, close } = await strictPage()
    const styled = page.createElement('p')
    styled.setAttribute('style', 'color: red')
    page.body.append(styled)
    assert.throws(() => {
      styled.innerHTML = '<b>unchecked</b>'
    }, /TrustedHTML/)
    await until(() => violations.length === 2, 'both violations')
    assert.include(violations.join(), 'style-src')
    assert.include(violations.join(), 'require-trusted-types-for')
    close()
  })

  it('lets the console work in every phase, in its own looks', async () => {
    const worker = await ScriptedWorker.open()
    const { page, violations, close } = await strictPage()
    const frameWindow = page.defaultView as Window & typeof globalThis
    await frameWindow.customElements.whenDefined('agent-console')
    const element = page.createElement('agent-console')
    const { endpoint, campaign } = worker
    Object.assign(element, { endpoint, campaign, token: 'a.test.token' })
    page.body.append(element)
    await until(() => element.session !== null, 'the first snapshot')
    const console = new Mounted(element, worker)
    for (const [state, shown] of [
      [signedOut({ why: 'dialer', words: 'Invalid key' }), 'Invalid key'],
      [callingBack(), 'Your phone is ringing'],
      [waiting({ askMusicFor: MARIA.id }), 'Do you hear hold music?'],
      [onCall(), 'Maria Alvarez'],
      [onCall({ phone: 'gone', goneWhy: 'kicked' }), 'A supervisor hung up'],
    ] as const) {
      worker.show(state, { unsent: [REFUSED] })
      await console.shows(shown)
    }
    const { backgroundColor } = frameWindow.getComputedStyle(console.find('.primary'))
    assert.match(backgroundColor, /37, 87, 199/)
    assert.deepEqual(violations, [])
    close()
    worker.close()
  })
})
