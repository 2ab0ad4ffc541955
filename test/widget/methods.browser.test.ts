import { assert } from 'chai'
import { ConsoleError } from '../../shared/errors.ts'
import type { Command } from '../../shared/protocol.ts'
import type { SessionState } from '../../shared/session.ts'
import type { AgentConsole } from '../../widget/agent-console.ts'
import { mount, unmount } from './browser/mount.ts'
import { callingBack, MARIA, onCall, signedOut, waiting } from './browser/snapshots.ts'

interface Method {
  readonly state: SessionState
  readonly call: (element: AgentConsole) => Promise<void>
  readonly sends: Command
}

const callId = MARIA.id
const draft = { dispositions: ['Renewed', 'Friendly'], notes: 'Sends it.' }

const METHODS: { readonly [Name in keyof AgentConsole]?: Method } = {
  callMe: {
    state: signedOut(),
    call: (element) => element.callMe('4155550122', 'jazz'),
    sends: { type: 'call-me', phoneNumber: '4155550122', music: 'jazz' },
  },
  logIn: {
    state: callingBack(),
    call: (element) => element.logIn('4721'),
    sends: { type: 'log-in', agentId: '4721' },
  },
  cancel: {
    state: callingBack(),
    call: (element) => element.cancel(),
    sends: { type: 'cancel' },
  },
  lastCall: {
    state: waiting(),
    call: (element) => element.lastCall(),
    sends: { type: 'last-call', on: true },
  },
  logOff: { state: waiting(), call: (element) => element.logOff(), sends: { type: 'log-off' } },
  noScreen: {
    state: waiting(),
    call: (element) => element.noScreen(),
    sends: { type: 'no-screen' },
  },
  phoneGone: {
    state: waiting(),
    call: (element) => element.phoneGone(),
    sends: { type: 'phone-gone' },
  },
  hearMusic: {
    state: waiting({ askMusicFor: callId }),
    call: (element) => element.hearMusic(callId, false),
    sends: { type: 'hear-music', callId, yes: false },
  },
  askHelp: {
    state: waiting(),
    call: (element) => element.askHelp(),
    sends: { type: 'help', on: true },
  },
  retry: {
    state: waiting(),
    call: (element) => element.retry(callId),
    sends: { type: 'retry', callId },
  },
  callerGone: {
    state: onCall(),
    call: (element) => element.callerGone(),
    sends: { type: 'caller-gone', callId, on: true },
  },
  holdFinish: {
    state: onCall(),
    call: (element) => element.holdFinish('Lunch'),
    sends: { type: 'hold-finish', callId, reason: 'Lunch' },
  },
  endHold: {
    state: onCall({ held: { reason: 'Lunch', since: Date.now() } }),
    call: (element) => element.endHold(),
    sends: { type: 'end-hold', callId },
  },
  leaveUnfinished: {
    state: onCall({ phone: 'gone', goneWhy: 'phone-gone' }),
    call: (element) => element.leaveUnfinished(),
    sends: { type: 'leave-unfinished', callId },
  },
  finish: {
    state: onCall(),
    call: (element) => element.finish({ ...draft, lastCall: true }),
    sends: { type: 'finish', callId, draft, lastCall: true, leaveMessage: false },
  },
}

describe('a method of <agent-console>', () => {
  afterEach(unmount)

  for (const [name, { state, call, sends }] of Object.entries(METHODS)) {
    it(`${name}() sends its command, and settles with its answer`, async () => {
      const page = await mount((worker) => worker.show(state))
      const accepted = call(page.element)
      const { id: _, ...sent } = await page.worker.accept(sends.type)
      assert.deepEqual(sent, sends)
      await accepted
      const refused = call(page.element).catch((error: unknown) => error)
      await page.worker.refuse(sends.type, 'not-now')
      const error = await refused
      assert.instanceOf(error, ConsoleError)
      assert.equal((error as ConsoleError).code, 'not-now')
      page.worker.cut({ accepting: false })
      await page.shows('Connection lost.')
      const lost = await call(page.element).catch((problem: unknown) => problem)
      assert.equal((lost as ConsoleError).code, 'offline')
    })
  }

  it('is there for everything that an agent can do', () => {
    const names = Object.getOwnPropertyNames(customElements.get('agent-console')?.prototype)
    const own = names.filter((name) => name !== 'constructor' && !/Callback$|^session$/.test(name))
    const inherited = ['willUpdate', 'updated', 'render']
    const properties = Object.keys(
      (customElements.get('agent-console') as typeof AgentConsole).properties,
    )
    const methods = own.filter((name) => !inherited.includes(name) && !properties.includes(name))
    assert.sameMembers(methods, [...Object.keys(METHODS), 'saveDraft'])
  })

  it('saveDraft() types for the agent', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const saved = page.element.saveDraft({ notes: 'From the page.' })
    assert.equal((await page.worker.accept('save-draft')).draft.notes, 'From the page.')
    await saved
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'From the page.')
  })

  it('saveDraft() rejects what is not saved, and what is typed for a call stays', async () => {
    const page = await mount((worker) => worker.show(onCall()))
    const codeOf = (saved: Promise<void>) =>
      saved.then(
        () => 'accepted',
        (error: unknown) => (error as ConsoleError).code,
      )
    const refused = codeOf(page.element.saveDraft({ notes: 'Too many.' }))
    await page.worker.refuse('save-draft', 'rate-limited')
    assert.equal(await refused, 'rate-limited')
    page.worker.cut({ accepting: false })
    await page.shows('Connection lost.')
    assert.equal(await codeOf(page.element.saveDraft({ notes: 'In a tunnel.' })), 'offline')
    assert.equal(page.find<HTMLTextAreaElement>('#notes').value, 'In a tunnel.')
    page.worker.show(waiting())
    page.worker.acceptLines()
    page.press('Try now')
    await page.shows('Waiting for a call')
    assert.equal(await codeOf(page.element.saveDraft({ notes: 'Nobody.' })), 'not-now')
  })
})
