/**
 * What goes wrong in a story, and when. It begins with the first call of an agent at a page, so that
 * nobody has to hurry to see it; whoever does can have the next thing at once. Told by hand, nothing
 * happens before somebody says so.
 * @module
 */

import type { Cue, Deed, Story } from './stories.ts'
import type { Scene } from './updates.ts'

/** What a deed changes between page, worker and dialer; the others happen to somebody. */
const CHANGES: Readonly<Partial<Record<Deed, Partial<Scene>>>> = {
  'network-cut': { network: 'cut' },
  'network-slow': { network: 'slow' },
  'network-up': { network: 'up' },
  'dialer-down': { dialer: 'down' },
  'dialer-up': { dialer: 'up' },
}

/** What the mishaps need of their stage. */
export interface MishapPorts {
  readonly changed: (scene: Scene) => void
  /** Removes the agent whose call began it all. */
  readonly kick: () => void
}

/** How a story is told. */
export interface Telling {
  /** Seconds of the story, its telephones and its people per second of the clock. */
  readonly speed: number
  /** Whether what goes wrong waits until somebody at a page says so. */
  readonly byHand: boolean
}

/** One story's mishaps. */
export class Mishaps {
  readonly #cues: readonly Cue[]
  readonly #telling: Telling
  readonly #ports: MishapPorts
  #scene: Scene
  /** How many cues have been; null before the story's first call. */
  #been: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #down = Promise.withResolvers<void>()

  constructor({ cues, says }: Story, telling: Telling, ports: MishapPorts) {
    this.#cues = cues
    this.#telling = telling
    this.#ports = ports
    this.#scene = { network: 'up', dialer: 'up', says, more: false }
  }

  /** How things are. */
  get scene(): Scene {
    return this.#scene
  }

  /** Resolves when the dialer goes down. */
  get down(): Promise<void> {
    return this.#down.promise
  }

  /** An agent at a page has a call; only the first one counts. */
  called(): void {
    if (this.#been !== null || this.#cues.length === 0) return
    this.#been = 0
    this.#scene = { ...this.#scene, more: true }
    this.#ports.changed(this.#scene)
    this.#await(0)
  }

  /** Somebody does not want to wait: what is next happens now, and the rest in its distance. */
  goOn(): void {
    if (this.#been === null) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#befall(this.#been)
  }

  #await(index: number): void {
    const cue = this.#cues[index]
    const { speed, byHand } = this.#telling
    if (cue === undefined || byHand) return
    const since = this.#cues[index - 1]?.seconds ?? 0
    const pause = ((cue.seconds - since) * 1_000) / speed
    this.#timer = setTimeout(() => this.#befall(index), pause)
  }

  #befall(index: number): void {
    const cue = this.#cues[index]
    if (cue === undefined) return
    const { does, says } = cue
    this.#been = index + 1
    if (does === 'kick') this.#ports.kick()
    if (does === 'dialer-down') this.#down.resolve()
    if (does === 'dialer-up') this.#down = Promise.withResolvers()
    const more = this.#been < this.#cues.length
    this.#scene = { ...this.#scene, ...CHANGES[does], says, more }
    this.#ports.changed(this.#scene)
    this.#await(this.#been)
  }
}
