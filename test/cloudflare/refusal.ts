/**
 * What Cloudflare's API says instead of doing what it was asked.
 * @module
 */

/** A refusal, by HTTP status and by the API's own code. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Of a worker that is not there. */
export const noSuchWorker = () =>
  new Refusal(404, 10007, 'This Worker does not exist on your account.')
