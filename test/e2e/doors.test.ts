import type { Browser, Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { Agent } from './agent.ts'
import { flaws } from './axe.ts'
import { startDemo } from './demo-process.ts'
import { Keyboard } from './keyboard.ts'
import { useBrowser } from './use-browser.ts'

const place = useBrowser(() => startDemo(''))

/** A laptop's screen, and what a projector shows of it. */
const LAPTOP = { width: 1280, height: 900 }

/** A visitor whose browser was never here: their story begins with them. */
async function openAnew(path: string): Promise<{ page: Page; person: Agent }> {
  return open(path, await place.browser.createBrowserContext())
}

async function open(
  path: string,
  where: Pick<Browser, 'newPage'> = place.browser,
): Promise<{ page: Page; person: Agent }> {
  const page = await where.newPage()
  await page.setViewport(LAPTOP)
  await page.goto(`${place.host.origin}${path}`)
  return { page, person: new Agent(page) }
}

/** Whether all of the element is on the screen, without scrolling. */
async function onScreen(page: Page, selector: string): Promise<boolean> {
  const box = await (await page.$(selector))?.boundingBox()
  return box != null && box.y >= 0 && box.y + box.height <= LAPTOP.height
}

/** The buttons of the console that a click would miss, because something lies over them. */
async function covered(page: Page, names: readonly string[]): Promise<string[]> {
  const inPage = `(() => {
    const { shadowRoot } = document.querySelector('agent-console')
    return [...shadowRoot.querySelectorAll('.foot button')].map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect()
      const hit = shadowRoot.elementFromPoint(x + width / 2, y + height / 2)
      return [button.textContent.trim(), button.contains(hit)]
    })
  })()`
  const seen = new Map((await page.evaluate(inPage)) as [string, boolean][])
  return names.filter((name) => !seen.get(name))
}

async function sideways(page: Page): Promise<boolean> {
  await page.setViewport({ width: 320, height: 640 })
  const wider = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
  await page.setViewport(LAPTOP)
  return wider as boolean
}

/** The words on a telephone's screen that go on in the next line, though they are short enough for one. */
async function torn(page: Page): Promise<string[]> {
  await page.setViewport({ width: 320, height: 640 })
  const words = await page.evaluate(`(() => {
    const torn = []
    const look = (root) => {
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot)
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { currentNode: text } = texts
        if (text.parentElement?.closest('style, script, option, pre')) continue
        for (const { 0: word, index } of text.data.matchAll(/(?<!\\w)\\w{2,12}(?!\\w)/g)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) torn.push(word)
        }
      }
    }
    look(document.body)
    return torn
  })()`)
  await page.setViewport(LAPTOP)
  return words as string[]
}

describe("the demo's doors", () => {
  it('are on the first page, which passes the audit and fits a telephone', async () => {
    const { page, person } = await open('/?speed=4')
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await person.press('CRM', 'link')
    await person.reads('agent-console', /Call my phone/)
    await person.press('Helpdesk', 'link')
    await person.reads('agent-console', /Call my phone/)
    await person.press('Supervisor', 'link')
    await person.reads('campaign-board', /Spring renewals/)
    await page.close()
  }, 60_000)

  it('CRM opens the record of the person on the line; the telephone stays in sight', async () => {
    const { page, person } = await open('/crm')
    await person.signIn()
    await person.reads('agent-console', /On a call/)
    const [, name] = await person.reads('article h2', /(.+)/)
    await person.reads('agent-console', new RegExp(`${name}`))
    expect(await onScreen(page, 'desk-phone')).toBe(true)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await page.close()
  }, 120_000)

  it('have no telephone over the console’s buttons on a narrow screen', async () => {
    const { page, person } = await openAnew('/crm')
    await page.setViewport({ width: 480, height: 900 })
    await person.signIn()
    await person.reads('agent-console', /On a call/)
    expect(await covered(page, ['Next call', 'Leave message, next', 'Log off'])).toEqual([])
    expect(await page.evaluate('scrollY')).toBe(0)
    await page.close()
  }, 60_000)

  it('Helpdesk opens the ticket of the person on the line, and notes how the call went', async () => {
    const { page, person } = await open('/helpdesk')
    await person.reads('.queue', /Open/)
    await person.press('What just happened')
    await page.waitForSelector('hop-drawer', { visible: true })
    const overprints = `[...document.querySelectorAll('.queue button > *')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length`
    expect(await page.evaluate(overprints)).toBe(0)
    await person.press('What just happened')
    await person.signIn()
    await person.reads('agent-console', /On a call/)
    await person.reads('article', /On the telephone/)
    expect(await onScreen(page, 'desk-phone')).toBe(true)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await person.press('Next call')
    await person.reads('agent-console', /Choose how the call went first/)
    const ticket = () => person.text('.queue li:has([aria-current=true])')
    expect(await ticket()).toMatch(/Open$/)
    expect(await page.$$eval('article li', (entries) => entries.length)).toBe(1)
    await person.press('Renewed', 'radio')
    await person.type('Notes', 'for two years')
    await person.press('Next call')
    await person.reads('article', /Renewed: for two years/)
    expect(await ticket()).toMatch(/Answered$/)
    await page.close()
  }, 120_000)

  it.each(['/crm', '/helpdesk', '/supervisor'])(
    'tear no word on a telephone: %s',
    async (path) => {
      const { page, person } = await openAnew(path)
      await person.reads('demo-bar', /What just happened/)
      if (path !== '/supervisor') await person.reads('agent-console', /Call my phone/)
      else await person.reads('campaign-board', /Nobody has signed in/)
      await person.press('What just happened')
      await person.reads('hop-drawer', /hello/)
      expect(await torn(page)).toEqual([])
      await page.close()
    },
    60_000,
  )

  it('Supervisor shows who works, removes one, and shows how that went', async () => {
    const { page, person: sue } = await openAnew('/supervisor?speed=4')
    await sue.reads('campaign-board', /Dialling · last set here at .* by sue/)
    await sue.reads('main', /Nobody works in this story yet/)
    expect(await flaws(page)).toEqual([])
    const follows = page.waitForNavigation()
    await sue.press('let ten colleagues come to work')
    await follows
    await sue.reads('demo-bar', /Ten virtual agents/)
    await sue.reads('campaign-board', /lena@\w+\.acme\.example.*On a call/)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    expect(await onScreen(page, 'desk-phone')).toBe(true)
    await sue.press('What just happened')
    const [, cleo = ''] = await sue.reads('campaign-board', /(cleo@\w+\.acme\.example)/)
    await sue.press(`Remove ${cleo}`)
    await sue.reads('campaign-board', /Keep/)
    await sue.press(`Remove ${cleo}`)
    await sue.reads('hop-drawer', /POST kick users\/\u200bcleo@/)
    await sue.reads('hop-drawer', /worker to dialer: kick\u200bAgent/)
    await sue.reads('campaign-board', /cleo@.*(?:phone has hung up|Removed)/)
    await page.close()
  }, 120_000)

  it('Supervisor creates a campaign, and finds the way back to the story’s', async () => {
    const { page, person: sue } = await openAnew('/supervisor?speed=4')
    await sue.reads('campaign-board', /Dialling/)
    const keys = new Keyboard(page)
    await keys.press('New campaign')
    await sue.reads('campaign-board', /Create campaign/)
    await keys.type('Name', 'Summer renewals')
    await keys.type('Caller id', '2125550100')
    await keys.type('Or paste rows', '2125550199,Zoe Zimmer')
    await keys.type('Choice 1', 'Renewed')
    await sue.reads('campaign-board', /1 number in the pasted rows/)
    await keys.press('Create campaign')
    await sue.reads('campaign-board', /Summer renewals/)
    await sue.reads('#campaigns', /Summer renewals/)
    await sue.press('What just happened')
    await sue.reads('hop-drawer', /campaign-created/)
    expect(await sue.text('hop-drawer')).not.toContain('eyJ')
    expect(await flaws(page)).toEqual([])
    await sue.press('Spring renewals')
    await sue.reads('campaign-board', /Dialling/)
    await page.close()
  }, 120_000)

  it('Supervisor takes calls, too: the console comes, and the desk phone rings', async () => {
    const { page, person: sue } = await openAnew('/supervisor?speed=4')
    await sue.reads('campaign-board', /Dialling/)
    await sue.press('Take calls, too')
    await sue.signIn()
    await sue.reads('agent-console', /On a call/)
    await sue.reads('campaign-board', /sue@.*On a call with Rosa Delgado/)
    expect(await flaws(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    await page.close()
  }, 120_000)
})
