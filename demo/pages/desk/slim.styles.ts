/**
 * How the desk phone looks to somebody who seldom uses it: a strip, until it rings.
 * @module
 */

import { css } from 'lit'

/** To be put behind the phone's own sheet. */
export const slim = css`
  :host([slim]) .phone:has(.idle, .away) {
    display: flex;
    align-items: center;
    gap: 1rem;
    padding: 0.375rem 1rem;
  }
  :host([slim]) .phone:has(.idle, .away) > :is(.keys, label, .hint, .problem) {
    display: none;
  }
  :host([slim]) header:has(~ :is(.idle, .away)) {
    flex-flow: row;
    align-items: center;
    gap: 1rem;
  }
  :host([slim]) :is(.idle, .away) {
    display: flex;
    flex: 1;
    min-height: 0;
    padding: 0.25rem 0.75rem;
  }
  :host([slim]) :is(.idle, .away) .line {
    flex: 1;
    align-self: center;
    font-size: 0.875rem;
  }
  :host([slim]) :is(.idle, .away) .label {
    align-self: center;
  }
  :host([slim]) :is(.idle, .away) svg {
    width: 1.25rem;
    height: 1.25rem;
  }
  @container desk (max-width: 32rem) {
    :host([slim]) .phone:has(.idle, .away),
    :host([slim]) header:has(~ :is(.idle, .away)) {
      gap: 0.5rem;
    }
    :host([slim]) .phone:has(.idle, .away) {
      padding-inline: 0.625rem;
    }
    :host([slim]) :is(.idle, .away) {
      gap: 0.5rem;
      padding-inline: 0.5rem;
    }
  }
  /* No word of it is broken: where there is no room beside the name, the strip has two lines. */
  @container desk (max-width: 22rem) {
    :host([slim]) .phone:has(.idle, .away) {
      flex-wrap: wrap;
    }
    :host([slim]) :is(.idle, .away) {
      flex: 1 0 12rem;
    }
  }
`
