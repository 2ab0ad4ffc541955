/**
 * The commands under way, and what went wrong with each.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import type { Command, CommandType } from '../shared/protocol.ts'

/** What commands need from the console. */
export interface CommandPorts {
  /** Sends one; rejects with a ConsoleError. */
  readonly send: (command: Command) => Promise<void>
  /** There is something else to show. */
  readonly changed: () => void
  /** One went wrong; the host page is to hear of it. */
  readonly failed: (error: ConsoleError) => void
}

/** One element's commands. */
export class Commands {
  /** The last refusal of each, until it is tried again or the phase changes. */
  readonly problems = new Map<CommandType, ConsoleError>()
  readonly #ports: CommandPorts
  readonly #pending = new Map<CommandType, number>()

  constructor(ports: CommandPorts) {
    this.#ports = ports
  }

  /** Whether one of this type is under way. */
  pending(type: CommandType): boolean {
    return (this.#pending.get(type) ?? 0) > 0
  }

  /**
   * Makes a command, which may fail and take a while, and sends it. It is pending from now on, and
   * what goes wrong is kept.
   * @throws {ConsoleError}
   */
  async give(type: CommandType, make: () => Promise<Command> | Command): Promise<void> {
    this.problems.delete(type)
    this.#count(type, 1)
    try {
      const made = make()
      // One that is there goes in this turn, before what is sent next.
      await this.#ports.send(made instanceof Promise ? await made : made)
    } catch (error) {
      const known = error instanceof ConsoleError
      const problem = known ? error : new ConsoleError('internal', { cause: error })
      this.problems.set(type, problem)
      this.#ports.failed(problem)
      throw problem
    } finally {
      this.#count(type, -1)
    }
  }

  #count(type: CommandType, by: number): void {
    this.#pending.set(type, (this.#pending.get(type) ?? 0) + by)
    this.#ports.changed()
  }
}
