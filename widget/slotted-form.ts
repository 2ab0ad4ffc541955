/**
 * The host page's own controls in the wrap-up: `<label slot="form">Ticket <input name="ticket">…`.
 * Their values join the answers, under their names. Loaded where there are such controls.
 * @module
 */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement

function controlsIn(host: Element): Control[] {
  const slotted = [...host.querySelectorAll(':scope > [slot="form"]')]
  return slotted.flatMap((each) => [each, ...each.querySelectorAll('*')]).filter(isControl)
}

/** Whether the browser finds every control valid; shows the agent which one is not. */
export function isValid(host: Element): boolean {
  return controlsIn(host).every((control) => control.reportValidity())
}

/** What the controls say, by name; several of one name are joined with commas. */
export function answersOf(host: Element): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const control of controlsIn(host)) {
    const { name, type, disabled, value } = control
    const box = control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(type)
    const off = box && !control.checked
    if (name === '' || disabled || off || value === '' || /^(?:password|file)$/.test(type)) continue
    answers[name] = Object.hasOwn(answers, name) ? `${answers[name]}, ${value}` : value
  }
  return answers
}
