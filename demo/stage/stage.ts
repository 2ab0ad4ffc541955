/**
 * A room's stage as a Durable Object: it guards and delegates.
 * @module
 */

import { DurableObject } from 'cloudflare:workers'
import { Audience } from './audience.ts'
import { type Opening, Show, type StageEnv } from './show.ts'

/** How long the show goes on with nobody at any page, in milliseconds. */
const LONELY_MS = 60_000

/** One room's stage. */
export class DemoStage extends DurableObject<StageEnv> {
  readonly #audience = new Audience(this.ctx)
  #show: Show | null = null

  constructor(ctx: DurableObjectState, env: StageEnv) {
    super(ctx, env)
    const opening = ctx.storage.kv.get<Opening>('opening')
    if (opening) this.#show = this.#stage(opening)
  }

  #stage(opening: Opening): Show {
    return new Show(opening, this.env, this.#audience, (promise) => this.ctx.waitUntil(promise))
  }

  /** Begins the room's story, on a floor of its own. */
  async begin(opening: Opening): Promise<void> {
    const show = this.#stage(opening)
    await show.raiseCurtain()
    this.ctx.storage.kv.put('opening', opening)
    await this.#keepRoom()
    this.#show = show
    this.ctx.waitUntil(show.start())
  }

  async #keepRoom(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + Number(this.env.ROOM_SECONDS) * 1_000)
  }

  /** Whether a story has begun here. */
  exists(): boolean {
    return this.#show !== null
  }

  /** A page that looks, or a request on its way to the dialer. */
  override async fetch(request: Request): Promise<Response> {
    const show = this.#show
    if (show === null) return new Response('There is no such room', { status: 404 })
    if (request.headers.get('upgrade') !== 'websocket') return show.carry(request)
    await this.#keepRoom()
    this.ctx.waitUntil(show.play())
    return this.#audience.admit(show.scene)
  }

  /** The room is over. */
  override async alarm(): Promise<void> {
    this.#audience.dismiss()
    await this.#show?.end()
    this.#show = null
    await this.ctx.storage.deleteAll()
  }

  /** A page says only one thing, and whatever it says is that. */
  override webSocketMessage(): void {
    this.#show?.goOn()
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close()
    setTimeout(() => {
      if (this.#audience.size === 0) this.#show?.pause()
    }, LONELY_MS)
  }
}
