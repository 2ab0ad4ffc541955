/**
 * The forms of the board’s parts, and lists of rows that can be added to. Plain text, without Lit.
 * @module
 */

/** What a part has to fill in. */
export const FORMS = /* css */ `
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
    /* A question has more beside it than fits. */
    .row:has(.check) > .field:first-child {
      flex-basis: 100%;
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
`
