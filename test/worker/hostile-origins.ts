/**
 * What the hostile server tells the tests in workerd.
 * @module
 */

declare module 'vitest' {
  export interface ProvidedContext {
    /** The hostile server's origin. */
    readonly hostile: string
    /** The origin of a port where nobody listens. */
    readonly nobody: string
  }
}

export {}
