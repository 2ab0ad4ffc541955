/**
 * What the browser keeps for the console: in this tab, or for all of them.
 * @module
 */

/** This tab's, gone with it; or this browser's. */
export type Where = 'sessionStorage' | 'localStorage'

/** What was kept under a name; null where nothing was, or where storage is forbidden. */
export function recall(name: string, where: Where = 'sessionStorage'): unknown {
  try {
    return JSON.parse(globalThis[where].getItem(`agent-console ${name}`) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps a value; null forgets it. Where storage is forbidden or full, it holds for this page only. */
export function keep(name: string, value: unknown, where: Where = 'sessionStorage'): void {
  try {
    globalThis[where].setItem(`agent-console ${name}`, JSON.stringify(value))
    if (value === null) globalThis[where].removeItem(`agent-console ${name}`)
  } catch {
    // There is no other place; each user says what is lost then.
  }
}
