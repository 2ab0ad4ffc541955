/**
 * An owner's program, run as npm runs it, in an environment of its own.
 * @module
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A running program. */
export class Program {
  readonly #child: ChildProcess
  readonly #gone: Promise<number | null>
  #written = ''
  #wake: () => void = () => {}

  /** @param script below the repository's root */
  constructor(script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env
    this.#child = spawn('node', [script, ...args], {
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#written += chunk
        this.#wake()
      })
    }
    this.#gone = once(this.#child, 'exit').then(([code]) => {
      this.#wake()
      return code as number | null
    })
  }

  /** Everything it has written so far. */
  get written(): string {
    return this.#written
  }

  /** Waits until it has written this. */
  async says(words: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = words.exec(this.#written)
      if (match) return match
      if (this.#child.exitCode !== null) throw new Error(`never said ${words}:\n${this.#written}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Resolves with its exit code, once it has ended by itself. */
  ended(): Promise<number | null> {
    return this.#gone
  }

  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null> {
    this.#child.kill('SIGTERM')
    return this.#gone
  }
}
