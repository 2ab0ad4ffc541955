/**
 * Comma-separated values that no spreadsheet takes for formulas (RFC 4180).
 * @module
 */

/**
 * What a spreadsheet would run: these at the start of a cell, also after white space or a quote. A semicolon or
 * a tab begins a cell, too, where the spreadsheet's country or its user says so, and quotes that do
 * not begin what it takes for a cell keep no line end inside.
 */
const FORMULA = /(^|[;\t\r\n])(?=[\s"]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20])/g

/**
 * One row, with its line end. What a spreadsheet would take for a formula gets an apostrophe in
 * front, which says "this is text"; whoever needs the exact text reads JSON.
 */
export function csvRow(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const safe = value.replace(FORMULA, "$1'")
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
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
