import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SERVICES } from '../../shared/predictive-service.ts'
import { CONVERSATION } from './conversation.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The operations that the documentation's PHP calls; updateRatio's sample PHP itself refuses. */
const DOCUMENTED = new Set(
  [...read('../samples/documentation-php.txt').matchAll(/Client->(\w+)\(/g)].map(
    ([, name]) => name,
  ),
)

/** Which peers called an operation, a cell per column of the table. */
function row(operation: string): string {
  const said = CONVERSATION.some((line) => line.operation === operation)
  const documented = DOCUMENTED.has(operation) && operation !== 'updateRatio'
  const sampled = DOCUMENTED.has(operation)
  const cells = [said, said, said, documented, said, said, sampled].map((yes) =>
    yes ? 'yes' : '-',
  )
  return `| ${operation} | ${cells.join(' | ')} |`
}

test('docs/compatibility.md says which peer called which operation', () => {
  const document = read('../../docs/compatibility.md')
  const rows = Object.values(SERVICES).flatMap((operations) => Object.keys(operations).map(row))
  const written = document
    .split('\n')
    .map((line) => line.replace(/ +/g, ' '))
    .filter((line) => /^\| \w+ \| (yes|-) /.test(line))
  expect(written).toEqual(rows)
  const { devDependencies } = JSON.parse(read('../../package.json'))
  expect(document).toContain(`node-soap ${devDependencies.soap}`)
})
