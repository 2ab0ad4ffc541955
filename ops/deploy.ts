/**
 * `npm run deploy`: the worker to Cloudflare, with a list of what has to be there before and what is
 * to be done after.
 *
 * | option | what |
 * |---|---|
 * | `--dry-run` | checks and builds everything, and uploads nothing |
 * | `--var NAME:VALUE` | a setting beside those of wrangler.toml; may be given again |
 * | `--secrets-file FILE` | secrets to upload with the worker, as lines `NAME=value` |
 * @module
 */

import { existsSync, readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { unstable_readConfig } from 'wrangler'
import { HOW_TO_SET, type Settings } from '../worker/settings.ts'
import { buildAll, deploy, type Standing, standingOf } from './deployment.ts'
import { type Complaint, complaintsAbout, type SettingName, settingsFrom } from './environment.ts'

const CONFIG = 'wrangler.toml'

/** Stand for secrets that Cloudflare has already: good enough to check the rest. */
const ON_CLOUDFLARE: Settings = {
  SESSION_SECRET: 'kept by Cloudflare, and not to be read back',
  DIALER_KEY: 'kept by Cloudflare',
  FINISH_WEBHOOK_SECRET: btoa('kept by Cloudflare, and not to be read back'),
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        'dry-run': { type: 'boolean', default: false },
        var: { type: 'string', multiple: true, default: [] },
        'secrets-file': { type: 'string' },
      },
    }).values
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}

function readVars(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const [, name = '', value = ''] =
        /^(\w+):(.*)$/s.exec(each) ?? stop(`--var NAME:VALUE, not "${each}"`)
      return [name, value]
    }),
  )
}

function readSecrets(file: string | undefined): Record<string, string> {
  if (file === undefined) return {}
  if (!existsSync(file)) stop(`There is no file ${file}.`)
  const read = settingsFrom(parseEnv(readFileSync(file, 'utf8')))
  return Object.fromEntries(Object.entries(read).filter(([name]) => /SECRET|KEY/.test(name)))
}

/** What Cloudflare has of the worker; ends the program where it does not say. */
function lookUp(): Standing {
  try {
    return standingOf(CONFIG)
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : error}\n\nNothing was deployed.`)
  }
}

/** Kept by Cloudflare, never in a file that is committed. */
function neededSecrets({ FINISH_WEBHOOK_URL: webhook = '' }: Settings): readonly SettingName[] {
  const always = ['SESSION_SECRET', 'DIALER_KEY'] as const
  return webhook.trim() === '' ? always : [...always, 'FINISH_WEBHOOK_SECRET']
}

/** Secrets that neither this deployment brings nor Cloudflare has. */
function missingSecrets(
  needed: readonly SettingName[],
  brought: Readonly<Record<string, string>>,
): readonly Complaint[] {
  const { isThere, secrets } = lookUp()
  const why = isThere
    ? 'is not set on Cloudflare.'
    : 'is missing, and the worker is not there yet: bring all secrets with --secrets-file FILE.'
  return needed
    .filter((name) => brought[name] === undefined && !secrets.includes(name))
    .map((setting) => ({ setting, why }))
}

const options = readOptions()
const dryRun = options['dry-run']
const vars = readVars(options.var)
const secrets = readSecrets(options['secrets-file'])
const { vars: written } = unstable_readConfig({ config: CONFIG })
const settings = settingsFrom({ ...ON_CLOUDFLARE, ...written, ...vars, ...secrets })

const complaints = [
  ...complaintsAbout(settings, 'https://deployed.invalid'),
  ...(dryRun ? [] : missingSecrets(neededSecrets(settings), secrets)),
]
console.log('Before:')
for (const { setting, why } of complaints) {
  console.log(`✗ ${setting} ${why}\n  ${HOW_TO_SET[setting]}`)
}
if (complaints.length > 0) stop('\nNothing was deployed.')
console.log('✓ Every setting is there.')
console.log(
  dryRun ? '? Secrets on Cloudflare are not looked at in a dry run.\n' : '✓ So are the secrets.\n',
)

buildAll()
if (!deploy({ config: CONFIG, vars, secrets, dryRun }))
  stop('wrangler failed; its words are above.')
if (dryRun) console.log('\nThat was a dry run: nothing was deployed.')
console.log(`
After:
- Look it over:             npm run doctor -- https://ADDRESS --campaign ID --origin https://YOUR-CRM
- First supervisor's token: npm run token -- --user YOU --campaign ID --role supervisor
  (both need the worker's SESSION_SECRET, in the environment, .env or .dev.vars)
- Set the campaign up:      docs/dialer.md
- Put it into a page:       docs/embedding.md`)
