/**
 * The embedded dialer's door with an implementation that notes what it is asked.
 * @module
 */

import { answerSoap, type Implementation, type JournalEntry } from '../../../demo/dialer/server.ts'
import { SERVICES } from '../../../shared/predictive-service.ts'

/** Where the door pretends to be. */
export const ADDRESS = 'http://dialer.example/service/PredictiveService'

/** One call as the implementation saw it. */
export interface Asked {
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A dialer that notes what it is asked and returns, or throws, what `told` says. */
export function dialer(told: (operation: string) => unknown = () => undefined) {
  const asked: Asked[] = []
  const journal: JournalEntry[] = []
  const methods = Object.keys(SERVICES.PredictiveService).map((operation) => [
    operation,
    async (parameters: Asked['parameters']) => {
      asked.push({ operation, parameters })
      const out = told(operation)
      if (out instanceof Error) throw out
      return out
    },
  ])
  const implementation = Object.fromEntries(methods) as Implementation<'PredictiveService'>
  const send = async (body: string | Uint8Array<ArrayBuffer>, contentType = 'text/xml') => {
    const headers = { 'content-type': contentType }
    const request = new Request(ADDRESS, { method: 'POST', headers, body })
    return answerSoap('PredictiveService', implementation, request, (entry) => journal.push(entry))
  }
  return { asked, journal, implementation, send }
}

/** A request's envelope with this in its Body. */
export const envelope = (content: string) =>
  `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body>${content}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
