/**
 * What the console and the board look like have in common: one spacing scale, one type scale, one
 * accent. Light and dark follow `color-scheme`, widths follow the element's own, not the window's.
 * @module
 */

import { css } from 'lit'

/** The host's custom properties, and the type that follows from them. */
export const tokens = css`
  :host {
    /* spacing: 4 8 12 16 24 */
    --_1: 0.25rem;
    --_2: 0.5rem;
    --_3: 0.75rem;
    --_4: 1rem;
    --_5: 1.5rem;
    --_radius: var(--agent-console-radius, 8px);
    --_accent: var(--agent-console-accent, #2557c7);
    /* The accent as a surface and as text, dark or light enough to be read in either scheme. */
    --_fill: light-dark(var(--_accent), oklch(from var(--_accent) max(l, 0.72) c h));
    --_on-fill: oklch(from var(--_fill) clamp(0, (0.57 - l) * 1000, 1) 0 0);
    --_link: light-dark(
      oklch(from var(--_accent) min(l, 0.48) c h),
      oklch(from var(--_accent) max(l, 0.78) c h)
    );
    --_tint: light-dark(
      oklch(from var(--_accent) 0.965 min(c, 0.02) h),
      oklch(from var(--_accent) 0.3 min(c, 0.05) h)
    );
    --_surface: light-dark(#fff, #16191e);
    --_sunken: light-dark(#f4f5f8, #1e2228);
    --_rule: light-dark(#dfe2e8, #30363f);
    --_edge: light-dark(#868e9b, #707a88);
    --_text: light-dark(#181c23, #e9ebef);
    --_muted: light-dark(#586070, #a3abb8);
    --_bad: light-dark(#b3261e, #ff9d92);
    --_bad-tint: light-dark(#fdf0ee, #3a1f1c);
    --_warn: light-dark(#8f5b00, #f0c067);
    --_warn-tint: light-dark(#fdf5e4, #33291a);
    --_good: light-dark(#16794a, #5fd09a);

    display: block;
    /* What only screen readers find stays in here: elsewhere it would make the host's page longer. */
    position: relative;
    container: console / inline-size;
    /* Without a width of its own it would be nothing wherever its content decides: in a dialog, a flex row. */
    contain-intrinsic-size: min(24rem, 100vw - 2rem);
    min-inline-size: 0;
    color-scheme: light dark;
    color: var(--_text);
    font: var(--agent-console-font-size, 15px) / 1.45 var(--agent-console-font, system-ui, sans-serif);
    text-align: start;
  }
`
