/**
 * Bundled in the place of `@nodable/entities`, which the XML parser brings along: references are
 * decoded in `text.ts`, and the parser is told to leave them as they are.
 * @module
 */

/** Names that the parser would know; it asks for none. */
export const XML: Readonly<Record<string, string>> = {}
/** As {@link XML}. */
export const COMMON_HTML = { ...XML }
/** As {@link XML}. */
export const CURRENCY = { ...XML }

/** What becomes of an entity that a document declares: none gets as far as the parser (`markup.ts`). */
export const ENTITY_ACTION: Readonly<Record<string, string>> = {}

/** What the parser tells with each document, whatever is in it. */
export class EntityDecoder {
  reset(): void {}

  setXmlVersion(): void {}
}
