/**
 * Every agent of the campaign as their session last told it.
 * @module
 */

import type { Presence, RosterRow } from '../../shared/board.ts'
import type { Today } from '../../shared/session.ts'
import { earliest } from '../deadlines.ts'

/** Somebody who went home is shown until the next day. */
const GONE_MS = 18 * 3_600_000

const DAY_MS = 86_400_000

/** Rows are deleted by the hour, not one by one. */
const PRUNE_EVERY_MS = 3_600_000

/**
 * More than the largest call centres have. Each agent costs an object and a wait, so somebody who
 * has found out a passcode must not open sessions without end.
 */
export const MOST_AGENTS = 2_000

/**
 * The most rows: all who are here, and as many who went home. Of a day with more shifts than that,
 * those who went first are shown no longer, and nobody is refused.
 */
const MOST_ROWS = 2 * MOST_AGENTS

/** An agent as they are kept; one who moved to another campaign has no presence here. */
interface Row {
  readonly userId: string
  /** The number of the last news of them. */
  readonly seq: number
  readonly heardAt: number
  readonly presence: Presence | null
  readonly lastAgentId: string | null
}

/**
 * The table `roster`. All of it is in memory too, and what is asked with every news is counted as it
 * changes: in a burst, a thousand agents have news at once.
 */
export class Roster {
  readonly #sql: SqlStorage
  readonly #rows = new Map<string, Row>()
  #signedIn = 0
  /** Nobody has been gone for longer; null when nobody is gone. Who came back may have been it. */
  #goneSince: number | null = null

  constructor(sql: SqlStorage) {
    this.#sql = sql
    for (const { presence, ...row } of sql.exec<{
      userId: string
      seq: number
      heardAt: number
      presence: string | null
      lastAgentId: string | null
    }>(
      `SELECT user_id AS userId, seq, heard_at AS heardAt, presence, last_agent_id AS lastAgentId
       FROM roster`,
    )) {
      this.#keep({ ...row, presence: presence === null ? null : JSON.parse(presence) })
    }
  }

  /** The number of the last news of a user; 0 for none. */
  heard(userId: string): number {
    return this.#rows.get(userId)?.seq ?? 0
  }

  /** The agent id that a user has by the last news; null for none. */
  agentIdOf(userId: string): string | null {
    return this.#rows.get(userId)?.presence?.agentId ?? null
  }

  /**
   * News up to this number has been taken.
   * @param presence where the agent is, null when they work on another campaign now; undefined when
   * the news does not say
   */
  hear(userId: string, seq: number, presence: Presence | null | undefined, now: number): void {
    const known = this.#rows.get(userId)
    const row: Row = {
      userId,
      seq,
      heardAt: now,
      presence: presence === undefined ? (known?.presence ?? null) : presence,
      lastAgentId: presence?.agentId ?? known?.lastAgentId ?? this.#workedAs(userId, now),
    }
    // Whoever had a page open and no phone up leaves nothing to show: names are free to invent.
    if (presence !== undefined && onlyLooked(row)) {
      this.#forget(userId)
      return
    }
    this.#sql.exec(
      `INSERT OR REPLACE INTO roster (user_id, seq, heard_at, presence, last_agent_id)
       VALUES (?, ?, ?, ?, ?)`,
      userId,
      seq,
      now,
      row.presence && JSON.stringify(row.presence),
      row.lastAgentId,
    )
    this.#keep(row)
    if (this.#rows.size > MOST_ROWS) this.#forgetOldest()
  }

  /** Whether there is no room for a user who is not here yet. */
  isFullFor(userId: string): boolean {
    const here = this.#here()
    return here.length >= MOST_AGENTS && !here.some((row) => row.userId === userId)
  }

  /** Forgets who went home long ago. */
  prune(now: number): void {
    for (const { userId, heardAt } of this.#gone()) {
      if (heardAt < now - GONE_MS) this.#forget(userId)
    }
    this.#goneSince = earliest(...this.#gone().map(({ heardAt }) => heardAt))
  }

  /** When the next agent may have been gone that long. */
  nextPrune(): number | null {
    return this.#goneSince === null ? null : this.#goneSince + GONE_MS + PRUNE_EVERY_MS
  }

  /** Everybody who is on this campaign, by user. */
  all(now: number): RosterRow[] {
    return [...this.#rows.values()]
      .flatMap(({ userId, lastAgentId, presence }) =>
        presence
          ? [{ userId, lastAgentId, ...presence, today: stillToday(presence.today, now) }]
          : [],
      )
      .sort((a, b) => (a.userId < b.userId ? -1 : 1))
  }

  /** Since when nobody is signed in; null while somebody is, or if nobody ever was. */
  emptySince(): number | null {
    if (this.#signedIn > 0) return null
    return [...this.#rows.values()].map(leftAt).reduce(latest, null)
  }

  /** Whoever has a page open or a phone up: a change of the campaign concerns them. */
  users(): string[] {
    return this.#here().map(({ userId }) => userId)
  }

  #keep(row: Row): void {
    const before = this.#rows.get(row.userId)
    this.#signedIn += Number(isSignedIn(row)) - Number(before !== undefined && isSignedIn(before))
    if (isGone(row)) this.#goneSince = earliest(this.#goneSince, row.heardAt)
    this.#rows.set(row.userId, row)
  }

  #forget(userId: string): void {
    const row = this.#rows.get(userId)
    this.#signedIn -= Number(row !== undefined && isSignedIn(row))
    this.#sql.exec('DELETE FROM roster WHERE user_id = ?', userId)
    this.#rows.delete(userId)
  }

  /** The agent id of a user's last call: while the board was away they may have come and gone. */
  #workedAs(userId: string, now: number): string | null {
    const [call] = this.#sql
      .exec<{ agentId: string }>(
        `SELECT json_extract(call, '$.agentId') AS agentId FROM calls
         WHERE user_id = ? AND opened_at > ? ORDER BY opened_at DESC LIMIT 1`,
        userId,
        now - GONE_MS,
      )
      .toArray()
    return call?.agentId ?? null
  }

  #forgetOldest(): void {
    const [oldest] = this.#gone().sort((a, b) => a.heardAt - b.heardAt)
    if (oldest) this.#forget(oldest.userId)
  }

  #here(): Row[] {
    return [...this.#rows.values()].filter((row) => !isGone(row))
  }

  #gone(): Row[] {
    return [...this.#rows.values()].filter(isGone)
  }
}

/** Whoever went home tells nothing when their day is over. */
function stillToday(today: Today, now: number): Today {
  const { from } = today
  return from === undefined || now < from + DAY_MS ? today : { from, calls: 0, handleSeconds: 0 }
}

const isSignedIn = ({ presence }: Row) => presence !== null && presence.phase !== 'signed-out'

/** Signed out without a page open, or on another campaign. */
function isGone({ presence }: Row): boolean {
  return presence === null || (presence.phase === 'signed-out' && !presence.console)
}

/** When somebody signed out, or went to another campaign; null for who never had an agent id here. */
const leftAt = ({ presence, lastAgentId, heardAt }: Row) =>
  lastAgentId === null ? null : (presence?.since ?? heardAt)

/** Gone, without having had an agent id here. */
const onlyLooked = (row: Row) => isGone(row) && row.lastAgentId === null

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
