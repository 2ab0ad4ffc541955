/**
 * How the console looks: one spacing scale, one type scale, one accent. Light and dark follow
 * `color-scheme`, widths follow the console's own, not the window's.
 * @module
 */

import { css } from 'lit'
import { controls } from './controls.styles.ts'
import { details } from './details.styles.ts'
import { tokens } from './tokens.styles.ts'

const frame = css`
  :host([hidden]) {
    display: none;
  }
  .console {
    overflow: clip;
    overflow-wrap: anywhere;
    border: 1px solid var(--_rule);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
  }
  header {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: baseline;
    column-gap: var(--_2);
    padding: var(--_3) var(--_4);
    border-block-end: 1px solid var(--_rule);
    background: color-mix(in oklab, var(--_mood, transparent) 8%, transparent);
  }
  .calling-back {
    --_mood: var(--_warn);
  }
  .waiting {
    --_mood: var(--_link);
  }
  .on-call {
    --_mood: var(--_good);
  }
  .trouble {
    --_mood: var(--_bad);
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: 1.0667em;
    font-weight: 600;
    line-height: 1.3;
  }
  .sub {
    grid-column: 2 / -1;
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .timer {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  .dot {
    align-self: center;
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: var(--_mood, var(--_edge));
  }
  .calling-back .dot,
  .waiting .dot,
  .connecting .dot {
    animation: breathe 2.4s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.3;
    }
  }

  .body {
    display: grid;
    gap: var(--_4);
    padding: var(--_4);
  }
  .lead,
  .hint {
    max-inline-size: 34rem;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .lead + .hint,
  .hint + .hint {
    margin-block-start: calc(-1 * var(--_2));
  }
  .notice {
    display: grid;
    gap: var(--_2);
    padding: var(--_3);
    border-inline-start: 3px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .notice.warn {
    border-color: var(--_warn);
    background: var(--_warn-tint);
  }
  .notice.line {
    grid-template-columns: 1fr auto;
    align-items: center;
  }
  .words {
    color: var(--_muted);
  }
  .today {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_1) var(--_4);
    color: var(--_muted);
  }
  .today strong {
    color: var(--_text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .work > * + * {
    margin-block-start: var(--_4);
  }
  .call {
    display: grid;
    gap: var(--_5);
    align-items: start;
  }
  /* Not below the fold: what ends a call is in sight as long as some of the call is. */
  .foot {
    margin-inline: calc(-1 * var(--_4));
    padding: var(--_3) var(--_4);
    border-block-start: 1px solid var(--_rule);
    background: var(--_surface);
  }
  @media (height >= 30rem) {
    .foot,
    .line {
      position: sticky;
      inset-block: auto 0;
    }
    /* Why no button can be used is in sight where the buttons are. */
    .line {
      inset-block: 0 auto;
      z-index: 1;
    }
    /* What gets the keyboard does not hide behind them. */
    .call * {
      scroll-margin-block: 6rem 10rem;
    }
  }
  .about,
  .person,
  .wrap-up {
    display: grid;
    gap: var(--_3);
    min-inline-size: 0;
  }
  .wrap-up {
    gap: var(--_4);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--_1) var(--_2);
  }
  .who h3 {
    flex-basis: 100%;
  }
  .who h3:has(+ button) {
    flex-basis: auto;
  }
  .person h3 {
    font-size: 1.6em;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }
  .phone {
    font-size: 1.2em;
    font-variant-numeric: tabular-nums;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(4.5rem, auto) 1fr auto;
    gap: var(--_1) var(--_2);
  }
  dl > div {
    display: contents;
  }
  dt {
    max-inline-size: 9rem;
    color: var(--_muted);
  }
  dt::first-letter {
    text-transform: uppercase;
  }
  dd bdi {
    white-space: pre-line;
  }
  a {
    color: var(--_link);
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @container console (inline-size >= 44rem) {
    .call {
      grid-template-columns: minmax(14rem, 2fr) 3fr;
    }
    .wrap-up {
      padding-inline-start: var(--_5);
      border-inline-start: 1px solid var(--_rule);
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_rule: var(--_text);
      --_edge: var(--_text);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`

/** The sheets of the element's shadow root. */
export const styles = [tokens, frame, controls, details]
