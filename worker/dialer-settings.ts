/**
 * Where the dialer is and how to speak to it, from the environment.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { illegalCharacterAt } from '../shared/xml-text.ts'
import { isLoopback } from './loopback.ts'
import type { Fetch } from './soap/transport.ts'

/** What the environment says of the dialer. */
export interface DialerEnvironment {
  /** PredictiveService's address. */
  readonly DIALER_URL?: string | undefined
  /** CampaignService's address; by default the sibling of the first. */
  readonly CAMPAIGN_SERVICE_URL?: string | undefined
  /** The account's API key. */
  readonly DIALER_KEY?: string | undefined
  /** `true` allows plain http to a host that is not this machine. */
  readonly DIALER_ALLOW_HTTP?: string | undefined
}

/** Where the dialer is and how to speak to it. */
export interface DialerSettings {
  readonly url: string
  readonly campaignServiceUrl: string
  /** It appears in no text that leaves `dialer.ts`. */
  readonly key: string
  readonly fetch: Fetch
}

function misconfigured(field: keyof DialerEnvironment, why: string): ConsoleError {
  return new ConsoleError('misconfigured', { field, cause: new Error(why) })
}

function readAddress(
  field: 'DIALER_URL' | 'CAMPAIGN_SERVICE_URL',
  value: string | undefined,
  allowHttp: boolean,
): string {
  const url = URL.parse(value?.trim() ?? '')
  if (!url) throw misconfigured(field, 'is not a web address.')
  if (url.username !== '' || url.password !== '') {
    throw misconfigured(field, 'must not carry a user or a password.')
  }
  const plain = url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname))
  if (url.protocol !== 'https:' && !plain) throw misconfigured(field, 'must begin with https://.')
  // an address copied together with its WSDL's
  if (url.search.toLowerCase() === '?wsdl') url.search = ''
  url.hash = ''
  return url.href
}

function siblingOf(url: string): string {
  return new URL('CampaignService', url.replace(/\/+(?=\?|$)/, '')).href
}

function readKey(value: string | undefined): string {
  const key = value?.trim() ?? ''
  if (key === '') throw misconfigured('DIALER_KEY', 'is missing.')
  if (illegalCharacterAt(key) >= 0)
    throw misconfigured('DIALER_KEY', 'has a character no XML can carry.')
  return key
}

/**
 * Reads and checks the dialer's settings. Throws ConsoleError `misconfigured` whose `field` is the
 * setting that is wrong; its value is in no message.
 */
export function readDialerSettings(
  environment: DialerEnvironment,
  fetcher: Fetch = (url, init) => fetch(url, init),
): DialerSettings {
  const allowHttp = environment.DIALER_ALLOW_HTTP?.trim().toLowerCase() === 'true'
  const url = readAddress('DIALER_URL', environment.DIALER_URL, allowHttp)
  const sibling = environment.CAMPAIGN_SERVICE_URL?.trim() || siblingOf(url)
  return {
    url,
    campaignServiceUrl: readAddress('CAMPAIGN_SERVICE_URL', sibling, allowHttp),
    key: readKey(environment.DIALER_KEY),
    fetch: fetcher,
  }
}
