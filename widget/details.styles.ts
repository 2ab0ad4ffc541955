/**
 * The finer points: copy buttons, lists to choose from, the script.
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
  @media (forced-colors: active) {
    /* Without the sheet behind it, it would be an empty box to be ticked. */
    .copy::before {
      --_surface: ButtonFace;
      color: ButtonText;
      forced-color-adjust: none;
    }
  }

  select {
    inline-size: 100%;
    min-block-size: 2.4em;
    padding: var(--_1) var(--_2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .script {
    max-inline-size: 34rem;
    padding: var(--_3);
    border-radius: var(--_radius);
    background: var(--_tint);
    white-space: pre-line;
  }
`
