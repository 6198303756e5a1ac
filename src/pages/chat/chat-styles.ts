import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: block;
    height: var(--parley-height, 100%);
    min-height: 320px;
    background: var(--bg);
  }

  /* Where the page gives it no height, or takes the host's away, the chat still ends with the window. */
  section {
    position: relative;
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    height: var(--parley-height, 100%);
    max-height: 100dvh;
    overflow: hidden;
    background: var(--bg);
  }

  .about {
    grid-row: 1;
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s2) var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
    line-height: 1.3;
  }

  .about p {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .about small {
    display: -webkit-box;
    overflow: hidden;
    color: var(--ink-2);
    font-size: var(--small);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .mark {
    flex: none;
    display: grid;
    place-items: center;
    width: calc(2.5 * var(--rem));
    height: calc(2.5 * var(--rem));
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .bar {
    grid-row: 2;
    padding: var(--s2) var(--s4);
    background: var(--time-soft);
    color: var(--time);
    font-size: var(--small);
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
  }

  .bar.calm {
    background: var(--sunken);
    color: var(--ink-2);
    font-weight: 400;
  }

  .scroller {
    grid-area: 3 / 1;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -3px;
  }

  .content {
    display: grid;
    gap: var(--s2);
    align-content: end;
    min-height: 100%;
    padding: var(--s4) var(--s3);
  }

  .day,
  .system,
  .empty {
    justify-self: center;
    padding: var(--s2) var(--s3);
    color: var(--ink-2);
    font-size: var(--small);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .day {
    font-weight: 600;
  }

  .message {
    display: grid;
    justify-items: start;
    max-width: min(84%, 30 * var(--rem));
  }

  .message.first {
    margin-top: var(--s2);
  }

  .message.own {
    justify-self: end;
    justify-items: end;
  }

  .message.card {
    width: 100%;
    max-width: calc(26 * var(--rem));
    justify-items: stretch;
  }

  .name {
    margin-inline: var(--s3);
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  .bubble {
    padding: var(--s2) var(--s3);
    border-radius: var(--round);
    border-end-start-radius: 4px;
    background: var(--surface);
    box-shadow: var(--lift);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .own .bubble {
    border-radius: var(--round);
    border-end-end-radius: 4px;
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .stamp {
    margin-inline: var(--s3);
    color: var(--ink-2);
    font-size: calc(0.75 * var(--rem));
  }

  .system a,
  .bubble a {
    color: inherit;
    font-weight: 600;
    text-underline-offset: 2px;
  }

  .unread {
    display: flex;
    gap: var(--s3);
    align-items: center;
    color: var(--accent);
    font-size: var(--small);
    font-weight: 600;
  }

  .unread::before,
  .unread::after {
    flex: 1;
    height: 1px;
    background: currentColor;
    content: '';
  }

  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    color: var(--danger);
    font-size: var(--small);
  }

  .failed button {
    color: inherit;
    text-decoration: underline;
  }

  .jump {
    z-index: 1;
    grid-area: 3 / 1;
    align-self: end;
    justify-self: center;
    max-width: calc(100% - 2 * var(--s3));
    margin-bottom: var(--s3);
    border-color: transparent;
    border-radius: 999px;
    background: var(--ink);
    color: var(--bg);
    box-shadow: var(--lift);
  }

  .jump:hover:not(:disabled) {
    background: var(--ink);
  }

  .count {
    min-width: calc(1.375 * var(--rem));
    padding-inline: 6px;
    border-radius: 999px;
    background: var(--bg);
    color: var(--ink);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    line-height: calc(1.375 * var(--rem));
    text-align: center;
  }

  .composer,
  .ended {
    grid-row: 4;
    border-top: 1px solid var(--line);
    background: var(--surface);
  }

  .composer {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--s2);
    align-items: end;
    padding: var(--s2) var(--s3) calc(var(--s2) + env(safe-area-inset-bottom, 0px));
  }

  .composer textarea {
    min-height: var(--control);
    max-height: 132px;
    border-color: var(--line-strong);
    border-radius: 22px;
    background: var(--bg);
    resize: none;
    field-sizing: content;
    unicode-bidi: plaintext;
  }

  .attach {
    position: relative;
    display: grid;
    place-items: center;
    width: var(--control);
    height: var(--control);
    border-radius: 50%;
    color: var(--ink-2);
    cursor: pointer;
  }

  .attach:hover {
    background: var(--sunken);
  }

  .attach:focus-within {
    outline: 3px solid var(--accent);
  }

  .composer .failed {
    grid-column: 1 / -1;
  }

  .composer button {
    width: var(--control);
    padding: 0;
    border-radius: 50%;
  }

  .ended {
    padding: var(--s4);
    text-align: center;
  }
`;
