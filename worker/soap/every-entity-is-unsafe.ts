/**
 * Bundled in the place of the package `is-unsafe`: lists of what is dangerous in a page, in SQL, in a
 * shell, which are a twelfth of the worker. The XML parser asks it about entities that a document
 * declares, and no document that declares anything reaches the parser (`markup.ts`).
 * @module
 */

/** What the parser asks to be compared with. */
export const HTML: readonly never[] = []
/** As {@link HTML}. */
export const XML: readonly never[] = []

/** Every declared entity is blocked. */
export const isUnsafe = () => true
