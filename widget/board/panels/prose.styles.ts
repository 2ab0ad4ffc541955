/**
 * What is only read in the board's parts: hints and lists. Plain text, without Lit.
 * @module
 */

/** Hints and lists. */
export const PROSE = /* css */ `
  ul {
    margin: 0;
    padding: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    max-inline-size: 40rem;
    color: var(--_muted);
    font-size: 0.8667em;
  }
`
