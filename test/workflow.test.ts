import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const FOLDER = '.github/workflows'
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What follows a key, in each line that begins with it. */
const valuesOf = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`^[ -]*${key}: *(.*)$`, 'gm'))].map(([, value = '']) => value)

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const workflow = readFileSync(`${FOLDER}/${name}`, 'utf8')

  it('runs what others wrote by the hash of a commit, its version beside it', () => {
    const used = valuesOf(workflow, 'uses')
    expect(used.length).toBeGreaterThan(0)
    for (const action of used)
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it('may read, and nothing else, and is given no secret', () => {
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n\n/m)
    expect(valuesOf(workflow, 'permissions')).toHaveLength(1)
    expect(valuesOf(workflow, 'persist-credentials')).toEqual(['false'])
    expect(workflow).not.toMatch(
      /pull_request_target|secrets\.|github\.token|\$\{\{ *github\.event/,
    )
  })

  it('runs commands that are there, on the oldest Node that is promised', () => {
    const [oldest = ''] = /\d+/.exec(engines.node) ?? []
    expect(valuesOf(workflow, 'container')).toEqual([expect.stringMatching(`^node:${oldest}-`)])
    const commands = valuesOf(workflow, 'run')
    expect(commands).toEqual(['.ci/run'])
    for (const command of commands) accessSync(command, constants.X_OK)
    const [, script = ''] =
      /^exec npm (?:run )?([\w:]+)$/m.exec(readFileSync('.ci/run', 'utf8')) ?? []
    expect(scripts).toHaveProperty(script)
  })
})
