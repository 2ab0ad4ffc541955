/**
 * How the board looks; the console's tokens and buttons, and a roster that is a table where there
 * is room and cards where there is not.
 * @module
 */

import { css } from 'lit'
import { buttons } from '../buttons.styles.ts'
import { tokens } from '../tokens.styles.ts'

const board = css`
  :host([hidden]) {
    display: none;
  }
  .board {
    overflow: clip;
    border: 1px solid var(--_rule);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
  }
  h2,
  h3,
  p {
    margin: 0;
    padding: 0;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.2em;
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    font-size: 1.0667em;
    font-weight: 600;
  }
  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0 var(--_2);
    padding: var(--_3) var(--_4);
    border-block-end: 1px solid var(--_rule);
  }
  header.on {
    --_mood: var(--_good);
    background: color-mix(in oklab, var(--_good) 8%, transparent);
  }
  .aside,
  .sub,
  small,
  .figures,
  .today {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .aside {
    margin-inline-start: var(--_1);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .sub {
    grid-column: 2;
  }
  header .actions {
    grid-area: 3 / 2;
    margin-block-start: var(--_2);
  }
  .dot {
    flex: none;
    align-self: center;
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: var(--_mood, var(--_edge));
  }
  .body,
  .panel {
    display: grid;
    gap: var(--_4);
    min-inline-size: 0;
  }
  .body {
    padding: var(--_4);
  }
  .lead {
    max-inline-size: 40rem;
  }
  .notice {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    padding: var(--_2) var(--_3);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
    background: var(--_warn-tint);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_4);
    border-block-end: 1px solid var(--_rule);
  }
  nav button {
    min-block-size: 2.2em;
    margin-block-end: -1px;
    padding: 0;
    border-width: 0 0 2px;
    border-radius: 0;
    color: var(--_muted);
  }
  nav button:hover {
    color: var(--_text);
  }
  nav [aria-current] {
    border-color: var(--_link);
    color: var(--_text);
  }

  h3 + .roster {
    margin-block-start: calc(-1 * var(--_3));
  }
  .head {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .agent {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_3);
    align-items: baseline;
    padding-block: var(--_2);
    border-block-start: 1px solid var(--_rule);
  }
  .agent.on-call {
    --_mood: var(--_good);
  }
  .agent.waiting {
    --_mood: var(--_link);
  }
  .agent.calling-back {
    --_mood: var(--_warn);
  }
  .who,
  .doing {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .who strong {
    margin-inline-end: var(--_1);
    font-weight: 600;
  }
  .who small {
    display: block;
  }
  .doing {
    display: flex;
    align-items: baseline;
    gap: var(--_2);
    grid-row: 2;
  }
  .timer {
    grid-row: 2;
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .acts {
    grid-area: 1 / 2;
    margin-inline-end: calc(-1 * var(--_2));
    text-align: end;
  }
  /* A name and an id are two things, whichever way they are written. */
  .who > * {
    unicode-bidi: isolate;
  }
  @container console (inline-size >= 32rem) {
    header .actions {
      grid-area: 1 / 3 / 3;
      align-self: center;
      margin: 0;
    }
  }
  @container console (inline-size >= 54rem) {
    .agent,
    :not(h3) + .roster .head {
      grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) 4.5rem 7rem 7rem;
    }
    :not(h3) + .roster .head {
      position: static;
      display: grid;
      inline-size: auto;
      block-size: auto;
      gap: var(--_3);
      padding-block-end: var(--_1);
      clip-path: none;
      color: var(--_muted);
      font-size: 0.8667em;
    }
    .head :nth-child(3),
    .head :last-child {
      text-align: end;
    }
    .agent {
      padding-block: var(--_1);
    }
    .who small {
      display: inline;
    }
    .agent > * {
      grid-row: 1;
      grid-column: auto;
    }
    .acts {
      grid-column: 5;
    }
  }

  @media (forced-colors: active) {
    /* Every border is seen here: none lies over the line below. */
    nav button {
      margin: 0;
      border-color: Canvas;
    }
    nav [aria-current] {
      border-color: Highlight;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`

/** The sheets of the board's shadow root. */
export const styles = [tokens, buttons, board]
