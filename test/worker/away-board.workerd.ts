/**
 * The production worker with campaigns that cannot be reached: `POST /away?yes=1`, until `yes=0`.
 * @module
 */

import * as worker from '../../worker/index.ts'

export * from '../../worker/index.ts'

let away = false

/** The campaign's object, when it can be reached. */
export class CampaignBoard extends worker.CampaignBoard {
  override admit(...given: Parameters<worker.CampaignBoard['admit']>) {
    if (away) throw new Error('away')
    return super.admit(...given)
  }
}

type Given = Parameters<typeof worker.default.fetch>

export default {
  fetch: (...given: Given) => {
    const { pathname, searchParams } = new URL(given[0].url)
    if (pathname !== '/away') return worker.default.fetch(...given)
    away = searchParams.get('yes') === '1'
    return new Response()
  },
}
