/**
 * The owner's dialer, reached in the way the worker is bound to it.
 * @module
 */

import { createDialer, type Dialer, readDialerSettings } from './dialer.ts'
import { noted } from './dialer-log.ts'
import type { Env } from './env.ts'

/** @param label tells in the log whose operations these are */
export function boundDialer(env: Env, label: string): Dialer {
  const { DIALER } = env
  const send = (url: string, init: RequestInit) =>
    DIALER ? DIALER.fetch(url, init) : fetch(url, init)
  return noted(createDialer(readDialerSettings(env, send)), label)
}
