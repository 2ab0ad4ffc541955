/**
 * XML with its elements on lines of their own, for reading only.
 * @module
 */

/** The text indented; as it is where it is no XML. */
export function prettyXml(text: string): string {
  const tokens = text.trim().match(/<[^>]+>|[^<]+/g)
  if (tokens === null || !text.trim().startsWith('<')) return text
  const lines: string[] = []
  let depth = 0
  let open = false
  for (const token of tokens) {
    if (token.startsWith('</')) {
      depth -= 1
      if (open) lines.push(`${lines.pop() ?? ''}${token}`)
      else lines.push(indent(depth) + token)
      open = false
    } else if (token.startsWith('<')) {
      lines.push(indent(depth) + token)
      open = !/^<[?!]|\/>$/.test(token)
      if (open) depth += 1
    } else if (open) lines.push(`${lines.pop() ?? ''}${token}`)
  }
  return lines.join('\n')
}

const indent = (depth: number) => '  '.repeat(Math.max(0, depth))
