/**
 * This page's line to its room's stage: what is told there, and how things are.
 * @module
 */

import type { GoOn, SceneUpdate, StageUpdate } from '../../stage/updates.ts'
import { hopLog } from '../watch/hop-log.ts'
import { weather } from '../watch/wire.ts'
import { Line } from './line.ts'
import { hasStage, room } from './room.ts'

/** What the page knows of its room's stage; dispatches `change`. */
export class Stage extends EventTarget {
  /** Whether the room has a stage to look at. */
  there = true
  /** How things are; null before the stage has said so. */
  scene: SceneUpdate | null = null

  #line: Line<StageUpdate> | null = null

  constructor() {
    super()
    void room.then((campaign) => this.#enter(campaign))
  }

  #enter(campaign: string): void {
    this.there = hasStage(campaign)
    this.#tell()
    if (!this.there) return
    const address = new URL(`/demo/stage?campaign=${campaign}`, location.href)
    this.#line = new Line<StageUpdate>(address, {
      opened: () => undefined,
      heard: (update) => {
        if (update.type === 'scene') this.#enact(update)
        else hopLog.heard(update)
      },
      lost: () => undefined,
    })
  }

  /** Lets the next thing of the story happen now. */
  goOn(): void {
    this.#line?.send({ type: 'go-on' } satisfies GoOn)
  }

  #enact(scene: SceneUpdate): void {
    this.scene = scene
    weather(scene.network)
    this.#tell()
  }

  #tell(): void {
    this.dispatchEvent(new Event('change'))
  }
}

/** This page's. */
export const stage = new Stage()
