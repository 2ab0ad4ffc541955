/**
 * The demo's stories, as data: who is called, and what goes wrong when. Told again, a story is the
 * same: the same people in the same order, the same mishaps at the same points.
 * @module
 */

import type { ScenarioName } from '../dialer/scenarios.ts'

/** Something that befalls a page, the worker or an agent. */
export type Deed =
  | 'network-cut'
  | 'network-slow'
  | 'network-up'
  | 'dialer-down'
  | 'dialer-up'
  | 'kick'

/** A deed and its moment. */
export interface Cue {
  /** Counted from the moment at which an agent of a page gets their first call. */
  readonly seconds: number
  readonly does: Deed
  /** What the demo's bar says about it. */
  readonly says: string
}

/** One story. */
export interface Story {
  readonly title: string
  /** What the demo's bar says at its beginning. */
  readonly says: string
  readonly scenario: ScenarioName
  readonly cues: readonly Cue[]
  /** How many virtual colleagues work beside the people at the pages. */
  readonly colleagues: number
}

/** The longest that a story keeps the dialer away. */
const DIALER_AWAY_SECONDS = 20

/** By name, in the menu's order. */
export const STORIES = {
  'quiet-morning': {
    title: 'A quiet morning',
    says: 'One line per idle agent. Two people answer, then a machine.',
    scenario: 'quiet-morning',
    cues: [],
    colleagues: 0,
  },
  'busy-morning': {
    title: 'A busy morning',
    says: 'Three lines per idle agent, short calls.',
    scenario: 'busy-morning',
    cues: [],
    colleagues: 0,
  },
  machines: {
    title: 'Answering machines',
    says: 'Mostly machines answer. “Leave message, next” plays the recording to them.',
    scenario: 'machines',
    cues: [],
    colleagues: 0,
  },
  'angry-network': {
    title: 'An angry network',
    says: 'During the first call this page’s network is cut, then slow, then back. Keep typing.',
    scenario: 'quiet-morning',
    cues: [
      { seconds: 5, does: 'network-cut', says: 'The network is cut.' },
      { seconds: 15, does: 'network-slow', says: 'The network is back, but slow.' },
      { seconds: 30, does: 'network-up', says: 'The network is as it should be.' },
    ],
    colleagues: 0,
  },
  'dialer-down': {
    title: 'The dialer is down',
    says: 'During the first call the dialer goes away for 20 seconds. Finish the call meanwhile.',
    scenario: 'quiet-morning',
    cues: [
      { seconds: 4, does: 'dialer-down', says: 'The dialer is down.' },
      { seconds: 4 + DIALER_AWAY_SECONDS, does: 'dialer-up', says: 'The dialer is back.' },
    ],
    colleagues: 0,
  },
  kicked: {
    title: 'Kicked by the supervisor',
    says: 'During the first call a supervisor removes the agent.',
    scenario: 'quiet-morning',
    cues: [{ seconds: 6, does: 'kick', says: 'Sue, a supervisor, has removed the agent.' }],
    colleagues: 0,
  },
  colleagues: {
    title: 'Ten colleagues',
    says: 'Ten virtual agents log in and work. The supervisor’s door shows them.',
    scenario: 'full-floor',
    cues: [],
    colleagues: 10,
  },
} as const satisfies Record<string, Story>

/** The name of a story. */
export type StoryName = keyof typeof STORIES

/** The story that is told unless another one is asked for. */
export const FIRST_STORY: StoryName = 'quiet-morning'

/** Whether there is a story of this name. */
export function isStory(name: unknown): name is StoryName {
  return typeof name === 'string' && Object.hasOwn(STORIES, name)
}
