/**
 * What nobody waits for lets go first what somebody waits for. All objects of an isolate share one
 * processor: without this the board would hear of the first calls of a burst before the last of them
 * are on screen.
 * @module
 */

/** A timer that comes so late has waited for the processor, and others do. */
const LATE_MS = 10

/** A late timer speaks for all objects of the isolate, for so long. */
const BUSY_MS = 200

/** While the processor is busy, it is looked at again this often, on average. */
const LOOK_MS = 600

/** Longer than the largest burst that was measured; a floor that never rests gets its news, too. */
const MOST_LOOKS = 8

/** When a timer came late, in milliseconds since 1970: the same for all objects of the isolate. */
let lateAt = 0

/**
 * Calls back after some milliseconds, or later if the processor is busy then.
 * @returns what calls it off
 */
export function inALull(ms: number, then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  let looks = 0
  const wait = (pause: number) => {
    const due = Date.now() + pause
    timer = setTimeout(() => look(due), pause)
  }
  const look = (due: number) => {
    const now = Date.now()
    if (now - due >= LATE_MS) lateAt = now
    // A clock that is set back does not make anybody busy.
    if (Math.abs(now - lateAt) >= BUSY_MS || ++looks > MOST_LOOKS) then()
    // Not all at the same moment: they would be a burst themselves.
    else wait(LOOK_MS * (0.5 + Math.random()))
  }
  wait(ms)
  return () => clearTimeout(timer)
}
