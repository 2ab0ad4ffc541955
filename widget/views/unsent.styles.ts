/**
 * How the list of what is unsent looks; it comes with its file.
 * @module
 */

/** The text of a style sheet. */
export const UNSENT_STYLES = /* css */ `
  .unsent {
    display: grid;
    gap: var(--_2);
    padding-block-start: var(--_4);
    border-block-start: 1px solid var(--_rule);
  }
  .unsent h3 {
    color: var(--_muted);
    font-size: 0.8667em;
    font-weight: 600;
  }
  .unsent ul {
    display: grid;
    gap: var(--_2);
    list-style: none;
  }
  .unsent li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_2);
    align-items: start;
  }
  /* Beside its button the dialer's sentence would be a column of single words. */
  @container console (inline-size < 26rem) {
    .unsent li {
      grid-template-columns: minmax(0, 1fr);
    }
    .unsent li > button {
      justify-self: start;
      margin-block-start: calc(-1 * var(--_2));
      margin-inline-start: calc(-1 * var(--_3));
    }
    @media (forced-colors: active) {
      .unsent li > button {
        margin: 0;
      }
    }
  }
  .unsent label {
    display: grid;
    gap: var(--_1);
    margin-block: var(--_2);
  }
  .unsent select {
    color: var(--_text);
    font-size: 1rem;
  }
  .unsent em {
    color: var(--_warn);
    font-style: normal;
  }
`
