import { assert } from 'chai'
import type { Call } from '../../shared/session.ts'
import { type Mounted, mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, REFUSED, signedOut } from './browser/snapshots.ts'

declare global {
  interface Window {
    /** Set by any of the attacks below that works. */
    hacked?: string
  }
}

const MEGABYTE = 1_000_000

/** Right-to-left override: what follows is written backwards until somebody stops it. */
const TURN = '\u202E'

const ATTACKS: Record<string, string> = {
  'an element': '<img src=x onerror="window.hacked=\'img\'">',
  'a script': '<script>window.hacked="script"</script>',
  'an end of ours': '</bdi></dd></dl></section><h1>Your password?</h1>',
  'a template': '{{window.hacked="template"}} {{window.hacked="braces"}} {name}',
  'an address that runs': 'javascript:window.hacked="href"',
  'a page of its own': 'data:text/html,<script>parent.hacked="data"</script>',
  'an event': '" onfocus="window.hacked=\'attribute\'" autofocus x="',
  'a style': '</style><style>*{display:none}</style>',
  'a formula': "=cmd|' /C calc'!A0",
  'a turn': `${TURN}evil`,
  'an address in disguise': `https://evil.example/${TURN}elpmaxe.knab//:sptth`,
  'half a character': 'broken \uD83D end',
  'control characters': 'a\u0000b\u0007c\u001B[31md',
  'marks upon marks': `Z${'\u0335\u0489'.repeat(300)}algo`,
  'no space at all': 'x'.repeat(5_000),
  'a megabyte': 'word '.repeat(MEGABYTE / 5),
  'a thousand lines': '\n'.repeat(1_000),
}

const attacked = (changed: Partial<Call> = {}): Call => ({
  ...MARIA,
  fields: Object.entries(ATTACKS).map(([label, value], index) => ({
    name: `x${index}`,
    label,
    value,
  })),
  ...changed,
})

/** Texts that reach beyond the console's edge; what only screen readers get has no place. */
function cutOff(console: HTMLElement): (string | null)[] {
  const { right } = console.getBoundingClientRect()
  const texts = document.createTreeWalker(console, NodeFilter.SHOW_TEXT)
  const found: (string | null)[] = []
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement?.matches('.unseen')) continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    if ([...range.getClientRects()].some((rect) => rect.right > right + 1)) {
      found.push(texts.currentNode.textContent?.slice(0, 80) ?? null)
    }
  }
  return found
}

/** What must be true of the console and its page, whatever it shows. */
function isUnharmed({ element, text }: Mounted): void {
  assert.isUndefined(window.hacked)
  const root = element.renderRoot as ShadowRoot
  assert.lengthOf(root.querySelectorAll('img, script, iframe, h1, style'), 0)
  for (const link of root.querySelectorAll('a')) assert.match(link.protocol, /^(?:https?|mailto):$/)
  assert.notInclude(text, TURN)
  const { scrollWidth, clientWidth } = document.documentElement
  assert.isAtMost(scrollWidth, clientWidth, 'the page scrolls sideways')
  const console = root.querySelector('.console') as HTMLElement
  assert.deepEqual(cutOff(console), [], 'wider than the console')
  assert.isBelow(console.getBoundingClientRect().height, 20_000, 'the console has no end')
}

describe('hostile words from outside', () => {
  afterEach(() => {
    unmount()
    delete window.hacked
  })

  it('are shown as words in the fields of a call', async () => {
    const page = await mount((worker) => worker.show(onCall({ call: attacked() })))
    await page.shows('an end of ours')
    isUnharmed(page)
    assert.include(page.text, '<img src=x onerror=')
    assert.include(page.text, '</bdi></dd></dl></section>')
    assert.isFalse(page.has('a[href*="evil.example"]'))
    await page.isAccessible()
  })

  for (const [kind, attack] of Object.entries(ATTACKS)) {
    it(`are a person’s name: ${kind}`, async () => {
      const page = await mount()
      const call = attacked({ name: attack, phoneNumber: attack, fields: [] })
      page.worker.show(onCall({ call }))
      page.worker.pop(call)
      await until(() => page.has('h3'), 'the person')
      page.find('h3').focus()
      isUnharmed(page)
    })
  }

  it('are the names of fields, what was stored and what the dialer said', async () => {
    const all = Object.values(ATTACKS).join(' ')
    const fields = Object.values(ATTACKS).map((label, index) => ({
      name: label,
      label,
      value: String(index),
    }))
    const page = await mount()
    for (const state of [
      onCall({ call: { ...MARIA, fields }, refusal: all }),
      signedOut({ why: 'dialer', words: all }),
    ]) {
      const unsent = [{ ...REFUSED, words: all, call: { ...MARIA, name: all } }]
      page.worker.show(state, { unsent })
      await until(() => page.has('.unsent'), 'the list')
      isUnharmed(page)
    }
  })

  it('are the agent’s own notes, which are kept to the last character', async () => {
    const notes = Object.values(ATTACKS).join('\n')
    const draft = { dispositions: [], notes }
    const page = await mount((worker) => worker.show(onCall({ draft })))
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, notes)
    isUnharmed(page)
  })

  it('go into the address of a record encoded, whatever they are', async () => {
    const popUrl = 'https://crm.example/contact?q={name}&next={x4}'
    for (const attack of [...Object.values(ATTACKS), '&admin=1#', '../../', '%0d%0aSet-Cookie:x']) {
      const call = attacked({ name: attack.slice(0, 1_000) })
      const page = await mount((worker) => worker.show(onCall({ call })), { popUrl })
      await until(() => page.has('[part=record]'), 'the link')
      const url = new URL(page.find<HTMLAnchorElement>('[part=record]').href)
      assert.equal(url.origin + url.pathname, 'https://crm.example/contact')
      assert.deepEqual([...url.searchParams.keys()], ['q', 'next'])
      assert.equal(url.searchParams.get('q'), call.name?.toWellFormed())
      assert.equal(url.hash, '')
      unmount()
    }
  })

  it('climb out of no folder of a record’s address', async () => {
    const popUrl = 'https://crm.example/contact/{name}/{x4}'
    for (const name of ['..', '.', '%2e%2e']) {
      const page = await mount((worker) => worker.show(onCall({ call: attacked({ name }) })), {
        popUrl,
      })
      await until(() => page.has('[part=record]'), 'the link')
      const { pathname } = new URL(page.find<HTMLAnchorElement>('[part=record]').href)
      assert.match(pathname, /^\/contact\//)
      unmount()
    }
  })

  it('would be found out: a page that trusts them is hacked', async () => {
    const careless = document.createElement('div')
    careless.innerHTML = ATTACKS['an element'] ?? ''
    document.body.append(careless)
    await until(() => window.hacked === 'img', 'the attack')
    careless.remove()
  })
})
