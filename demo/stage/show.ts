/**
 * One telling of a story: what passes between the worker and the dialer, what goes wrong with it,
 * and who works beside the people at the pages.
 * @module
 */

import type { Env } from '../../worker/env.ts'
import type { DeskView } from '../dialer/desk-view.ts'
import type { DialerFloor } from '../dialer/dialer-floor.ts'
import type { Audience } from './audience.ts'
import { FrontDoor } from './front-door.ts'
import { Mishaps, type Telling } from './mishaps.ts'
import { isCall, shown, subjectOf } from './soap-text.ts'
import { Staff } from './staff.ts'
import { STORIES, type Story, type StoryName } from './stories.ts'
import type { SceneUpdate, Subject } from './updates.ts'

/** What a stage needs of its surroundings. */
export interface StageEnv extends Env {
  readonly DIALER_FLOOR: DurableObjectNamespace<DialerFloor>
  /** How long after a page last came in a room is forgotten. */
  readonly ROOM_SECONDS: string
}

/** What a room is made of. */
export interface Opening extends Telling {
  readonly campaignId: string
  /** Of the pages. */
  readonly origin: string
  readonly story: StoryName
}

/** What Cloudflare's edge says of a server that refuses connections. */
const SERVER_DOWN = 521

/** What a gateway says when the server goes away in the middle of a request. */
const CUT_OFF = 502

/** A story being told. */
export class Show {
  readonly #opening: Opening
  readonly #story: Story
  readonly #env: StageEnv
  readonly #audience: Audience
  readonly #door: FrontDoor
  readonly #staff: Staff
  readonly #mishaps: Mishaps
  /** User ids by agent id. */
  readonly #users = new Map<string, string>()
  /** Whose first call began the mishaps. */
  #star = ''

  /** @param keepAlive for what happens without anybody waiting for it */
  constructor(
    opening: Opening,
    env: StageEnv,
    audience: Audience,
    keepAlive: (promise: Promise<void>) => void,
  ) {
    this.#opening = opening
    this.#story = STORIES[opening.story]
    this.#env = env
    this.#audience = audience
    const door = new FrontDoor(env, opening.origin, opening.campaignId)
    this.#door = door
    this.#staff = new Staff(opening.campaignId, opening.speed, {
      open: (userId) => door.open(userId),
      digits: (phoneNumber) => this.#digits(phoneNumber),
    })
    this.#mishaps = new Mishaps(this.#story, opening, {
      changed: () => audience.tell(this.scene),
      kick: () => keepAlive(door.kick(this.#star)),
    })
  }

  /** How things are. */
  get scene(): SceneUpdate {
    return { type: 'scene', story: this.#opening.story, ...this.#mishaps.scene }
  }

  get #floor() {
    return this.#env.DIALER_FLOOR.getByName(this.#opening.campaignId)
  }

  /** Sets the floor up. */
  async raiseCurtain(): Promise<void> {
    const { campaignId: campaign, speed } = this.#opening
    const answer = await this.#floor.fetch('http://floor/demo/floor/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenario: this.#story.scenario, campaign, speed }),
    })
    if (!answer.ok) throw new Error(`The floor did not open: ${await answer.text()}`)
  }

  /** Has the campaign dial. A dialer elsewhere may not know it: the story goes on without. */
  async start(): Promise<void> {
    await this.#door.start().catch(({ message }: Error) => console.error(message))
  }

  /** Somebody looks: the virtual colleagues come to work. */
  async play(): Promise<void> {
    await this.#staff.hire(this.#story.colleagues)
  }

  /** Somebody at a page wants the next mishap now. */
  goOn(): void {
    this.#mishaps.goOn()
  }

  /** Nobody looks any more. */
  pause(): void {
    this.#staff.dismiss()
  }

  /** Nobody comes back: the floor forgets all of it. */
  async end(): Promise<void> {
    this.pause()
    await this.#floor.forget()
  }

  /** Carries a request to the dialer and its answer back, in everybody's sight. */
  async carry(request: Request): Promise<Response> {
    const asked = await request.text()
    const about = { id: crypto.randomUUID(), ...subjectOf(asked) }
    const began = Date.now()
    const key = this.#env.DIALER_KEY
    this.#audience.tell({ type: 'soap-request', ...about, at: began, xml: shown(asked, key) })
    const { status, headers, text } = await this.#ask(new Request(request, { body: asked }))
    const at = Date.now()
    const facts = { at, status, ms: at - began, xml: shown(text, key) }
    this.#audience.tell({ type: 'soap-answer', ...about, ...facts })
    this.#note(about, isCall(text))
    return new Response(text, { status, headers })
  }

  async #ask(request: Request): Promise<{ status: number; headers: Headers; text: string }> {
    const none = { headers: new Headers(), text: '' }
    if (this.#mishaps.scene.dialer === 'down') return { ...none, status: SERVER_DOWN }
    const answered = this.#floor.fetch(request).then(async (answer) => {
      const { status, headers } = answer
      return { status, headers, text: await answer.text() }
    })
    return Promise.race([answered, this.#mishaps.down.then(() => ({ ...none, status: CUT_OFF }))])
  }

  async #digits(phoneNumber: string): Promise<string | null> {
    const path = `http://floor/demo/floor/phone?number=${phoneNumber}`
    const { hears } = await (await this.#floor.fetch(path)).json<DeskView>()
    return hears?.kind === 'digits' ? hears.digits : null
  }

  /** Remembers who is who, and notices the first call of somebody at a page. */
  #note({ operation, agentId, userId }: Subject, call: boolean): void {
    if (agentId === null) return
    if (userId !== null) this.#users.set(agentId, userId)
    const user = this.#users.get(agentId)
    const atPage = user !== undefined && !this.#staff.has(user)
    if (operation !== 'getConnectionForAgent' || !call || !atPage) return
    this.#star ||= user
    this.#mishaps.called()
  }
}
