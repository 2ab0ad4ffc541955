/**
 * What a host page hears of the board.
 * @module
 */

/**
 * A campaign was created here. The token is the supervisor's own with the new campaign in it; a
 * back end that mints tokens should name the campaign from now on.
 */
export class CampaignCreatedEvent extends Event {
  readonly campaign: string
  readonly token: string

  constructor(campaign: string, token: string) {
    super('campaign-created', { bubbles: true, composed: true })
    this.campaign = campaign
    this.token = token
  }
}

declare global {
  /** What `HTMLElementEventMap`, `DocumentEventMap` and `WindowEventMap` have in common. */
  interface GlobalEventHandlersEventMap {
    'campaign-created': CampaignCreatedEvent
  }
}
