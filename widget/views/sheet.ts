/**
 * The sheet behind the question mark: keys, and what the agent can switch on. Loaded when it is
 * first opened; the console lends it its template function, so that no second Lit is loaded.
 * @module
 */

import type { TemplateResult } from 'lit'
import type { Lent } from '../on-demand.ts'
import type { Preferences } from '../preferences.ts'
import { SHORTCUTS } from '../shortcuts.ts'
import type { AllWords, Strings } from '../strings.ts'

export { SHEET_STYLES } from './sheet.styles.ts'

/** What the sheet is given. */
export interface SheetView {
  readonly t: Strings
  readonly preferences: Preferences
  set(change: Partial<Preferences>): void
}

/** The longest reminder offered, in minutes. */
const REMINDERS = [0, 2, 3, 5, 10]

/** Keys and switches. */
export function sheet({ html }: Lent, view: SheetView): TemplateResult {
  const { preferences, set } = view
  const t = view.t as AllWords
  const toggle = (name: 'shortcuts' | 'sound', label: string) =>
    html`<label class="toggle">
      <input
        type="checkbox"
        .checked=${preferences[name]}
        @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).checked })}
      />
      ${label}
    </label>`
  return html`
    <h2 id="sheet-title">${t.sheetTitle}</h2>
    <h3>${t.keysTitle}</h3>
    <dl>
      ${SHORTCUTS.map(
        ({ action, keys }) => html`<div>
          <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
          <dd>${t.shortcuts[action]}</dd>
        </div>`,
      )}
    </dl>
    ${toggle('shortcuts', t.useShortcuts)}
    <h3>${t.alertsTitle}</h3>
    <label class="toggle">
      <input
        type="checkbox"
        .checked=${preferences.notification}
        @change=${(event: Event) => void askToNotify(event, set)}
      />
      ${t.useNotification}
    </label>
    ${toggle('sound', t.useSound)}
    <label class="toggle">
      ${t.remind}
      <select @change=${(event: Event) => set({ remindAfter: Number((event.target as HTMLSelectElement).value) })}>
        ${REMINDERS.map(
          (minutes) =>
            html`<option value=${minutes} .selected=${minutes === preferences.remindAfter}>
              ${minutes === 0 ? t.never : t.minutes(minutes)}
            </option>`,
        )}
      </select>
    </label>
    <form method="dialog"><button class="primary">${t.close}</button></form>
  `
}

/** The browser asks the agent once; without their yes the switch goes back. */
async function askToNotify(event: Event, set: SheetView['set']): Promise<void> {
  const box = event.target as HTMLInputElement
  const allowed = box.checked && (await Notification.requestPermission()) === 'granted'
  box.checked = allowed
  set({ notification: allowed })
}
