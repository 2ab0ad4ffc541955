/**
 * What an answer to getAgentStats, or the lack of one, says about the dialer.
 * @module
 */

import type { Diagnosis, DialerHealth } from '../shared/diagnosis.ts'
import type { Finding } from './examination.ts'

type Failure = Extract<DialerHealth, { answers: false }>['why']

/** What each failure means to an owner. */
const MEANS: Readonly<Record<Failure, { readonly says: string; readonly mend: string }>> = {
  fault: {
    says: 'The dialer answers, and refuses.',
    mend: 'Is DIALER_KEY the key of this account, and the campaign one of its own?',
  },
  unreachable: {
    says: 'The dialer cannot be reached.',
    mend: 'Is DIALER_URL right, and may this worker reach it? On Cloudflare it needs a public address.',
  },
  lost: {
    says: 'Something on the way to the dialer gave up.',
    mend: 'Look at the proxies before it, and at its own log.',
  },
  timeout: {
    says: 'The dialer did not answer in time.',
    mend: 'Look at its load and its log.',
  },
  unreadable: {
    says: 'What answers at DIALER_URL is no PredictiveService.',
    mend: 'The address is the service’s own, not its WSDL’s and not a sign-in page’s.',
  },
  'refused-input': {
    says: 'The campaign’s id cannot be sent.',
    mend: 'Give another one with --campaign.',
  },
}

/** The findings on the dialer. */
export function* dialerFinding({ dialer, delivery }: Diagnosis): Generator<Finding> {
  if (dialer.answers) {
    const says = `It takes the key: getAgentStats answered in ${dialer.ms} ms, ${dialer.agents} agents.`
    yield { about: 'dialer', state: 'well', says }
  } else {
    const { says, mend } = MEANS[dialer.why]
    const words = dialer.words === null ? '' : ` It says: “${dialer.words}”`
    const status = dialer.status === null ? '' : ` (HTTP ${dialer.status})`
    yield { about: 'dialer', state: 'ill', says: says + status + words, mend }
  }
  const promise =
    delivery === 'repeat'
      ? 'a connected call is told again when asked, so that none goes unseen.'
      : 'a call is lost to the console if the connection carrying the wait is lost.'
  yield { about: 'delivery', state: 'well', says: `DIALER_DELIVERY=${delivery}: ${promise}` }
}
