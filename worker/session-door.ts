/**
 * The door of a session: which consoles are let in, what each may see, and which must go.
 * @module
 */

import type { CampaignSettings } from '../shared/campaign.ts'
import { ConsoleError } from '../shared/errors.ts'
import { type CommandType, PROTOCOL_VERSION } from '../shared/protocol.ts'
import type { SessionSnapshot } from '../shared/session.ts'
import { type Identity, isGuest, readToken } from './auth.ts'
import { checkAdmission } from './board/admission.ts'
import { BEGINNINGS } from './command-guard.ts'
import type { Env } from './env.ts'
import type { Session } from './session.ts'
import type { State } from './session-state.ts'
import { MOST_TABS, type OpenTab, type Tab, type Tabs } from './tabs.ts'

/** Guards one session's sockets. */
export class SessionDoor {
  readonly #tabs: Tabs
  readonly #session: Session
  readonly #env: Env

  constructor(tabs: Tabs, session: Session, env: Env) {
    this.#tabs = tabs
    this.#session = session
    this.#env = env
  }

  /**
   * Asks whether a console may come in.
   * @returns the campaign that its page named
   * @throws ConsoleError saying why not
   */
  async admit(tab: Tab): Promise<CampaignSettings> {
    const settings = checkAdmission(await this.#board(tab.campaignId).admit(tab))
    if (this.#tabs.isFull(MOST_TABS)) throw new ConsoleError('rate-limited')
    if (!this.#session.exists) return settings
    this.checkGuest(tab)
    const { phase, campaignId } = this.#session.state
    if (phase === 'signed-out' || campaignId === tab.campaignId) return settings
    // The session is going on in another campaign: the token must be good for that one, too.
    if (!tab.campaigns.includes(campaignId)) throw new ConsoleError('signed-in-elsewhere')
    checkAdmission(await this.#board(campaignId).admit(tab))
    return settings
  }

  /**
   * Somebody without the campaigns for which a supervisor has ended their token: a board is only asked
   * about its own, and here are calls of all.
   */
  narrowed<Who extends Identity>(who: Who): Who {
    const { revoked } = this.#session
    const campaigns = who.campaigns.filter((id) => who.issuedAt > (revoked.get(id) ?? 0))
    return { ...who, campaigns }
  }

  /**
   * Takes a new token for an open console, and greets it again.
   * @throws ConsoleError if the token is not good here
   */
  async renew(socket: WebSocket, token: string): Promise<void> {
    const { userId, campaignId } = this.#tabs.of(socket)
    const who = await readToken(this.#env, token)
    if (who.userId !== userId) throw new ConsoleError('token-invalid')
    if (!who.campaigns.includes(campaignId)) throw new ConsoleError('forbidden')
    checkAdmission(await this.#board(campaignId).admit(who))
    this.checkGuest(who)
    this.#tabs.update(socket, this.narrowed(who))
    this.greet(socket, who)
  }

  /**
   * A passcode lets nobody be somebody else: while a session goes on, a guest's token must be the
   * one that began it, or have been given for its agent id.
   * @throws ConsoleError `session-live`
   */
  checkGuest(who: Pick<Identity, 'userId' | 'tokenId'>): void {
    if (this.#isStranger(who)) throw new ConsoleError('session-live')
  }

  /** Whether a guest with this token may see the session as it is now. */
  knows(tokenId: string | undefined): boolean {
    const { state, guests } = this.#session
    return state.phase === 'signed-out' || guests.knows(tokenId)
  }

  /** A command was taken: a guest's that begins a session makes it theirs. */
  noteBeginning({ phase }: State, command: CommandType, who: Identity): void {
    if (phase === 'signed-out' && BEGINNINGS.has(command) && isGuest(who)) {
      this.#session.guests.begin(who.tokenId)
      // What the last guest of that name has left behind is none of this one's business.
      this.#session.tabKey.renew()
      for (const { socket, tab } of this.#tabs.open()) this.greet(socket, tab)
    }
  }

  /** The first words on a socket, and after each new token. */
  greet(socket: WebSocket, who: Pick<Identity, 'userId' | 'tokenId' | 'expiresAt'>): void {
    const { guests, tabKey } = this.#session
    // Anybody may come in by a guest's name: until they have begun or joined, they get no key.
    const isOwn = !isGuest(who) || guests.has(who.tokenId)
    this.#tabs.send(socket, {
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      expiresAt: who.expiresAt,
      ...(isOwn && { key: tabKey.get() }),
    })
  }

  /** The consoles that may see the session as it is now, the last used first. */
  present(now: number): OpenTab[] {
    const sees = (tab: Tab) => this.#knows(tab) && !this.#isStranger(tab) && !this.#isOver(tab, now)
    return this.#tabs.byUse().filter(({ tab }) => sees(tab))
  }

  /** What one of them may see: of other campaigns' calls only those its token is good for. */
  static show(common: Omit<SessionSnapshot, 'role'>, { role, campaigns }: Tab): SessionSnapshot {
    const unsent = common.unsent.filter(({ call }) => campaigns.includes(call.campaignId))
    return { ...common, unsent, role }
  }

  /** Closes the consoles that may see nothing any more. */
  sweep(now: number): void {
    const live = this.#session.state.phase !== 'signed-out'
    for (const { socket, tab } of this.#tabs.open()) {
      if (this.#isOver(tab, now)) this.#tabs.refuse(socket, new ConsoleError('token-expired'))
      else if (this.#isStranger(tab)) this.#tabs.refuse(socket, new ConsoleError('session-live'))
      else if (live && !this.#knows(tab)) {
        this.#tabs.refuse(socket, new ConsoleError('signed-in-elsewhere'))
      }
    }
  }

  /** A supervisor has ended this user's tokens for a campaign: those made until `since`. */
  revoke(campaignId: string, since: number): void {
    this.#session.revoked.put(campaignId, since)
    for (const { socket, tab } of this.#tabs.open()) {
      if (tab.issuedAt > since) continue
      if (tab.campaignId === campaignId) {
        this.#tabs.refuse(socket, new ConsoleError('token-revoked'))
      } else this.#tabs.update(socket, this.narrowed(tab))
    }
  }

  #isStranger(who: Pick<Identity, 'userId' | 'tokenId'>): boolean {
    return isGuest(who) && !this.knows(who.tokenId)
  }

  /** Whether a token is good for the campaign that the session is in. */
  #knows({ campaigns }: Tab): boolean {
    return campaigns.includes(this.#session.state.campaignId)
  }

  /** A call does not end with a token, but the next one is for somebody who is signed in. */
  #isOver({ expiresAt }: Tab, now: number): boolean {
    const { phase, since } = this.#session.state
    return now >= expiresAt && !(phase === 'on-call' && since < expiresAt)
  }

  #board(campaignId: string) {
    return this.#env.CAMPAIGN_BOARD.getByName(campaignId)
  }
}
