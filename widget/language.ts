/**
 * Which language an element is in.
 * @module
 */

/** Its own, its nearest ancestor's, or the page's. */
export function languageOf(element: HTMLElement): string {
  // A property is not an attribute yet.
  const near = element.lang || element.closest<HTMLElement>('[lang]')?.lang
  if (near) return near
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? languageOf(root.host as HTMLElement) : 'en'
}
