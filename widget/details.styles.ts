/**
 * The finer points: copy buttons, long lists, the sheet.
 * @module
 */

import { css } from 'lit'

/** The looks of what is not always there. */
export const details = css`
  .aside {
    display: flex;
    align-items: center;
    gap: var(--_2);
  }
  .aside button {
    min-inline-size: 1.9em;
    margin-block: -0.3em;
    margin-inline-end: calc(-1 * var(--_2));
  }
  .time {
    margin-block-start: calc(-1 * var(--_2));
  }
  .time .hint {
    display: inline-block;
  }
  dl .small {
    min-block-size: 1.45em;
    margin-block: -0.1em;
    vertical-align: baseline;
  }
  /* One copy button per line is noise, until somebody goes there. */
  @media (hover: hover) {
    dl .small:not(:focus-visible) {
      opacity: 0;
    }
    dl > div:hover .small {
      opacity: 1;
    }
  }
  /* Two sheets of paper; the word for it is the button's name. */
  .copy::before {
    inline-size: 0.6em;
    block-size: 0.7em;
    border: 1.5px solid currentColor;
    border-radius: 2px;
    box-shadow:
      3px -3px 0 -1.5px var(--_surface),
      3px -3px 0 0 currentColor;
    content: '';
  }
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
  select {
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    padding: var(--_1);
  }
`
