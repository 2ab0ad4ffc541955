/**
 * What the owner decides about a campaign. The dialer knows its numbers and its ratio; everything
 * here is ours, because the SOAP API cannot be asked for it.
 * @module
 */

/** What a choice says about the call, for figures and marks; a choice may carry none. */
export const MEANINGS = ['contact', 'sale', 'callback', 'do-not-call'] as const

/** One of {@link MEANINGS}. */
export type Meaning = (typeof MEANINGS)[number]

/** One choice of a disposition list. */
export interface Choice {
  /** What the agent sees and the dialer stores. */
  readonly value: string
  readonly meaning?: Meaning | undefined
}

/** A named list of choices, of which an agent picks one. */
export interface DispositionList {
  /** The list's label, unique within the campaign. */
  readonly name: string
  readonly choices: readonly Choice[]
}

/** How a question is answered. */
export const QUESTION_KINDS = ['text', 'choice', 'number'] as const

/** One of {@link QUESTION_KINDS}. */
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** Something an agent is to ask, or to note. */
export interface Question {
  /** Unique within the campaign; the answer is kept and sent under it. */
  readonly label: string
  readonly kind: QuestionKind
  /** For `choice`: what can be answered. */
  readonly choices?: readonly string[] | undefined
  /** Whether a finish needs an answer. */
  readonly required: boolean
}

/** A campaign as consoles and supervisors know it. */
export interface CampaignSettings {
  /** A 64-bit integer; a string, because a JavaScript number would round it. */
  readonly id: string
  readonly name: string
  /**
   * One list: its bare choice is stored. Several: a JSON object, list name to choice, in this order.
   */
  readonly dispositionLists: readonly DispositionList[]
  /** Whether a finish needs a choice from every list. */
  readonly dispositionRequired: boolean
  /** Labels for the columns that follow the phone number in the campaign's numbers. */
  readonly columns: readonly string[]
  /** Whether the campaign has a recording that can be left on an answering machine. */
  readonly canLeaveMessage: boolean
  /**
   * Whether it was last started or stopped here, and when; absent if it never was. Somebody may
   * have done otherwise elsewhere, and the dialer cannot be asked.
   */
  readonly dialling?: { readonly running: boolean; readonly at: number } | undefined
  readonly questions?: readonly Question[] | undefined
  /** What agents say: plain text, with the fields of the call in braces, as in `Hello {name}`. */
  readonly script?: string | undefined
}
