/**
 * A desk phone's line to the dialer.
 * @module
 */

import type { DeskAction, DeskUpdate, DeskView } from '../../dialer/desk-view.ts'
import { Line } from '../room/line.ts'

/** Where the phone is plugged in. */
export interface Socket {
  /** The dialer's origin. */
  readonly endpoint: string
  readonly phoneNumber: string
  /** The campaign on whose floor the phone stands; an empty string for the common one. */
  readonly campaign: string
}

/** What a line tells its phone. */
export interface PhoneListener {
  /** The phone as the dialer has it; null while there is no line. */
  phone(phone: DeskView | null): void
  /** The dialer will not have it, in words. */
  refused(words: string): void
}

/** One phone number's line, from construction to {@link close}. */
export class DeskLine {
  readonly #line: Line<DeskUpdate>

  constructor({ endpoint, phoneNumber, campaign }: Socket, listener: PhoneListener) {
    const address = new URL('/demo/phone', endpoint)
    if (campaign !== '') address.searchParams.set('campaign', campaign)
    this.#line = new Line<DeskUpdate>(address, {
      opened: () => this.send({ type: 'subscribe', phoneNumber }),
      heard: (update) => {
        if (update.type === 'phone') listener.phone(update.phone)
        else {
          listener.refused(update.words)
          this.close()
        }
      },
      lost: () => listener.phone(null),
    })
  }

  /** Answers or hangs up; false, and nothing sent, while there is no line. */
  send(action: DeskAction): boolean {
    return this.#line.send(action)
  }

  /** Gives the line up. The phone itself stays as it is. */
  close(): void {
    this.#line.close()
  }
}
