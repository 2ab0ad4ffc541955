/**
 * The rules of a `_headers` file, as far as the build writes them: a pattern in a line of its own,
 * below it the headers of every path that it fits.
 * @module
 */

/** The headers of a path, later rules after earlier ones. */
export function headersFor(rules: string, path: string): [name: string, value: string][] {
  const headers: [string, string][] = []
  let fits = false
  for (const line of rules.split('\n')) {
    const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? []
    if (name === undefined) fits = patternOf(line).test(path)
    else if (fits) headers.push([name, value ?? ''])
  }
  return headers
}

/** `*` stands for anything. */
function patternOf(line: string): RegExp {
  const parts = line.trim().split('*')
  return new RegExp(`^${parts.map((part) => part.replace(/[^\w/-]/g, '\\$&')).join('.*')}$`)
}
