/**
 * What every group of routes shares.
 * @module
 */

import { Hono } from 'hono/tiny'
import type { Identity } from '../auth.ts'
import type { Env } from '../env.ts'

/** A route's surroundings: the bindings, and who is asking once a guard has found out. */
export interface Surroundings {
  Bindings: Env
  Variables: { who?: Identity; campaign?: string }
}

/** A new group of routes. */
export const routes = () => new Hono<Surroundings>()
