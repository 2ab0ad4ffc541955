/**
 * The question before somebody is removed. Plain text, without Lit.
 * @module
 */

/** The dialog and what it asks. */
export const QUESTION = /* css */ `
  dialog {
    max-inline-size: min(30rem, calc(100vw - 2 * var(--_4)));
    padding: var(--_5);
    border: 1px solid var(--_rule);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: inherit;
  }
  dialog[open] {
    display: grid;
    gap: var(--_3);
  }
  dialog ul {
    margin: 0;
    padding-inline-start: var(--_4);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
`
