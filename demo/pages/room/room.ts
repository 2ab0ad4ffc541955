/**
 * The room that this browser's windows are in. All of them share it; another browser has another.
 * @module
 */

import { SPRING_RENEWALS } from '../../dialer/spring-renewals.ts'
import { FIRST_STORY, type StoryName } from '../../stage/stories.ts'

/** Where the windows of one browser look it up. */
const KEEP = 'agent-console-demo-room'

/**
 * The campaign of the room; the first window opens one. `?campaign=` leads elsewhere; with `?speed=`
 * the stories that begin here go faster, up to eight times; with `?by=hand` what goes wrong waits.
 */
export const room: Promise<string> = findRoom()

async function findRoom(): Promise<string> {
  const asked = new URLSearchParams(location.search).get('campaign')
  if (asked !== null) return asked
  // Two windows opened at once shall not end up in two rooms.
  return navigator.locks.request(KEEP, async () => {
    const kept = localStorage.getItem(KEEP)
    return kept !== null && (await isThere(kept)) ? kept : openRoom(FIRST_STORY)
  })
}

async function isThere(campaign: string): Promise<boolean> {
  return (await fetch(`/demo/stage?campaign=${campaign}`)).ok
}

async function openRoom(story: StoryName): Promise<string> {
  const wishes = new URLSearchParams(location.search)
  const telling = { speed: wishes.get('speed') ?? '1', by: wishes.get('by') ?? 'itself' }
  const asked = new URLSearchParams({ story, ...telling })
  const answer = await fetch(`/demo/rooms?${asked}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`No room was opened: ${answer.status}`)
  const { campaign } = await answer.json()
  localStorage.setItem(KEEP, campaign)
  return campaign
}

/**
 * Begins a story from its beginning, in a new room; every window of this browser follows.
 * @throws when the worker opens none
 */
export async function begin(story: StoryName): Promise<void> {
  // A first room that is still being opened would become the windows' room after this one.
  await room
  await openRoom(story)
  beginHere()
}

/** Loads the page anew, without the record that was open before. */
function beginHere(): void {
  location.replace(location.pathname + location.search)
}

window.addEventListener('storage', ({ key, newValue }) => {
  if (key === KEEP && newValue !== null) beginHere()
})

/** Whether the campaign is a room's, with a stage to look at. */
export function hasStage(campaign: string): boolean {
  return campaign.length > SPRING_RENEWALS.length
}
