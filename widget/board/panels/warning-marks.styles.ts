/**
 * The warnings, and the marks that come with them: on the menu and on the roster. Plain text, without Lit.
 * @module
 */

/** Warnings and marks. */
export const MARKS = /* css */ `
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
`
