/**
 * Buttons, what unfolds, and what went wrong: the looks that the console and the board share.
 * @module
 */

import { css } from 'lit'

/** The looks of everything that can be pressed. */
export const buttons = css`
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
  .problem {
    color: var(--_bad);
    font-size: 0.9333em;
    overflow-wrap: anywhere;
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
  .more summary {
    justify-content: start;
    margin-inline-start: calc(-1 * var(--_3));
    color: var(--_link);
    list-style: none;
  }

  @media (forced-colors: active) {
    /* Here text buttons have borders. */
    .more summary {
      margin: 0;
    }
    .primary {
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
