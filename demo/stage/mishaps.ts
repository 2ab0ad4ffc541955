/**
 * What goes wrong in a story, and when. It begins with the first call of an agent at a page, so that
 * nobody has to hurry to see it.
 * @module
 */

import type { Cue, Deed, Story } from './stories.ts'
import type { Scene } from './updates.ts'

/** Deeds that change how things are; the others happen to somebody. */
const SCENES: Readonly<Partial<Record<Deed, Partial<Scene>>>> = {
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

/** One story's mishaps. */
export class Mishaps {
  readonly #story: Story
  readonly #ports: MishapPorts
  #scene: Scene
  #begun = false
  #down = Promise.withResolvers<void>()

  constructor(story: Story, ports: MishapPorts) {
    this.#story = story
    this.#ports = ports
    this.#scene = { network: 'up', dialer: 'up', says: story.says }
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
    if (this.#begun) return
    this.#begun = true
    for (const cue of this.#story.cues) setTimeout(() => this.#befall(cue), cue.seconds * 1_000)
  }

  #befall({ does, says }: Cue): void {
    if (does === 'kick') this.#ports.kick()
    if (does === 'dialer-down') this.#down.resolve()
    if (does === 'dialer-up') this.#down = Promise.withResolvers()
    this.#scene = { ...this.#scene, ...SCENES[does], says }
    this.#ports.changed(this.#scene)
  }
}
