/**
 * How the sheet looks; it comes with the sheet's file.
 * @module
 */

/** The text of a style sheet: a file of its own has no Lit at hand to make one. */
export const SHEET_STYLES = /* css */ `
  dialog {
    inline-size: min(26rem, 100% - 2rem);
    padding: var(--_5);
    border: 1px solid var(--_rule);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: var(--_text);
  }
  dialog[open] {
    display: grid;
    gap: var(--_3);
  }
  dialog dl {
    grid-template-columns: auto 1fr;
    gap: var(--_2) var(--_3);
  }
  dialog dt {
    max-inline-size: none;
  }
  dialog::backdrop {
    background: #0006;
  }
  dialog h3 {
    margin-block-start: var(--_2);
    color: var(--_muted);
    font-size: 0.8667em;
    font-weight: 600;
  }
  dt kbd {
    display: inline-block;
    margin-inline-end: var(--_1);
    padding-inline: var(--_2);
    border: 1px solid var(--_edge);
    border-radius: 4px;
    color: var(--_text);
    opacity: 1;
  }
  .toggle {
    display: flex;
    align-items: center;
    gap: var(--_2);
    color: inherit;
    font-size: inherit;
    font-weight: 400;
  }
  .toggle input {
    inline-size: 1.15em;
    min-block-size: 1.15em;
    margin: 0;
    accent-color: var(--_fill);
  }
`
