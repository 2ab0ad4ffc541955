/**
 * The virtual colleagues of a room.
 * @module
 */

import { Colleague, type Workplace } from './colleague.ts'
import { deskPhone, userIn } from './rooms.ts'

const NAMES = ['cleo', 'dev', 'eli', 'fay', 'gus', 'hana', 'ivo', 'june', 'kofi', 'lena'] as const

/** Their seats, one after the other; below them are those of the people at pages. */
const FIRST_SEAT = 3

/** They come in one by one, in milliseconds, so that a board fills before one's eyes. */
const APART_MS = 900

/** All of them, or none. */
export class Staff {
  readonly #campaignId: string
  readonly #speed: number
  readonly #workplace: Workplace
  #colleagues: readonly Colleague[] = []

  /** @param speed how much faster than people they are */
  constructor(campaignId: string, speed: number, workplace: Workplace) {
    this.#campaignId = campaignId
    this.#speed = speed
    this.#workplace = workplace
  }

  /** Whether somebody is one of them. */
  has(userId: string | null): boolean {
    return NAMES.some((name) => this.#userId(name) === userId)
  }

  /** Hires up to ten, unless that is done. */
  async hire(count: number): Promise<void> {
    if (this.#colleagues.length > 0) return
    this.#colleagues = NAMES.slice(0, count).map((name, index) => {
      const phoneNumber = deskPhone(this.#campaignId, FIRST_SEAT + index)
      const comesAfter = APART_MS * index
      const person = { userId: this.#userId(name), phoneNumber, comesAfter, speed: this.#speed }
      return new Colleague(person, this.#workplace)
    })
    await Promise.all(this.#colleagues.map((colleague) => colleague.come()))
  }

  /** Sends everybody home. */
  dismiss(): void {
    for (const colleague of this.#colleagues) colleague.leave()
    this.#colleagues = []
  }

  #userId(name: string): string {
    return userIn(this.#campaignId, `${name}@acme.example`)
  }
}
