/**
 * Comma-separated values that no spreadsheet takes for formulas (RFC 4180).
 * @module
 */

/** What a spreadsheet would run: these at the start of a cell, also after white space. */
const FORMULA = /^\s*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/

/**
 * One row, with its line end. A cell that begins like a formula gets an apostrophe in front, which
 * a spreadsheet takes as "this is text"; whoever needs the exact text reads JSON.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A file that a browser saves under this name. */
export function download(body: BodyInit, type: 'text/csv' | 'application/jsonl', name: string) {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
