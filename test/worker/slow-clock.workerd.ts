/**
 * The production worker with a clock that loses time: `POST /clock?behind=MS`. Alarms ring by the
 * runtime's own clock, so that one for minutes ahead rings in seconds. A new process is on time.
 * @module
 */

import * as worker from '../../worker/index.ts'

export * from '../../worker/index.ts'

const realNow = Date.now.bind(Date)
let behind = 0
Date.now = () => realNow() - behind

type Given = Parameters<typeof worker.default.fetch>

export default {
  fetch: (...given: Given) => {
    const { pathname, searchParams } = new URL(given[0].url)
    if (pathname !== '/clock') return worker.default.fetch(...given)
    behind = Number(searchParams.get('behind'))
    return new Response()
  },
}
