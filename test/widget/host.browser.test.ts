import { sendKeys } from '@web/test-runner-commands'
import { assert } from 'chai'
import { mount, unmount } from './browser/mount.ts'
import { until } from './browser/scripted-worker.ts'
import { MARIA, onCall, waiting } from './browser/snapshots.ts'

describe('a host page', () => {
  afterEach(unmount)

  it('puts its own card in place of the screen pop', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const card = document.createElement('div')
    card.slot = 'pop'
    card.textContent = 'Our own card'
    page.element.append(card)
    assert.isTrue(card.checkVisibility())
    assert.isFalse(page.find('h3').checkVisibility())
  })

  it('has the keyboard at a call whose card is its own, too', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const card = document.createElement('div')
    card.slot = 'pop'
    page.element.append(card)
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    await until(() => page.focused?.matches('h2') === true, 'the focus on the heading')
  })

  it('offers its record of the person as a link', async () => {
    const popUrl = 'https://crm.example/contact?phone={phonenumber}&c={Company}&x={nothing}'
    const page = await mount((worker) => worker.show(onCall()), { popUrl })
    await until(() => page.has('[part=record]'), 'the link')
    const link = page.find<HTMLAnchorElement>('[part=record]')
    assert.equal(
      link.href,
      'https://crm.example/contact?phone=2135550143&c=Alvarez%20%26%20Daughters&x=',
    )
  })

  it('shows no link that is not a web address', async () => {
    const page = await mount((worker) => worker.show(onCall()), { popUrl: 'https://a.example' })
    await until(() => page.has('[part=record]'), 'a link')
    page.element.popUrl = 'javascript:{name}'
    await page.element.updateComplete
    assert.isFalse(page.has('[part=record]'))
  })

  it('sees its record in the window the agent has opened, call after call', async () => {
    const popUrl = `${location.origin}/test/widget/browser/record.html?phone={phonenumber}`
    const page = await mount((worker) => worker.show(onCall()), { popUrl, popTarget: 'record' })
    const opened: (Window | null)[] = []
    const open = window.open
    window.open = (...how) => {
      opened.push(open.apply(window, how))
      return opened.at(-1) ?? null
    }
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    assert.isEmpty(opened, 'no window before a click')
    await until(() => page.has('[part=record]'), 'the link')
    page.find('[part=record]').focus()
    await sendKeys({ press: 'Enter' })
    window.open = open
    const [record] = opened
    assert.isOk(record, 'a window that the browser has let through')
    const next = { ...MARIA, id: '9003', phoneNumber: '3035550117' }
    page.worker.show(onCall({ call: next }))
    page.worker.pop(next)
    await until(() => record?.location.search === '?phone=3035550117', 'the next record')
    record?.close()
  })

  it('would be refused a window that no click asked for', () => {
    assert.isNull(window.open('about:blank', 'unasked'))
  })

  it('speaks Spanish where the page does, or where it is told to', async () => {
    const page = await mount((worker) => worker.show(waiting()), { lang: 'es-MX' })
    await page.shows('Esperando una llamada')
    assert.equal(page.element.getAttribute('lang'), 'es-MX')
    await page.isAccessible()
    page.element.lang = ''
    await page.shows('Waiting for a call')
    page.element.strings = { waitingTitle: 'On the line' }
    await page.shows('On the line')
  })

  it('says what its words are in, also where those of the page’s language are not to be had', async () => {
    const page = await mount((worker) => worker.show(waiting()), { lang: 'de' })
    const spoken = () => page.find('[part=console]').lang
    await page.shows('Waiting for a call')
    assert.equal(spoken(), 'en')
    page.element.lang = 'es'
    await until(() => spoken() === 'es', 'Spanish')
    page.element.lang = 'de'
    page.element.strings = { waitingTitle: 'Gleich klingelt es' }
    await page.shows('Gleich klingelt es')
    assert.equal(spoken(), 'de')
  })

  it('speaks the page’s own language where nobody has said another', async () => {
    document.documentElement.lang = 'es'
    try {
      const page = await mount((worker) => worker.show(waiting()))
      assert.equal(page.element.lang, '')
      await page.shows('Esperando una llamada')
    } finally {
      document.documentElement.lang = 'en'
    }
  })

  it('speaks the language of what it stands in, and keeps to it', async () => {
    document.body.lang = 'es'
    try {
      const page = await mount((worker) => worker.show(waiting()))
      await page.shows('Esperando una llamada')
      page.element.requestUpdate()
      await page.element.updateComplete
      await page.shows('Esperando una llamada')
      assert.isFalse(page.element.hasAttribute('lang'))
    } finally {
      document.body.removeAttribute('lang')
    }
  })

  it('can style the console by its state', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    assert.isTrue(page.element.matches(':state(waiting)'))
    page.worker.show(onCall())
    await page.shows('Maria Alvarez')
    assert.isTrue(page.element.matches(':state(on-call):not(:state(waiting), :state(offline))'))
    page.worker.cut({ accepting: false })
    await until(() => page.element.matches(':state(on-call):state(offline)'), 'the state')
  })

  it('can put the console into a shadow root of its own', async () => {
    const page = await mount((worker) => worker.show(waiting()))
    const box = document.createElement('div')
    document.body.append(box)
    box.attachShadow({ mode: 'closed' }).append(page.element)
    const heard: string[] = []
    box.addEventListener('agent-call', ({ call }) => heard.push(call.id), { once: true })
    page.worker.show(onCall())
    page.worker.pop(MARIA)
    await page.worker.next('popped')
    assert.deepEqual(heard, [MARIA.id])
    await until(() => page.focused?.matches('h3') === true, 'the focus on the person')
    box.remove()
  })

  it('creates the element by its tag, typed', () => {
    const element = document.createElement('agent-console')
    element.addEventListener('agent-call', ({ call }) => call.phoneNumber)
    document.addEventListener('agent-state', ({ session }) => session.state.phase)
    assert.isNull(element.session)
  })

  it('has set properties before the element was defined', async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const page = frame.contentDocument as Document
    const early = page.createElement('agent-console')
    early.campaign = '874100'
    page.body.append(early)
    const script = page.createElement('script')
    script.type = 'module'
    script.src = new URL('../../widget/define.ts', import.meta.url).href
    page.head.append(script)
    await frame.contentWindow?.customElements.whenDefined('agent-console')
    await until(() => early.renderRoot !== undefined, 'the upgrade')
    assert.equal(early.campaign, '874100')
    await until(
      () => early.renderRoot.textContent?.includes('no campaign') === false,
      'the campaign to count',
    )
    frame.remove()
  })
})
