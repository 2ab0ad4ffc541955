/**
 * Fields and forms. Plain text, because the board loads it on demand, without Lit.
 * @module
 */

/** The looks of everything that can be typed into. */
export const FIELDS = /* css */ `
  /* Label, input and button, problem: three rows, so that the button stands level with the input. */
  .form {
    display: grid;
    grid-template-columns: minmax(0, 20rem) auto;
    justify-content: start;
    gap: var(--_1) var(--_2);
  }
  .form .field {
    display: contents;
  }
  .form label,
  .form .problem {
    grid-column: 1 / -1;
  }
  .form input {
    grid-column: 1;
  }
  .form .field + .field label {
    margin-block-start: var(--_2);
  }
  @container console (inline-size < 22rem) {
    .form {
      grid-template-columns: minmax(0, 1fr);
    }
    .form button {
      margin-block-start: var(--_1);
    }
  }
  .field {
    display: grid;
    gap: var(--_1);
  }
  label,
  legend {
    color: var(--_muted);
    font-size: 0.8667em;
    font-weight: 500;
    line-height: 1.2;
  }
  legend {
    padding: 0;
    margin-block-end: var(--_1);
  }
  input,
  textarea {
    inline-size: 100%;
    min-block-size: 2.4em;
    padding: var(--_1) var(--_3);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-variant-numeric: tabular-nums;
  }
  textarea {
    min-block-size: 6em;
    max-block-size: 24em;
    padding-block: var(--_2);
    field-sizing: content;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  fieldset {
    min-inline-size: 0;
    border: 0;
  }
`
