/**
 * One shell that runs the lines of a page one block after the other, as its reader does.
 * @module
 */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

/** A bash that stays open, so that a variable set in one block is there in the next. */
export class Shell {
  readonly #bash: ChildProcessWithoutNullStreams
  #output = ''
  #heard = () => {}
  #blocks = 0

  constructor(folder: string, variables: Readonly<Record<string, string>>) {
    this.#bash = spawn('bash', ['--noprofile', '--norc'], {
      cwd: folder,
      env: { ...process.env, ...variables },
    })
    for (const stream of [this.#bash.stdout, this.#bash.stderr]) {
      stream.on('data', (chunk) => {
        this.#output += chunk
        this.#heard()
      })
    }
  }

  /**
   * Runs a block; resolves with what it wrote.
   * @throws Error with its output when any of its lines fails
   */
  async run(block: string): Promise<string> {
    const end = `block ${++this.#blocks} ended with`
    const from = this.#output.length
    // A subshell would lose the block's variables, so failures are counted as they happen.
    const trap = `failed=0; trap 'failed=$?' ERR`
    this.#bash.stdin.write(`${trap}\n${block}\ntrap - ERR\necho "${end} $failed"\n`)
    const over = new RegExp(`${end} (\\d+)\n`)
    await new Promise<void>((resolve) => {
      this.#heard = () => {
        if (over.test(this.#output)) resolve()
      }
      this.#heard()
    })
    const [said = ''] = this.#output.slice(from).split(`${end} `)
    if (over.exec(this.#output)?.[1] !== '0') throw new Error(`${block}\nsaid:\n${said}`)
    return said
  }

  close(): void {
    this.#bash.stdin.end()
  }
}
