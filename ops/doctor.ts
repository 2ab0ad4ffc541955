/**
 * `npm run doctor -- https://console.example --campaign 874100 --origin https://crm.example`:
 * looks a deployed worker and its dialer over, without ringing a phone, and says what is wrong and
 * how to mend it. Exits with 1 if something is.
 *
 * | option | what | default |
 * |---|---|---|
 * | `--campaign` | a campaign of your dialer account | `1` |
 * | `--origin` | an origin whose pages embed the console; may be given again | those of the worker |
 * | `--token` | a supervisor's token for the campaign | minted with `SESSION_SECRET`, if it is set |
 * @module
 */

import { parseArgs } from 'node:util'
import { mintToken } from '../worker/auth.ts'
import { complaintIn, settingsFrom } from './environment.ts'
import { examine, type Finding } from './examination.ts'

const USAGE = 'npm run doctor -- URL [--campaign ID] [--origin ORIGIN]... [--token TOKEN]'

/** As long as an examination takes, and then some. */
const TOKEN_SECONDS = 300

const MARKS = { well: '✓', ill: '✗', unknown: '?' } as const

function stop(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`)
  process.exit(1)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        campaign: { type: 'string', default: '1' },
        origin: { type: 'string', multiple: true, default: [] },
        token: { type: 'string' },
      },
    })
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

/** A token of our own, where the secret is at hand. */
async function mint(campaign: string): Promise<string | null> {
  const settings = settingsFrom(process.env)
  if (settings.SESSION_SECRET === undefined) return null
  const who = { userId: 'doctor', campaigns: [campaign], role: 'supervisor' } as const
  try {
    return (await mintToken(settings, who, TOKEN_SECONDS)).token
  } catch (error) {
    const { setting, why } = complaintIn(error)
    return stop(`${setting} ${why} It must be the one that the worker has.`)
  }
}

function show({ about, state, says, mend }: Finding): void {
  console.log(`${MARKS[state]} ${about}: ${says}`)
  if (mend) console.log(`  ${mend}`)
}

const { positionals, values } = readArguments()
const url = URL.parse(positionals[0] ?? '')
if (url === null || !/^https?:$/.test(url.protocol)) {
  stop('Which worker? Its address is missing; it begins with https://.')
}
const { campaign, origin: origins } = values
if (!/^\d{1,19}$/.test(campaign)) stop(`"${campaign}" is no campaign id.`)
const token = values.token ?? (await mint(campaign))

let ill = 0
let unknown = 0
for await (const finding of examine({ url, campaign, token, origins })) {
  show(finding)
  if (finding.state === 'ill') ill += 1
  if (finding.state === 'unknown') unknown += 1
}
const sound = unknown === 0 ? 'Nothing is wrong.' : 'Nothing is wrong in what could be seen.'
console.log(ill === 0 ? `\n${sound}` : `\n${ill} to mend.`)
process.exitCode = ill === 0 ? 0 : 1
