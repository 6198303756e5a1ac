/** Forms: fields with what was wrong at them, buttons, the preview of a card. */
import { css } from 'lit';

export const formStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  section,
  form,
  #panel {
    display: grid;
    gap: var(--s3);
    min-width: 0;
  }

  section > *,
  form > * {
    min-width: 0;
  }

  h3 {
    font-size: var(--strong);
    line-height: 1.35;
  }

  h4 {
    margin: 0;
    font-size: var(--small);
    font-weight: 600;
  }

  h3:focus,
  #panel:focus {
    outline: none;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }

  .buttons > * {
    flex: 1 1 auto;
    min-width: min(100%, 8.5rem);
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--s3);
  }

  .buttons button[aria-expanded='true'] {
    box-shadow: inset 0 0 0 2px var(--accent);
  }

  .buttons:empty,
  .done:empty {
    display: none;
  }

  #panel {
    padding: var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--round);
    --ground: var(--bg);
    background: var(--ground);
    animation: appear var(--calm) var(--ease);
  }

  /* In a box of the page's already. */
  #panel.flat {
    padding: 0;
    border: 0;
    --ground: var(--surface);
    background: none;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .field {
    display: grid;
    align-content: start;
    gap: var(--s1);
  }

  /* What may be chosen from a list as well has the arrow of one; the browser's own, which opens the list, lies under it. */
  .combo {
    position: relative;
    display: grid;
  }

  .combo > input {
    padding-inline-end: 40px !important;
  }

  .combo > svg {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 12px;
    width: 16px;
    height: 100%;
    pointer-events: none;
  }

  .combo > input::-webkit-calendar-picker-indicator {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    width: 40px;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  ::placeholder {
    color: var(--ink-2);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--danger);
  }

  .wrong {
    color: var(--danger);
    font-size: var(--small);
    font-weight: 600;
  }

  .note,
  .done {
    padding: var(--s2) var(--s3);
    border-radius: var(--round-s);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  /* What sends stays in sight, however long the form. */
  form > button[type='submit'] {
    position: sticky;
    inset-block-end: var(--s2);
    z-index: 1;
    box-shadow: 0 0 0 6px var(--bg);
  }

  /*
   * In an answer on a bar as wide as what is around it, so that nothing shows beside or below. What sticks keeps off the
   * padding of what scrolls, which that gives as --beneath.
   */
  .send {
    position: sticky;
    inset-block-end: calc(-1 * var(--beneath, 0px));
    z-index: 1;
    display: grid;
    margin-inline: calc(-1 * var(--s4));
    padding: var(--s2) var(--s4);
    border-block-start: 1px solid var(--line);
    background: var(--ground);
  }

  .next {
    justify-self: start;
  }

  /* A finger presses no key. */
  @media (hover: none) {
    kbd {
      display: none;
    }
  }

  kbd {
    padding: 0 6px;
    border: 1px solid var(--line-strong);
    border-radius: 4px;
    font: inherit;
    font-size: 0.75rem;
    line-height: 1.5;
  }

  .pick .odds {
    color: var(--ink-2);
    text-wrap: balance;
  }

  .pick:has(:checked) .odds {
    color: inherit;
  }

  .odds-exactly {
    font-size: var(--small);
  }

  .odds-exactly summary {
    width: fit-content;
    color: var(--ink-2);
    cursor: pointer;
  }

  .odds-exactly ul {
    margin-block: var(--s1);
    padding-inline-start: var(--s4);
    list-style: disc;
  }

  .owed {
    padding-inline-start: var(--s4);
    list-style: disc;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: var(--s2) var(--s4);
  }

  dt {
    color: var(--ink-2);
    font-size: var(--small);
  }

  dd {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .preview {
    gap: var(--s2);
  }

  /* Its buttons are there to be seen: what sends the offer is green. */
  .preview parley-offer-card {
    --parley-accent: var(--ink-2);
    --parley-on-accent: var(--surface);
    display: block;
    max-width: 26rem;
  }
`;
