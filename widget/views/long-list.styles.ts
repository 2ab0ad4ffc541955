/**
 * How a long list looks; it comes with its file.
 * @module
 */

/** The text of a style sheet. */
export const LONG_LIST_STYLES = /* css */ `
  .long {
    max-block-size: 13em;
    margin-block-start: var(--_2);
    overflow-y: auto;
    border: 1px solid var(--_rule);
    border-radius: var(--_radius);
    padding: var(--_1);
    gap: 0;
  }
  .long .choice {
    flex-basis: 100%;
  }
  .long .choice span {
    min-block-size: 2em;
    border-color: transparent;
    justify-content: space-between;
  }
`
