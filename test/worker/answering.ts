/**
 * A dialer whose every answer is given, for tests of how answers are read.
 * @module
 */

import { createDialer, type DialerError } from '../../worker/dialer.ts'

/** The contract's namespace, written out: a test does not ask the code it tests. */
export const NAMESPACE = 'http://api.campaign.dialer.skyyconsulting.com'

interface Given {
  readonly status?: number
  readonly contentType?: string
}

/** A client whose dialer always answers with this body. */
export function answering(body: string | Uint8Array<ArrayBuffer>, given: Given = {}) {
  const { status = 200, contentType = 'text/xml; charset=UTF-8' } = given
  return createDialer({
    url: 'https://dialer.example/service/PredictiveService',
    campaignServiceUrl: 'https://dialer.example/service/CampaignService',
    key: 'the-secret-key',
    fetch: async () => new Response(body, { status, headers: { 'content-type': contentType } }),
  })
}

/** A wait that ends with this body. */
export const wait = (body: string | Uint8Array<ArrayBuffer>, given?: Given) =>
  answering(body, given).getConnectionForAgent({ campaignId: '1', agentId: '2' })

/** The report of agents that this body brings. */
export const stats = (body: string) => answering(body).getAgentStats({ campaignid: '1' })

/** A SOAP envelope with this in its Body. */
export const envelope = (content: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${content}</s:Body></s:Envelope>`

/** An answer to a wait with these members, in the default namespace. */
export const connection = (members: string) =>
  envelope(
    `<getConnectionForAgentResponse xmlns="${NAMESPACE}"><out>${members}</out></getConnectionForAgentResponse>`,
  )

/** The error that a promise ends with. */
export const failure = (promise: Promise<unknown>): Promise<DialerError> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error) => error,
  )
