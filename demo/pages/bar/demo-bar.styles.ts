/**
 * How the demo's bar looks: dark in either colour scheme, so that nobody takes it for the page's.
 * @module
 */

import { css } from 'lit'

/** The element's style sheet. */
export const styles = css`
  :host {
    display: block;
    color-scheme: dark;
    background: #14171c;
    color: #e9ebef;
    font: 14px / 1.4 system-ui, sans-serif;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    min-height: 2.75em;
    padding: 0.25em 1em;
  }
  a {
    padding: 0.25em 0.625em;
    border-radius: 6px;
    color: inherit;
    text-decoration: none;
  }
  a:hover {
    background: #ffffff1f;
  }
  nav {
    display: flex;
    gap: 0.25em;
  }
  nav a[aria-current] {
    background: #e9ebef;
    color: #14171c;
  }
  label {
    display: flex;
    align-items: center;
    gap: 0.375em;
    color: #b9c0cb;
  }
  select {
    width: 15em;
    min-height: 1.875em;
    padding: 0 0.375em;
    border: 1px solid #6b7482;
    border-radius: 6px;
    background: #14171c;
    color: #e9ebef;
    font: inherit;
  }
  p {
    flex: 1 1 12em;
    margin: 0;
    color: #f0d68a;
  }
  button {
    min-height: 1.875em;
    padding: 0 0.75em;
    border: 1px solid #6b7482;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button[aria-expanded='true'] {
    background: #e9ebef;
    color: #14171c;
  }
  .home {
    margin-inline-start: -0.625em;
    font-weight: 650;
  }
  .home small {
    color: #a3abb8;
    font-weight: 400;
  }
  :focus-visible {
    outline: 3px solid #8fb4ff;
    outline-offset: 1px;
  }
`
