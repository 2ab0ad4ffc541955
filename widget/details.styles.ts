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

  select {
    min-block-size: 2.4em;
    padding: var(--_1) var(--_2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
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
  .script {
    max-inline-size: 34rem;
    padding: var(--_3);
    border-radius: var(--_radius);
    background: var(--_tint);
    white-space: pre-line;
  }
`
