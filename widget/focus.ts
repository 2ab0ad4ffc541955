/**
 * Where the keyboard is, looked at through shadow roots.
 * @module
 */

const NOT_TEXT = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/

/** The element that has the focus, however deep. */
export function focused(root: Document | ShadowRoot | null = document): Element | null {
  const activeElement = root?.activeElement ?? null
  const inner = activeElement?.shadowRoot
  return inner?.activeElement ? focused(inner) : activeElement
}

/** Whether the focus is in a field where text is typed; a frame's inside cannot be seen: maybe. */
export function isTyping(element = focused()): boolean {
  if (element instanceof HTMLInputElement) return !NOT_TEXT.test(element.type)
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLIFrameElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  )
}
