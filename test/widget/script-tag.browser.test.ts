import { assert } from 'chai'
import { until } from './browser/scripted-worker.ts'

const { version } = await (await fetch('/package.json')).json()
const SCRIPT = `/dist/widget/${version}/agent-console.js`

async function hashOf(address: string): Promise<string> {
  const bytes = await (await fetch(address)).arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))
  return `sha384-${btoa(String.fromCharCode(...hash))}`
}

/** A page of its own that loads the script by a tag with this hash. */
async function pageWith(integrity: string): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const page = frame.contentWindow as Window & typeof globalThis
  const script = page.document.createElement('script')
  Object.assign(script, { type: 'module', src: SCRIPT, integrity, crossOrigin: '' })
  const settled = new Promise((resolve) => {
    script.onload = resolve
    script.onerror = resolve
  })
  page.document.head.append(script)
  await settled
  return page
}

describe('the script tag with a version and a hash', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })

  it('loads the element, and what it wants later from beside it', async () => {
    const page = await pageWith(await hashOf(SCRIPT))
    assert.isDefined(page.customElements.get('agent-console'))
    const element = page.document.createElement('agent-console')
    Object.assign(element, { endpoint: window.RELAY, campaign: '1', lang: 'es' })
    page.document.body.append(element)
    const beside = `${SCRIPT.replace('.js', '')}/es.js`
    const loaded = () => page.performance.getEntriesByType('resource').map(({ name }) => name)
    await until(() => loaded().some((name) => name.endsWith(beside)), 'the language')
  })

  it('is blocked when the script is another one', async () => {
    const page = await pageWith(`sha384-${btoa('x'.repeat(48))}`)
    assert.isUndefined(page.customElements.get('agent-console'))
  })
})
