/**
 * How the board's parts look that are loaded on demand: tables, forms, the log and the question
 * before somebody is removed; and the roster's marks, which come with the warnings. Plain text,
 * without Lit.
 * @module
 */

import { FIELDS } from '../../fields.styles.ts'

const PARTS = /* css */ `
  .warnings {
    margin: 0;
    padding: var(--_2) var(--_3);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
    background: var(--_warn-tint);
    list-style: none;
  }
  .warnings li {
    padding-block: 2px;
    overflow-wrap: anywhere;
  }
  .warnings .help,
  .warnings .nobody-connected {
    color: var(--_bad);
    font-weight: 600;
  }
  nav [data-count]::after {
    min-inline-size: 1.5em;
    border-radius: 1em;
    background: var(--_warn);
    color: var(--_surface);
    font-size: 0.8em;
    line-height: 1.5;
    content: attr(data-count) / '';
  }
  .agent.help {
    margin-inline: calc(-1 * var(--_2));
    padding-inline: var(--_2);
    border-radius: var(--_radius);
    background: var(--_bad-tint);
  }
  .signed-out .doing,
  .signed-out .timer {
    color: var(--_muted);
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_2);
    color: inherit;
    font-size: inherit;
    font-weight: 400;
  }
  /* Labels are small; what is typed is not. */
  label > :is(input, textarea, select) {
    color: var(--_text);
    font-size: 1.1538em;
    font-weight: 400;
  }
  label.check > input {
    font-size: inherit;
  }
  .check input {
    flex: none;
    inline-size: auto;
    min-block-size: 0;
    accent-color: var(--_fill);
  }
  .check.at {
    flex-wrap: wrap;
  }
  input[type='file'] {
    min-inline-size: 0;
    padding: var(--_2);
  }
  input[type='date'],
  input[type='time'] {
    inline-size: auto;
  }
  select {
    min-block-size: 2.4em;
    max-inline-size: 100%;
    padding: 0 var(--_2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .form .hint {
    grid-column: 1 / -1;
  }
  @container console (inline-size >= 22rem) {
    /* What is said below a field must not widen the column of its button. */
    .form {
      grid-template-columns: minmax(0, 12rem) auto minmax(0, 1fr);
    }
  }
  .problem:empty {
    display: none;
  }
  .field > label {
    display: grid;
    gap: var(--_1);
  }
  .danger {
    border-color: var(--_bad);
    background: var(--_bad);
    color: var(--_surface);
  }
  .campaign {
    display: grid;
    gap: var(--_4);
    max-inline-size: 44rem;
  }
  .group {
    display: grid;
    gap: var(--_3);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .group > legend {
    margin-block-end: var(--_2);
    color: var(--_text);
    font-size: 1em;
    font-weight: 600;
  }
  .list {
    display: grid;
    gap: var(--_2);
    padding: var(--_3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2);
  }
  .row > .field:first-child {
    flex: 1 1 7rem;
    min-inline-size: 0;
  }
  .remove {
    padding: var(--_1) var(--_2);
  }
  @container console (inline-size < 30rem) {
    .list {
      padding: var(--_2);
    }
    .row {
      gap: var(--_2) var(--_1);
    }
    .row > .field:first-child {
      flex-basis: 5rem;
    }
    .row :is(select, .remove) {
      padding-inline: var(--_1);
    }
  }
  .row .check {
    min-block-size: 2.4em;
  }
  progress {
    inline-size: 12rem;
    max-inline-size: 100%;
    accent-color: var(--_fill);
  }
  .bad {
    display: grid;
    gap: var(--_2);
    padding: var(--_3);
    border-inline-start: 3px solid var(--_warn);
    border-radius: var(--_radius);
    background: var(--_warn-tint);
  }
  .bad ul {
    max-block-size: 14rem;
    margin: 0;
    padding-inline-start: var(--_4);
    overflow: auto;
  }

  .wide {
    overflow-x: auto;
    scrollbar-width: thin;
  }
  table {
    border-collapse: collapse;
    min-inline-size: 100%;
    font-size: 0.9333em;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block-end: var(--_2);
    font-weight: 600;
    text-align: start;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
  th,
  td {
    padding-block: var(--_1);
    padding-inline: 0 var(--_3);
    border-block-end: 1px solid var(--_rule);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
    white-space: nowrap;
  }
  thead th {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  thead th button {
    min-block-size: 1.8em;
    padding: 0;
    font-weight: inherit;
  }
  th[aria-sort] button::after {
    content: '▴' / '';
  }
  th[aria-sort='descending'] button::after {
    content: '▾' / '';
  }
  .count,
  .seconds,
  .percent {
    text-align: end;
  }
  tr > :last-child {
    padding-inline-end: 0;
  }
  /* Who a line is about stays in sight while the others are looked at. */
  tr > :first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--_surface);
  }
  tfoot th,
  tfoot td {
    border-block-end: 0;
    font-weight: 600;
  }
  svg {
    display: block;
    inline-size: 7.5rem;
    border-radius: 2px;
  }
  svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .all {
    fill: color-mix(in oklab, var(--_link) 30%, var(--_surface));
  }
  .sales {
    fill: var(--_link);
  }

  .search {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--_2) var(--_3);
  }
  .search label {
    display: grid;
    gap: var(--_1);
  }
  .search label:first-child {
    flex: 1 1 16rem;
  }
  .calls {
    border-block-end: 1px solid var(--_rule);
  }
  .calls:empty {
    display: none;
  }
  .call summary {
    display: grid;
    grid-template-columns: 7rem minmax(0, 3fr) minmax(0, 3fr) minmax(0, 3fr) minmax(0, 2fr);
    justify-content: start;
    gap: 0 var(--_3);
    padding: var(--_2) 0;
    border-block-start: 1px solid var(--_rule);
    border-radius: 0;
    font-weight: 400;
    text-align: start;
    overflow-wrap: anywhere;
    list-style: none;
  }
  .call strong {
    font-weight: 600;
  }
  .call .timer {
    grid-row: auto;
    text-align: start;
  }
  .call .trouble {
    color: var(--_warn);
  }
  .call dl {
    display: grid;
    grid-template-columns: minmax(6rem, auto) 1fr;
    gap: var(--_1) var(--_4);
    margin: 0;
    padding-block: var(--_2) var(--_4);
    padding-inline-start: calc(7rem + var(--_3));
  }
  .call dl > div {
    display: contents;
  }
  .call dt {
    color: var(--_muted);
  }
  .call dd {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  @container console (inline-size < 44rem) {
    .call summary {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .call .timer {
      grid-area: 1 / 2;
    }
    .call strong {
      grid-area: 1 / 1;
    }
    .call dl {
      padding-inline-start: 0;
    }
  }

  dialog {
    max-inline-size: min(30rem, calc(100vw - 2 * var(--_4)));
    padding: var(--_5);
    border: 1px solid var(--_rule);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: inherit;
  }
  dialog[open] {
    display: grid;
    gap: var(--_3);
  }
  dialog ul {
    margin: 0;
    padding-inline-start: var(--_4);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
`

/** The sheet of every part. */
export const LOOKS = FIELDS + PARTS
