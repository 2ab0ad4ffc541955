/**
 * A supervisor's page, as somebody else would have written it: the board, the campaigns that were
 * created on it, and a console for when there is more to do than the agents can.
 * @module
 */

import type { CampaignCreatedEvent } from '../../widget/board/events.ts'
import { colleague, fetchToken } from './acme/colleague.ts'
import { begin, hasStage } from './room/room.ts'
import { stage } from './room/stage-line.ts'

/** Where a window keeps whether the supervisor takes calls. */
const KEEP_HELPING = 'agent-console-demo-helping'

/** How often the page looks at what the board shows, in milliseconds. */
const LOOK_MS = 1_000

const main = found('main')
const side = found('.side')
const helpOut = found('#help-out')
const campaigns = found('#campaigns')

function found(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`The page has no ${selector}`)
  return element
}

const sue = await colleague('sue@acme.example', 'supervisor')
found('#user').textContent = sue.user

/** The worker's token for a campaign that was created here names both. */
let given: string | null = null

const board = Object.assign(document.createElement('campaign-board'), {
  campaign: sue.campaign,
  getToken: () => given ?? fetchToken(sue),
})
main.append(board)

const phone = Object.assign(document.createElement('desk-phone'), {
  number: sue.phone,
  campaign: sue.campaign,
})
document.body.append(phone)

function help(on: boolean): void {
  phone.slim = !on
  side.hidden = !on
  helpOut.setAttribute('aria-expanded', String(on))
  if (on) sessionStorage.setItem(KEEP_HELPING, '')
  else sessionStorage.removeItem(KEEP_HELPING)
  if (on && side.firstChild === null) side.append(...telephone())
}

/** The console as any page has it: a script and a tag. */
function telephone(): HTMLElement[] {
  const script = Object.assign(document.createElement('script'), { src: 'agent-console.js' })
  script.type = 'module'
  const agent = Object.assign(document.createElement('agent-console'), {
    campaign: sue.campaign,
    // Whoever takes calls is an agent while doing so: the board is on the page already.
    getToken: () => fetchToken({ ...sue, role: 'agent' }),
  })
  return [script, agent]
}

/** One button per campaign of this window. */
function offer(id: string, name: string): void {
  const button = Object.assign(document.createElement('button'), { type: 'button' })
  button.append(name)
  button.addEventListener('click', () => show(id))
  button.dataset.campaign = id
  const item = document.createElement('li')
  item.append(button)
  campaigns.append(item)
}

function show(id: string): void {
  board.campaign = id
  for (const button of campaigns.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.campaign === id))
  }
}

function created({ campaign, token }: CampaignCreatedEvent): void {
  given = token
  if (campaigns.hidden) offer(sue.campaign, board.board?.campaign.name ?? sue.campaign)
  campaigns.hidden = false
  offer(campaign, campaign)
  show(campaign)
}

/** What the page shows of what the board knows. */
function look(): void {
  if (!board.board) return
  const { campaign, agents } = board.board
  const button = campaigns.querySelector(`[data-campaign="${campaign.id}"]`)
  if (button) button.textContent = campaign.name
  const filling = stage.scene?.story === 'colleagues'
  found('#empty').hidden = agents.length > 0 || filling || campaign.id !== sue.campaign
}
setInterval(look, LOOK_MS)

helpOut.addEventListener('click', () => help(side.hidden !== false))
found('#fill').addEventListener('click', () => void begin('colleagues'))
found('#fill').hidden = !hasStage(sue.campaign)
document.addEventListener('campaign-created', created)
help(sessionStorage.getItem(KEEP_HELPING) !== null)
