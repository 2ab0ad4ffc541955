/**
 * What the console has beside buttons and fields: choices, menus, pressed buttons.
 * @module
 */

import { css, unsafeCSS } from 'lit'
import { buttons } from './buttons.styles.ts'
import { FIELDS } from './fields.styles.ts'

const choices = css`
  button[aria-pressed='true'] {
    border-color: var(--_link);
    background: var(--_tint);
    color: var(--_link);
  }
  button[aria-pressed='true']::before {
    content: '✓' / '';
  }
  /* Text buttons stand in line with the text above them. */
  .actions.tail {
    margin-block: calc(-1 * var(--_2));
    margin-inline-start: calc(-1 * var(--_3));
  }
  .actions.tail:has([open]) {
    margin-block-end: 0;
  }
  .tail .sheet {
    margin-inline-start: var(--_3);
  }
  .finish > * {
    flex: 1 1 auto;
  }
  .finish > .primary {
    flex-grow: 3;
  }
  .foot + .tail {
    margin-block-start: 0;
  }
  :where(.tail) button[aria-pressed='true'] {
    border-color: transparent;
    background: none;
  }
  @container console (inline-size < 26rem) {
    .finish > .primary {
      flex-basis: 100%;
    }
  }
  @container console (inline-size >= 44rem) {
    .finish > * {
      flex: 0 1 auto;
    }
    .finish > .primary {
      flex: 0 1 14rem;
    }
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2);
  }
  .choice {
    position: relative;
    color: inherit;
    font-size: inherit;
  }
  .choice input {
    position: absolute;
    inset: 0;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choice span {
    display: flex;
    align-items: center;
    gap: var(--_2);
    min-block-size: 2.4em;
    padding: var(--_1) var(--_3);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    line-height: 1.3;
  }
  .choice input:hover + span {
    background: var(--_tint);
  }
  .choice input:checked + span {
    border-color: var(--_fill);
    background: var(--_fill);
    color: var(--_on-fill);
  }
  .choice input:focus-visible + span {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }
  kbd {
    font: inherit;
    font-size: 0.8em;
  }
  .menu summary {
    list-style: none;
  }
  .menu[open] {
    flex-basis: 100%;
  }
  .sheet {
    display: grid;
    justify-items: start;
    gap: var(--_2);
    margin-block-start: var(--_2);
    padding: var(--_3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .sheet p {
    max-inline-size: 48ch;
  }
  .more form {
    margin-block-start: var(--_2);
  }

  @media (forced-colors: active) {
    .actions.tail {
      margin: 0;
    }
    .choice input:checked + span,
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`

/** The looks of everything that can be pressed or typed into. */
export const controls = [buttons, unsafeCSS(FIELDS), choices]
