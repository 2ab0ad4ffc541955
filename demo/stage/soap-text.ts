/**
 * What an onlooker may read of an envelope. It is looked at as text: whether it is well-formed is
 * the dialer's business.
 * @module
 */

import type { Subject } from './updates.ts'

/** What stands for the key. */
const MASK = '***'

/** The longest text that is shown, in characters; a campaign's numbers can be megabytes. */
const MOST_SHOWN = 20_000

const contentOf = (name: string) =>
  new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>\\s*([^<]+?)\\s*<`)

const CAMPAIGN = contentOf('campaign[iI]d')
const AGENT = contentOf('agentId')
const USER = contentOf('userId')
const KEY = /(<(?:[\w.-]+:)?key(?:\s[^>]*)?>)[^<]*/g
const OPERATION = /<(?:[\w.-]+:)?Body(?:\s[^>]*)?>\s*<(?:[\w.-]+:)?([\w.-]+)/
const CALL = /getConnectionForAgentResponse[^>]*>\s*<(?:[\w.-]+:)?out(?![^>]*nil="(?:true|1)")/

/** The campaign that a request is about. */
export function campaignIn(xml: string): string | null {
  return CAMPAIGN.exec(xml)?.[1] ?? null
}

/** What a request asks, and about whom. */
export function subjectOf(xml: string): Subject {
  return {
    operation: OPERATION.exec(xml)?.[1] ?? 'unreadable',
    agentId: AGENT.exec(xml)?.[1] ?? null,
    userId: USER.exec(xml)?.[1] ?? null,
  }
}

/** Whether an answer has somebody on the line. */
export function isCall(xml: string): boolean {
  return CALL.test(xml)
}

/** The text without the key, wherever it stands, and not too long. */
export function shown(xml: string, key: string | undefined): string {
  const masked = xml.replace(KEY, `$1${MASK}`)
  const without = key ? masked.replaceAll(key, MASK) : masked
  return without.length > MOST_SHOWN ? `${without.slice(0, MOST_SHOWN)} …` : without
}
