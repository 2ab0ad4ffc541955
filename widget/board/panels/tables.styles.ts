/**
 * Tables of figures, and the bars in them. Plain text, without Lit.
 * @module
 */

/** Tables and bars. */
export const TABLES = /* css */ `
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
`
