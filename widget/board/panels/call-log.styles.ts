/**
 * The log of calls: the search, a line for each call, and all of it below. Plain text, without Lit.
 * @module
 */

/** The log of calls. */
export const CALL_LOG = /* css */ `
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
`
