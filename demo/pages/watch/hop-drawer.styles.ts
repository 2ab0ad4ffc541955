/**
 * How the drawer looks: of the demo's bar's family, dark in either colour scheme.
 * @module
 */

import { css } from 'lit'

/** The element's style sheet. */
export const styles = css`
  :host {
    display: none;
    color-scheme: dark;
    background: #14171c;
    color: #e9ebef;
    font: 13px / 1.4 system-ui, sans-serif;
  }
  :host([open]) {
    display: block;
    container: drawer / inline-size;
    min-height: 0;
  }
  section {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.5rem 0.75rem;
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: 0.9375rem;
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    color: #b9c0cb;
  }
  button {
    min-height: 1.75rem;
    padding: 0 0.625rem;
    border: 1px solid #6b7482;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .stretches,
  summary {
    display: grid;
    grid-template-columns: 5.25rem 5fr 6fr 7fr;
    gap: 0 0.375rem;
  }
  .stretches {
    padding: 0.25rem 0.75rem;
    border-block: 1px solid #30363f;
    color: #b9c0cb;
    font-size: 0.75rem;
  }
  .stretches span:first-child {
    grid-column: 2;
  }
  ol {
    flex: 1;
    margin: 0;
    padding: 0.25rem 0.75rem;
    overflow: auto;
    list-style: none;
  }
  summary {
    padding-block: 0.1875rem;
    cursor: pointer;
    list-style: none;
  }
  summary:hover {
    background: #1f242b;
  }
  time {
    color: #98a1ae;
    font: 0.6875rem / 1.7 ui-monospace, monospace;
  }
  .hop {
    position: relative;
    padding-inline: 1.25rem 0.375rem;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .page {
    grid-column: 2;
    background: #3a2f10;
  }
  .socket {
    grid-column: 3;
    background: #16304f;
  }
  .soap {
    grid-column: 4;
    background: #12392e;
  }
  .bad .hop {
    background: #5a1f1b;
  }
  i {
    position: absolute;
    inset-inline-start: 0.25rem;
    font-style: normal;
  }
  b {
    font-weight: 600;
  }
  small {
    color: #cdd3dc;
    font-size: 0.6875rem;
  }
  /* Three narrow columns would break every word: here a hop goes on under its neighbours. */
  @container drawer (max-width: 26rem) {
    .stretches {
      grid-template-columns: auto auto auto;
      justify-content: space-between;
    }
    .stretches span:first-child {
      grid-column: 1;
    }
    summary {
      grid-template-columns: repeat(6, 1fr);
    }
    time {
      grid-column: 1 / -1;
    }
    .page {
      grid-column: 1 / span 4;
    }
    .socket {
      grid-column: 2 / span 4;
    }
    .soap {
      grid-column: 3 / span 4;
    }
  }
  pre {
    max-height: 24rem;
    margin: 0.25rem 0 0.5rem;
    padding: 0.5rem;
    border-radius: 6px;
    background: #0b0d10;
    overflow: auto;
    font: 0.75rem / 1.5 ui-monospace, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    padding: 0.5rem 0.75rem;
    color: #b9c0cb;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 3px solid #8fb4ff;
    outline-offset: -2px;
  }
`
