/**
 * The host's own record of the person on the line, at an address made from what the dialer sent.
 * Browsers block windows that no click asked for, so a window is opened by the agent's first click
 * and shows every later call by itself.
 * @module
 */

import type { Call } from '../shared/session.ts'

/** Targets that are this page, which needs nobody's click to go elsewhere. */
const THIS_PAGE = /^_(?:self|top|parent)$/

/**
 * Fills `{phonenumber}`, `{callid}`, `{campaignid}`, `{name}` and the name or label of any field, in
 * any case; what the call does not have is left empty. Null for anything but a web address.
 */
export function recordUrl(template: string, call: Call): string | null {
  const values = new Map<string, string>()
  for (const { name, label, value } of call.fields) {
    values.set(label.toLowerCase(), value).set(name.toLowerCase(), value)
  }
  values.set('callid', call.id).set('campaignid', call.campaignId)
  values.set('phonenumber', call.phoneNumber ?? '')
  if (call.name !== null) values.set('name', call.name)
  const filled = template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    encodeURIComponent(values.get(name.toLowerCase()) ?? ''),
  )
  const url = URL.parse(filled, document.baseURI)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null
}

/** The window that shows records. */
export class RecordWindow {
  #window: Window | null = null

  /** The agent clicks: opens the window, or brings it to the front. */
  open(url: string, target: string): void {
    this.#window = window.open(url, target)
    this.#window?.focus()
  }

  /** A call comes: shows it where that needs no click. */
  show(url: string, target: string): void {
    if (THIS_PAGE.test(target)) window.open(url, target)
    else if (this.#window && !this.#window.closed) this.#window.location.href = url
  }
}
