import { css } from 'lit';

export const detailStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--surface);
  }

  header {
    display: flex;
    gap: var(--s3);
    align-items: start;
    padding: var(--s3) var(--s4) 0;
  }

  .title {
    flex: 1;
    min-width: 0;
  }

  h2 {
    color: var(--ink);
    font-size: var(--strong);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .shut {
    padding: var(--s1) var(--s3);
    font-size: var(--small);
  }

  .narrow {
    display: none;
  }

  .note {
    margin: var(--s2) var(--s4) 0;
    padding: var(--s2) var(--s3);
    border-radius: var(--round-s);
    background: var(--accent-soft);
  }

  .note .mark {
    color: var(--on-accent-soft);
    white-space: normal;
  }

  .note.looking {
    background: var(--time-soft);
    color: var(--time);
  }

  [role='tablist'] {
    display: flex;
    flex: none;
    gap: var(--s1);
    padding: var(--s2) var(--s4) 0;
    border-bottom: 1px solid var(--line);
    overflow-x: auto;
  }

  [role='tab'] {
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: var(--round-s) var(--round-s) 0 0;
    background: transparent;
    color: var(--ink-2);
  }

  [role='tab']:focus-visible,
  [role='tabpanel']:focus-visible {
    outline-offset: -3px;
  }

  [role='tab'][aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--accent);
  }

  [role='tabpanel'] {
    flex: 1;
    min-height: 0;
    --beneath: var(--s4);
    padding: var(--beneath);
    overflow-y: auto;
    scrollbar-width: thin;
    scroll-padding-block-end: calc(var(--control) + 2 * var(--s4));
  }

  [role='tabpanel'].overview:not([hidden]) {
    display: grid;
    gap: var(--s4);
    align-content: start;
  }

  [role='tabpanel'].overview > * {
    min-width: 0;
  }

  [role='tabpanel'].chat:not([hidden]) {
    display: flex;
    flex-direction: column;
    padding: 0;
    overflow: hidden;
  }

  .chat > .quiet {
    padding: var(--s2) var(--s4);
  }

  parley-chat {
    flex: 1;
    min-height: 0;
  }

  @media (max-width: 999px) {
    header {
      flex-direction: column-reverse;
      gap: 0;
    }

    .shut {
      align-self: start;
      margin-block-end: var(--s2);
    }

    .wide {
      display: none;
    }

    .narrow {
      display: inline;
    }

    [role='tabpanel'].chat:not([hidden]) {
      min-height: 60dvh;
    }
  }
`;
