/** How the plain elements look: buttons, fields, focus, what only a screen reader gets. Taken beside the tokens. */
import { css } from 'lit';
import { outOfSight } from './out-of-sight.ts';

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-height: var(--control);
    padding: var(--s2) var(--s4);
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    font-weight: 600;
    cursor: pointer;
    transition:
      background-color var(--fast) var(--ease),
      border-color var(--fast) var(--ease);
  }

  button:hover:not(:disabled) {
    background: var(--sunken);
  }

  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }

  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }

  button.danger {
    border-color: var(--danger);
    background: var(--danger);
    color: var(--on-danger);
  }

  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--danger) 88%, var(--ink));
  }

  button.plain {
    border-color: transparent;
    background: transparent;
    color: var(--accent);
  }

  button:disabled {
    border-color: var(--line);
    background: var(--sunken);
    color: var(--ink-2);
    cursor: not-allowed;
  }

  label {
    display: grid;
    gap: var(--s1);
    font-weight: 600;
  }

  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-height: var(--control);
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    font-weight: 400;
    line-height: var(--leading);
  }

  /* Smaller ones make phones enlarge the page. */
  @media (pointer: coarse) {
    input:not([type='radio'], [type='checkbox']),
    select,
    textarea {
      font-size: 16px !important;
    }
  }

  @media (forced-colors: active) {
    :is([aria-selected='true'], [aria-pressed='true'], button.primary) {
      border: 2px solid Highlight !important;
    }
  }

  textarea {
    min-height: 72px;
    resize: vertical;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: var(--s2);
    padding: 0;
    font-weight: 600;
  }

  .heard {
    ${outOfSight}
  }

  .quiet {
    color: var(--ink-2);
    font-size: var(--small);
  }

  .problem {
    padding: var(--s2) var(--s3);
    border-radius: var(--round-s);
    background: var(--danger-soft);
    color: var(--danger);
  }
`;
