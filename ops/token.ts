/**
 * `npm run token -- --user ann --campaign 874100 --role supervisor`: mints a token with the
 * `SESSION_SECRET` of the environment, of `.env` or of `.dev.vars`. The token alone goes to standard
 * output, so that a script can take it.
 *
 * | option | what | default |
 * |---|---|---|
 * | `--user` | whose it is: the name in your CRM | |
 * | `--campaign` | a campaign's id; may be given again | |
 * | `--role` | `agent` or `supervisor` | `agent` |
 * | `--hours` | how long it lasts, at most 12 | 12 |
 * @module
 */

import { parseArgs } from 'node:util'
import { isGuestName, NO_GUEST } from '../shared/guest-names.ts'
import { LONGEST_TOKEN_SECONDS, mintToken } from '../worker/auth.ts'
import { complaintIn, settingsFrom } from './environment.ts'

const USAGE = 'npm run token -- --user NAME --campaign ID [--role agent|supervisor] [--hours 12]'

const MOST_HOURS = LONGEST_TOKEN_SECONDS / 3_600

function stop(sentence: string): never {
  console.error(`${sentence}\n${USAGE}`)
  process.exit(1)
}

function options() {
  try {
    return parseArgs({
      options: {
        user: { type: 'string' },
        campaign: { type: 'string', multiple: true },
        role: { type: 'string', default: 'agent' },
        hours: { type: 'string', default: String(MOST_HOURS) },
      },
    }).values
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

const { user = '', campaign: campaigns = [], role, hours } = options()
if (user === '' || user.length > 200) stop('--user is missing, or longer than 200 characters.')
if (isGuestName(user)) stop(NO_GUEST)
if (campaigns.length === 0) stop('--campaign is missing.')
for (const id of campaigns) if (!/^\d{1,19}$/.test(id)) stop(`"${id}" is no campaign id.`)
if (role !== 'agent' && role !== 'supervisor') stop('--role is agent or supervisor.')
if (!(Number(hours) > 0 && Number(hours) <= MOST_HOURS)) stop(`--hours is up to ${MOST_HOURS}.`)

try {
  const who = { userId: user, campaigns, role } as const
  const { token, expiresAt } = await mintToken(
    settingsFrom(process.env),
    who,
    Math.round(Number(hours) * 3_600),
  )
  console.log(token)
  console.error(`It ends at ${new Date(expiresAt).toISOString()}.`)
} catch (error) {
  const { setting, why } = complaintIn(error)
  stop(`${setting} ${why} It must be the one that the worker has.`)
}
