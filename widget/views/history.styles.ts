/**
 * How earlier calls look; it comes with their file.
 * @module
 */

/** The text of a style sheet. */
export const HISTORY_STYLES = /* css */ `
  .before {
    display: grid;
    gap: var(--_2);
    list-style: none;
    font-size: 0.9333em;
  }
  .before :is(h4, time, em) {
    color: var(--_muted);
    font-style: normal;
  }
  .before h4 {
    margin: 0;
    font-weight: 600;
  }
  .before bdi {
    overflow-wrap: anywhere;
  }
`
