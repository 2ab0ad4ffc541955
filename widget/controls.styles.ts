/**
 * Buttons, fields, choices and menus.
 * @module
 */

import { css } from 'lit'

/** The looks of everything that can be pressed or typed into. */
export const controls = css`
  * {
    box-sizing: border-box;
  }
  button,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button,
  summary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_2);
    min-block-size: 2.4em;
    padding: var(--_1) var(--_3);
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: transparent;
    font-weight: 500;
    text-align: center;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .primary {
    background: var(--_fill);
    color: var(--_on-fill);
  }
  .primary:hover {
    background: color-mix(in oklch, var(--_fill), var(--_text) 12%);
  }
  .secondary {
    border-color: var(--_edge);
    background: var(--_surface);
  }
  .quiet {
    color: var(--_link);
  }
  .secondary:hover,
  .quiet:hover,
  summary:hover {
    background: var(--_tint);
  }
  .small {
    min-block-size: 1.7em;
    padding: 0 var(--_2);
    font-size: 0.8667rem;
  }
  button[aria-pressed='true'] {
    border-color: var(--_link);
    background: var(--_tint);
    color: var(--_link);
  }
  button[aria-pressed='true']::before {
    content: '✓' / '';
  }
  button[aria-disabled] {
    opacity: 0.55;
    cursor: default;
  }
  button[aria-busy]::after {
    inline-size: 0.85em;
    block-size: 0.85em;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    content: '';
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  :focus-visible {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--_2);
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

  /* Label, input and button, problem: three rows, so that the button stands level with the input. */
  .form {
    display: grid;
    grid-template-columns: minmax(0, 20rem) auto;
    justify-content: start;
    gap: var(--_1) var(--_2);
  }
  .form .field {
    display: contents;
  }
  .form label,
  .form .problem {
    grid-column: 1 / -1;
  }
  .form input {
    grid-column: 1;
  }
  .form .field + .field label {
    margin-block-start: var(--_2);
  }
  @container console (inline-size < 22rem) {
    .form {
      grid-template-columns: minmax(0, 1fr);
    }
    .form button {
      margin-block-start: var(--_1);
    }
  }
  .field {
    display: grid;
    gap: var(--_1);
  }
  label,
  legend {
    color: var(--_muted);
    font-size: 0.8667em;
    font-weight: 500;
    line-height: 1.2;
  }
  legend {
    padding: 0;
    margin-block-end: var(--_1);
  }
  input,
  textarea {
    inline-size: 100%;
    min-block-size: 2.4em;
    padding: var(--_1) var(--_3);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-variant-numeric: tabular-nums;
  }
  textarea {
    min-block-size: 6em;
    max-block-size: 24em;
    padding-block: var(--_2);
    field-sizing: content;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .problem {
    color: var(--_bad);
    font-size: 0.9333em;
    overflow-wrap: anywhere;
  }

  fieldset {
    min-inline-size: 0;
    border: 0;
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
    opacity: 0.75;
  }

  .menu summary {
    list-style: none;
  }
  .menu summary::after,
  .more summary::after {
    content: '▾' / '';
    font-size: 0.8em;
  }
  .menu[open] summary::after,
  .more[open] summary::after {
    content: '▴' / '';
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
  .more summary {
    justify-content: start;
    margin-inline-start: calc(-1 * var(--_3));
    color: var(--_link);
    list-style: none;
  }
  .more form {
    margin-block-start: var(--_2);
  }

  @media (forced-colors: active) {
    /* Here text buttons have borders. */
    .actions.tail,
    .more summary {
      margin: 0;
    }
    .primary,
    .choice input:checked + span,
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .dot {
      forced-color-adjust: none;
      background: CanvasText;
    }
    button[aria-disabled] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
  }
`
