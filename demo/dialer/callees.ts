/**
 * Who picks up, after how long, and for how long they talk: drawn from the seed, the number and the
 * attempt alone, so that a contact behaves the same however the dialling is paced.
 * @module
 */

import { between, type Chance, pick, seedFrom } from './chance.ts'
import type { HangUp } from './phones.ts'

/** What comes of ringing a number. */
export type Fate =
  | 'human'
  | 'machine'
  | Extract<HangUp, 'busy' | 'no-answer' | 'rejected' | 'failed'>

/** A row of the phone book. */
export interface Person {
  readonly name?: string | undefined
  /** What comes of the first, second, … attempt, the last for all later ones; drawn when absent. */
  readonly fates?: readonly Fate[] | undefined
}

/** How the people out there behave. */
export interface Public {
  /** How often each fate befalls a number that the phone book says nothing of. */
  readonly fates: Readonly<Record<Fate, number>>
  /** How long a person talks before hanging up, in seconds. */
  readonly talkSeconds: readonly [least: number, most: number]
  /** By phone number. */
  readonly people: Readonly<Record<string, Person>>
}

/** One attempt, fully decided. */
export interface Behaviour {
  readonly fate: Fate
  readonly name: string | null
  /** From the first ring to the pick-up. */
  readonly ringMs: number
  /** From the connection until they hang up. */
  readonly talkMs: number
  /** How long a machine's greeting is. */
  readonly greetingMs: number
  readonly says: string
}

const HELLOS = ['Hello?', 'Yes?', 'Good morning.', 'Speaking.', 'Hi, who is this?']

/** What the attempt will be like. Attempts count from 0. */
export function behave(
  people: Public,
  seed: number,
  phoneNumber: string,
  attempt: number,
): Behaviour {
  const chance: Chance = { state: seedFrom(`${seed}/${phoneNumber}/${attempt}`) }
  const person = Object.hasOwn(people.people, phoneNumber) ? people.people[phoneNumber] : undefined
  const drawn = pick(chance, people.fates)
  const fate = person?.fates?.[attempt] ?? person?.fates?.at(-1) ?? drawn
  const [least, most] = people.talkSeconds
  const name = person?.name ?? null
  const hello = HELLOS[between(chance, 0, HELLOS.length - 1)] ?? 'Hello?'
  return {
    fate,
    name,
    ringMs: between(chance, 2_000, 9_000),
    talkMs: between(chance, least * 1000, most * 1000),
    greetingMs: between(chance, 4_000, 8_000),
    says: fate === 'machine' ? greeting(name) : hello,
  }
}

function greeting(name: string | null): string {
  return `This is the answering machine of ${name ?? 'this number'}. Please speak after the tone.`
}
