/**
 * The demo's Worker: the production worker, untouched, with the embedded dialer beside it and a
 * stand-in for the CRM's back end.
 * @module
 */

import { ConsoleError } from '../shared/errors.ts'
import { mintToken } from '../worker/auth.ts'
import app from '../worker/index.ts'
import { asConsoleError, problem } from '../worker/problem.ts'
import { demoCampaign } from './campaign.ts'
import { SPRING_RENEWALS } from './dialer/spring-renewals.ts'
import { checkVisitor, isPublic, type PublicEnv } from './limits.ts'
import { floorOf, isRoom, newRoom, userIn } from './stage/rooms.ts'
import type { StageEnv } from './stage/show.ts'
import { campaignIn } from './stage/soap-text.ts'
import type { DemoStage } from './stage/stage.ts'
import { FIRST_STORY, isStory } from './stage/stories.ts'

export { AgentSession, CampaignBoard, MarkedNumbers, Tally } from '../worker/index.ts'
export { DialerFloor } from './dialer/dialer-floor.ts'
export { DemoStage } from './stage/stage.ts'

interface DemoEnv extends StageEnv, PublicEnv {
  readonly DEMO_STAGE: DurableObjectNamespace<DemoStage>
}

/** How long the demo lets somebody in. */
const TOKEN_SECONDS = 3_600

/** Faster, and the dialer's empty answers come so soon that the worker takes them for trouble. */
const FASTEST = 8

/** A user's name, as a CRM might have it. */
const USER = /^[\w.@-]{1,100}$/

type Route = (request: Request, env: DemoEnv, url: URL) => Promise<Response>

/** What is not the production worker's, by the beginning of the path. */
const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/^\/service\//, dial],
  [/^\/demo\/phone$/, (request, env, url) => floor(env, campaignOf(url)).fetch(request)],
  [/^\/demo\/floor\//, (request, env) => floor(env, SPRING_RENEWALS).fetch(request)],
  [/^\/demo\/rooms$/, openRoom],
  [/^\/demo\/stage$/, stage],
  [/^\/demo\/token$/, token],
]

export default {
  async fetch(request, env, ctx): Promise<Response> {
    const url = new URL(request.url)
    const [, route] = ROUTES.find(([path]) => path.test(url.pathname)) ?? []
    try {
      await checkVisitor(request, env)
      return await (route ? route(request, env, url) : app.fetch(request, env, ctx))
    } catch (error) {
      return problem(asConsoleError(error))
    }
  },
  /** Every night: what visitors have created is forgotten, and no id of theirs is given again. */
  async scheduled({ scheduledTime }, env): Promise<void> {
    await floor(env, SPRING_RENEWALS).fetch('http://floor/demo/floor/reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lastCampaign: Math.floor(scheduledTime / 1_000) }),
    })
  },
} satisfies ExportedHandler<DemoEnv>

const floor = (env: DemoEnv, campaignId: string) => env.DIALER_FLOOR.getByName(floorOf(campaignId))

const campaignOf = (url: URL) => url.searchParams.get('campaign') ?? SPRING_RENEWALS

/** To the dialer; a room's requests go over its stage, where they can be seen. */
async function dial(request: Request, env: DemoEnv): Promise<Response> {
  if (request.method !== 'POST') return floor(env, SPRING_RENEWALS).fetch(request)
  const body = await request.text()
  const passed = new Request(request, { body })
  const campaignId = campaignIn(body) ?? SPRING_RENEWALS
  const to = isRoom(campaignId) ? env.DEMO_STAGE.getByName(campaignId) : floor(env, campaignId)
  return to.fetch(passed)
}

/** A room in which a story begins. */
async function openRoom(request: Request, env: DemoEnv, url: URL): Promise<Response> {
  if (request.method !== 'POST') throw new ConsoleError('not-found')
  const story = url.searchParams.get('story') ?? FIRST_STORY
  if (!isStory(story)) throw new ConsoleError('bad-request', { field: 'story' })
  const speed = Number(url.searchParams.get('speed') ?? 1)
  if (!(speed >= 1 && speed <= FASTEST)) throw new ConsoleError('bad-request', { field: 'speed' })
  const byHand = url.searchParams.get('by') === 'hand'
  const campaignId = newRoom()
  await register(env, campaignId)
  await env.DEMO_STAGE.getByName(campaignId).begin({
    campaignId,
    origin: url.origin,
    story,
    speed,
    byHand,
  })
  return answer({ campaign: campaignId })
}

/** A room's pages hear what happens on its stage. */
async function stage(request: Request, env: DemoEnv, url: URL): Promise<Response> {
  const campaignId = campaignOf(url)
  const stage = env.DEMO_STAGE.getByName(campaignId)
  if (!isRoom(campaignId) || !(await stage.exists())) throw new ConsoleError('not-found')
  if (request.headers.get('upgrade') === 'websocket') return stage.fetch(request)
  return answer({ campaign: campaignId })
}

/** What a CRM's back end does for a signed-in user; the demo believes any name. */
async function token(_request: Request, env: DemoEnv, url: URL): Promise<Response> {
  const user = url.searchParams.get('user') ?? ''
  const role = url.searchParams.get('role') ?? 'agent'
  if (!USER.test(user)) throw new ConsoleError('bad-request', { field: 'user' })
  if (role !== 'agent' && role !== 'supervisor') {
    throw new ConsoleError('bad-request', { field: 'role' })
  }
  const campaignId = campaignOf(url)
  if (campaignId === SPRING_RENEWALS) await register(env, campaignId)
  // A stranger gets into no room but one whose number they were given.
  if (isPublic(env) && !isRoom(campaignId)) throw new ConsoleError('forbidden')
  const who = { userId: userIn(campaignId, user), campaigns: [campaignId], role } as const
  return answer(await mintToken(env, who, TOKEN_SECONDS))
}

/** The console's worker has to know a campaign before anybody can work on it. */
async function register(env: DemoEnv, campaignId: string): Promise<void> {
  const board = env.CAMPAIGN_BOARD.getByName(campaignId)
  if ((await board.settings()) !== null) return
  const { settings, passcode } = demoCampaign(campaignId)
  await board.register(settings, passcode)
}

function answer(body: object): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}
