/**
 * What a call has to say, by name, for addresses and scripts that have names in braces. Loaded where
 * there are any.
 * @module
 */

import type { Call } from '../shared/session.ts'

export { RecordWindow } from './record-window.ts'

/**
 * Fills `{phonenumber}`, `{callid}`, `{campaignid}`, `{name}` and the name or label of any field, in
 * any case; what the call does not have is left empty.
 */
export function fill(
  template: string,
  call: Call,
  write: (value: string) => string = (value) => value,
): string {
  const values = new Map<string, string>()
  for (const { name, label, value } of call.fields) {
    values.set(label.toLowerCase(), value).set(name.toLowerCase(), value)
  }
  values.set('callid', call.id).set('campaignid', call.campaignId)
  values.set('phonenumber', call.phoneNumber ?? '')
  if (call.name !== null) values.set('name', call.name)
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    write(values.get(name.toLowerCase()) ?? ''),
  )
}

/** A lone surrogate has no encoding, and dots alone would climb out of the host page's folder. */
const encode = (value: string) =>
  /^\.\.?$/.test(value) ? '' : encodeURIComponent(value.toWellFormed())

/** The address of a call's record, its values encoded; null for anything but a web address. */
export function recordUrl(template: string, call: Call): string | null {
  const url = URL.parse(fill(template, call, encode), document.baseURI)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null
}
