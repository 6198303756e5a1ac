import { css } from 'lit';

export const replyStyles = css`
  .menu {
    position: fixed;
    z-index: 20;
    display: grid;
    gap: var(--s1);
    width: min(20rem, calc(100vw - 16px));
    max-height: 260px;
    padding: var(--s1);
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    box-shadow: var(--lift);
    overflow-y: auto;
  }

  li {
    display: grid;
    padding: var(--s2);
    border-radius: var(--round-s);
    cursor: pointer;
  }

  li > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  li:hover {
    background: var(--sunken);
  }

  [aria-selected='true'] {
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  [aria-selected='true'] .quiet {
    color: inherit;
  }

  .menu > .quiet {
    padding: var(--s2);
  }

  .menu > button {
    justify-content: start;
    min-height: 36px;
    padding-inline: var(--s2);
    font-size: var(--small);
  }
`;
