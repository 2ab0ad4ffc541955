/**
 * One route as a row of a table: the worker serves it and the OpenAPI document describes it, so
 * that neither can say something else.
 * @module
 */

import type { Context } from 'hono'
import * as v from 'valibot'
import { ConsoleError } from '../../shared/errors.ts'
import type { Identity } from '../auth.ts'
import { readBody } from '../body.ts'
import { parse } from '../commands.ts'
import type { Env } from '../env.ts'
import type { routes, Surroundings } from './app.ts'

/** Any schema that reads a JSON value. */
export type Schema = v.GenericSchema

/** What a handler is given: the request, already read. */
export interface Asked<Query, Body> {
  readonly env: Env
  readonly who: Identity
  readonly query: Query
  readonly body: Body
  /** A named part of the address. */
  readonly param: (name: string) => string
  readonly request: Request
  /** Notes for the log which campaign a request is about, where the address does not say. */
  readonly about: (campaign: string) => void
}

/** A route before it is mounted. */
export interface RouteRow<Query extends v.ObjectEntries, Body extends Schema, Result> {
  readonly method: 'get' | 'post' | 'put' | 'patch'
  /** Below the group's address, with `:name` parts. */
  readonly path: string
  /** One line, without a full stop. */
  readonly summary: string
  /** What else is worth knowing. */
  readonly about?: string
  readonly query?: Query
  readonly body?: Body
  /** The part `campaign` of a form whose other part is a file `numbers`; the handler reads both. */
  readonly form?: Schema
  /** The answer's status, if it is not 200. */
  readonly status?: 201
  /** What an answer looks like. */
  readonly example: Result
  /** Other forms of the answer, by media type. */
  readonly otherForms?: readonly string[]
  readonly handle: (
    asked: Asked<v.InferOutput<v.ObjectSchema<Query, undefined>>, v.InferOutput<Body>>,
  ) => Promise<Result | Response>
}

/** A route as it is described to others. */
export type Described = Omit<RouteRow<v.ObjectEntries, Schema, unknown>, 'handle'>

/** A route whose types are its own business. */
export interface Route extends Described {
  readonly serve: (c: Context<Surroundings>) => Promise<Response>
}

/** Makes a route of a row; its handler's types follow from the row's schemas. */
export function route<
  const Query extends v.ObjectEntries = Record<never, never>,
  Body extends Schema = v.NullSchema<undefined>,
  Result = never,
>(row: RouteRow<Query, Body, Result>): Route {
  const query = v.object(row.query ?? ({} as Query))
  const { handle, ...rest } = row
  const serve = async (c: Context<Surroundings>) => {
    const result = await handle({
      env: c.env,
      get who() {
        return guarded(c)
      },
      query: parse(query, c.req.query()),
      body: row.body ? await readBody(c.req.raw, row.body) : (null as v.InferOutput<Body>),
      param: (name) => c.req.param(name) ?? '',
      request: c.req.raw,
      about: (campaign) => c.set('campaign', campaign),
    })
    return result instanceof Response
      ? result
      : Response.json(result, { status: row.status ?? 200 })
  }
  return { ...rest, serve }
}

/** A route that asks who it is serves nobody whom no guard has let in. */
function guarded(c: Context<Surroundings>): Identity {
  const who = c.get('who')
  if (!who) throw new ConsoleError('token-missing')
  return who
}

/** Mounts routes on a group. */
export function mount(group: ReturnType<typeof routes>, rows: readonly Route[]): void {
  for (const { method, path, serve } of rows) group.on(method.toUpperCase(), path, serve)
}
