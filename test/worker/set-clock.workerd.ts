/**
 * The production worker with a clock that can be set: `POST /clock?ahead=MS`. Alarms ring and time
 * limits end at the moments of that clock.
 * @module
 */

import * as worker from '../../worker/index.ts'

export * from '../../worker/index.ts'

const realNow = Date.now.bind(Date)
/** How far the clock is ahead, in milliseconds. */
let ahead = 0
Date.now = () => realNow() + ahead

/** What is shorter is no time limit, and goes by the real clock. */
const SHORTEST_LIMIT_MS = 10_000
const LOOK_MS = 10

const realTimeout = setTimeout
/** A timer is looked after where it was set: one object may not act for another. */
const byTheClock = (then: () => void, ms = 0): ReturnType<typeof setTimeout> => {
  if (ms < SHORTEST_LIMIT_MS) return realTimeout(then, ms)
  const due = Date.now() + ms
  const timer = setInterval(() => {
    if (Date.now() < due) return
    clearInterval(timer)
    then()
  }, LOOK_MS)
  return timer
}
Object.assign(globalThis, { setTimeout: byTheClock })

type Given = ConstructorParameters<typeof worker.CampaignBoard>

function setAlarms({ storage }: DurableObjectState): void {
  const set = storage.setAlarm.bind(storage)
  storage.setAlarm = (at) => set(Number(at) - ahead)
}

/** An agent's session, by the clock that was set. */
export class AgentSession extends worker.AgentSession {
  constructor(ctx: Given[0], env: Given[1]) {
    setAlarms(ctx)
    super(ctx, env)
  }
}

/** The campaign's object, by the clock that was set. */
export class CampaignBoard extends worker.CampaignBoard {
  constructor(ctx: Given[0], env: Given[1]) {
    setAlarms(ctx)
    super(ctx, env)
  }

  /** Sets the clock, and an alarm that waits. */
  async setClock(to: number): Promise<void> {
    const at = await this.ctx.storage.getAlarm()
    const due = at === null ? null : at + ahead
    ahead = to
    if (due !== null) await this.ctx.storage.setAlarm(due)
  }
}

export default {
  fetch: async (request: Request, env: Given[1], ctx: ExecutionContext) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/clock') return worker.default.fetch(request, env, ctx)
    const board = env.CAMPAIGN_BOARD.getByName(searchParams.get('campaign') ?? '')
    await (board as unknown as CampaignBoard).setClock(Number(searchParams.get('ahead')))
    return Response.json(Date.now())
  },
}
