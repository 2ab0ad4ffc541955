/**
 * How the desk phone looks: a small device, light or dark with its page.
 * @module
 */

import { css } from 'lit'

const device = css`
  :host {
    --_body: light-dark(#fbfbfa, #23262b);
    --_edge: light-dark(#d5d8dd, #3a3f47);
    --_screen: light-dark(#e6ecdf, #10181a);
    --_ink: light-dark(#1d2a1c, #b9f0c8);
    --_quiet: light-dark(#445442, #8fbfa0);
    --_text: light-dark(#1b1f24, #e8eaed);
    --_muted: light-dark(#5a626d, #a5adb8);
    --_field: light-dark(#fff, #191c20);
    --_field-edge: light-dark(#818995, #737c88);
    --_answer: light-dark(#14713f, #2fa866);
    --_hang-up: light-dark(#b3261e, #f0776c);
    --_on: light-dark(#fff, #0d1211);
    --_focus: light-dark(#2557c7, #8fb4ff);

    display: block;
    container: desk / inline-size;
    color-scheme: light dark;
    color: var(--_text);
    font: 15px / 1.45 system-ui, sans-serif;
  }
  :host([hidden]) {
    display: none;
  }
  .phone {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_edge);
    border-block-end-width: 4px;
    border-radius: 16px;
    background: var(--_body);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }
  h2 {
    margin: 0;
    font-size: 1rem;
    font-weight: 650;
  }
  p {
    margin: 0;
  }
`

const screen = css`
  .screen {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 0.75rem;
    min-height: 5.5rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--_edge);
    border-radius: 10px;
    background: var(--_screen);
    color: var(--_ink);
  }
  .label {
    grid-column: 1;
    align-self: end;
    color: var(--_quiet);
    font-size: 0.875rem;
  }
  .line {
    grid-column: 1;
    align-self: start;
    overflow-wrap: anywhere;
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .id .line {
    font: 700 2.25rem / 1.15 ui-monospace, 'Cascadia Mono', Menlo, monospace;
    letter-spacing: 0.18em;
    user-select: all;
  }
  .screen svg {
    grid-area: 1 / 2 / 3;
    width: 2.25rem;
    height: 2.25rem;
    fill: currentcolor;
  }
  .bars {
    display: none;
    grid-area: 1 / 2 / 3;
    align-items: end;
    gap: 4px;
    height: 1.75rem;
  }
  .bars i {
    width: 5px;
    height: 100%;
    border-radius: 2px;
    background: currentcolor;
    transform: scaleY(0.35);
    transform-origin: bottom;
  }
  .music .bars {
    display: flex;
  }
  .music svg {
    display: none;
  }
  .away,
  .idle {
    --_ink: var(--_quiet);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    .ringing svg {
      animation: shake 1.2s linear infinite;
    }
    .bars i {
      animation: dance 1.1s ease-in-out infinite alternate;
    }
    .bars i:nth-child(2) {
      animation-delay: -0.5s;
    }
    .bars i:nth-child(3) {
      animation-delay: -0.9s;
    }
    .bars i:nth-child(4) {
      animation-delay: -0.2s;
    }
  }
  @keyframes shake {
    0%,
    60%,
    100% {
      rotate: 0deg;
    }
    10%,
    30%,
    50% {
      rotate: -14deg;
    }
    20%,
    40% {
      rotate: 14deg;
    }
  }
  @keyframes dance {
    to {
      transform: scaleY(1);
    }
  }
`

const keys = css`
  .keys {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.5rem;
  }
  button {
    min-height: 2.75rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--_field-edge);
    border-radius: 10px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .keys button[aria-disabled='false'] {
    border-color: transparent;
    background: var(--_answer);
    color: var(--_on);
  }
  .keys .hang-up[aria-disabled='false'] {
    background: var(--_hang-up);
  }
  button[aria-disabled='true'] {
    border-style: dashed;
    color: var(--_muted);
    cursor: default;
  }
  header button {
    min-height: 2rem;
    padding: 0.125rem 0.625rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  label {
    display: grid;
    gap: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  input {
    box-sizing: border-box;
    width: 100%;
    min-height: 2.5rem;
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--_field-edge);
    border-radius: 8px;
    background: var(--_field);
    color: var(--_text);
    font: inherit;
    font-size: 1rem;
    font-variant-numeric: tabular-nums;
  }
  input:read-only {
    border-style: dashed;
    background: none;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .problem {
    color: light-dark(#b3261e, #ff9d92);
    font-size: 0.875rem;
  }
  @media (forced-colors: active) {
    .keys button[aria-disabled='false'] {
      border-color: ButtonText;
    }
  }
`

/** On a wide desk everything stands side by side; on a narrow one a busy phone is short. */
const desk = css`
  @container desk (min-width: 38rem) {
    .phone {
      grid-template: "name screen keys number" auto / auto minmax(10rem, 1fr) auto 9rem;
      align-items: center;
      padding: 0.625rem 1rem;
    }
    header {
      grid-area: name;
      flex-direction: column;
      align-items: stretch;
    }
    .screen {
      grid-area: screen;
      min-height: 4.25rem;
      padding-block: 0.375rem;
    }
    .keys {
      grid-area: keys;
    }
    .keys button {
      min-width: 6.5rem;
    }
    label {
      grid-area: number;
    }
    .problem,
    .hint {
      grid-column: 2 / -1;
      margin-block-start: -0.375rem;
    }
  }
  @container desk (max-width: 32rem) {
    .phone {
      gap: 0.5rem;
      padding: 0.625rem;
    }
    .screen {
      min-height: 0;
    }
    .busy ~ label,
    .busy ~ .hint {
      display: none;
    }
  }
`

/** The element's style sheets. */
export const styles = [device, screen, keys, desk]
