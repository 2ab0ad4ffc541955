/**
 * Peers in other languages, run as programs where they are installed.
 * @module
 */

import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A program and the arguments that come before the script's path. */
export interface Program {
  readonly command: string
  readonly options: readonly string[]
}

const PHP: Program = { command: 'php', options: ['-d', 'soap.wsdl_cache_enabled=0'] }

/** The machine's own Python first: that is where a package manager puts zeep. */
const PYTHONS: readonly Program[] = ['/usr/bin/python3', 'python3'].map((command) => ({
  command,
  options: [],
}))

const succeeds = (command: string, ...options: string[]) =>
  spawnSync(command, options, { stdio: 'ignore' }).status === 0

/** PHP with its soap extension, or null where it is not installed. */
export function findPhp(): Program | null {
  return succeeds('php', '-r', 'exit(class_exists("SoapClient") ? 0 : 1);') ? PHP : null
}

/** A Python with zeep, or null where it is not installed. */
export function findZeep(): Program | null {
  return PYTHONS.find(({ command }) => succeeds(command, '-c', 'import zeep')) ?? null
}

/** Any Python, or null where none is installed. */
export function findPython(): Program | null {
  return PYTHONS.find(({ command }) => succeeds(command, '-c', 'import hmac')) ?? null
}

/** Runs a script of this folder with JSON on its standard input; resolves with what it printed. */
export async function runScript(program: Program, script: string, input: object): Promise<string> {
  const path = new URL(script, import.meta.url).pathname
  const running = execute(program.command, [...program.options, path])
  running.child.stdin?.end(JSON.stringify(input))
  return (await running).stdout
}
