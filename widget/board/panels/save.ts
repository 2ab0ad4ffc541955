/**
 * What the worker tells, as a file of the supervisor's own.
 * @module
 */

import type { HttpApi } from '../../http-api.ts'

/** Saves an answer as a file; a spreadsheet needs the mark to read letters beyond ASCII. */
export async function save(api: HttpApi, path: string, name: string): Promise<void> {
  const response = await api.send('GET', path)
  const mark = name.endsWith('.csv') ? '\uFEFF' : ''
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([mark, await response.blob()]))
  link.download = name
  link.click()
  // Not at once: some browsers read the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href))
}
