/**
 * What a room's pages hear of it. Types only: the pages import them, too.
 * @module
 */

import type { StoryName } from './stories.ts'

/** Whom a SOAP request is about; null where it names nobody. */
export interface Subject {
  readonly operation: string
  readonly agentId: string | null
  readonly userId: string | null
}

/** A request on its way to the dialer, the key masked. */
export interface SoapRequest extends Subject {
  readonly type: 'soap-request'
  /** Tells a request from the next; its answer has the same. */
  readonly id: string
  /** Milliseconds since 1970 by the worker's clock. */
  readonly at: number
  readonly xml: string
}

/** The dialer's answer. */
export interface SoapAnswer extends Subject {
  readonly type: 'soap-answer'
  readonly id: string
  readonly at: number
  readonly status: number
  readonly ms: number
  readonly xml: string
}

/** How things are between page, worker and dialer. */
export interface Scene {
  /** Between this room's pages and the worker. */
  readonly network: 'up' | 'slow' | 'cut'
  readonly dialer: 'up' | 'down'
  /** What the demo says about it. */
  readonly says: string
  /** Whether something is going to happen, which can be had at once. */
  readonly more: boolean
}

/** The story and how far it has come: first on every line, then at every change. */
export interface SceneUpdate extends Scene {
  readonly type: 'scene'
  readonly story: StoryName
}

/** What a page says to the stage: let the next thing happen now. */
export interface GoOn {
  readonly type: 'go-on'
}

/** What is told to a room's pages. */
export type StageUpdate = SoapRequest | SoapAnswer | SceneUpdate
