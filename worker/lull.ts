/**
 * What nobody waits for lets go first what somebody waits for. All objects of an isolate share one
 * processor: without this the board would hear of the first calls of a burst before the last of them
 * are on screen.
 * @module
 */

/** The pops of a burst follow each other in a few milliseconds; a burst that pauses this long is over. */
const QUIET_MS = 100

/** Whether a burst is over is looked this often, on average. */
const LOOK_MS = 600

/** Longer than the largest burst that was measured; a floor that never rests gets its news, too. */
const MOST_LOOKS = 8

/** When somebody waited last, in milliseconds since 1970: the same for all objects of the isolate. */
let hurriedAt = 0

/** Somebody waits for what is done now. */
export function hurry(now: number): void {
  hurriedAt = now
}

/**
 * Calls back after some milliseconds, or later if a burst is on then.
 * @returns what calls it off
 */
export function inALull(ms: number, then: () => void): () => void {
  let looks = 0
  const look = () => {
    // A clock that is set back is no hurry.
    const quiet = Math.abs(Date.now() - hurriedAt) >= QUIET_MS
    if (quiet || ++looks > MOST_LOOKS) then()
    // Not all at the same moment: they would be a burst themselves.
    else timer = setTimeout(look, LOOK_MS * (0.5 + Math.random()))
  }
  let timer = setTimeout(look, ms)
  return () => clearTimeout(timer)
}
