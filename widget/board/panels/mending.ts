/**
 * What is marked as wrong in a form stays marked until it is mended, and no longer.
 * @module
 */

import type { Wrong } from './fields.ts'

const OF_PROBLEM = /^(.+)-problem$/

/**
 * What is still wrong after somebody has edited something, or has added or removed a line. Of a field
 * that points to what is said about it, and of its group, only that stays which is as wrong `now`.
 */
export function mended(event: Event, wrong: Wrong, now: () => Wrong): Wrong {
  const target = event.target as Element
  if (event.type === 'click' && !target.closest('.group button')) return wrong
  const edited = [target, target.closest('.group')].flatMap(problemsOf)
  if (edited.length === 0) return wrong
  const left = now()
  const stays = ([path]: [string, unknown]) => {
    const [name = ''] = path.split('.')
    return !edited.includes(name) || left[path] !== undefined
  }
  return Object.fromEntries(Object.entries(wrong).filter(stays))
}

/** The names of the problems that an element points to. */
function problemsOf(element: Element | null): string[] {
  const ids = element?.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.flatMap((id) => OF_PROBLEM.exec(id)?.[1] ?? [])
}

/** Whether anything is marked. */
export const isMarked = (wrong: Wrong) => Object.values(wrong).some(Boolean)
