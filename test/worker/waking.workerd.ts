/**
 * The production worker; each new life of a session object is a line in its log.
 * @module
 */

import * as worker from '../../worker/index.ts'

export * from '../../worker/index.ts'

/** The session object, counted. */
export class AgentSession extends worker.AgentSession {
  constructor(...given: ConstructorParameters<typeof worker.AgentSession>) {
    super(...given)
    const [ctx] = given
    console.log(JSON.stringify({ event: 'born', object: ctx.id.name }))
  }
}

export default worker.default
