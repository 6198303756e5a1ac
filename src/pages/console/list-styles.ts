/** How the list stands. Heights are also in console-list.ts, in rem. */
import { css } from 'lit';

export const listStyles = css`
  :host {
    height: 100%;
  }

  .scroller {
    height: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }

  .scroller:focus-visible {
    outline-offset: -3px;
  }

  .all {
    position: relative;
    contain: strict;
  }

  .window {
    position: absolute;
    inset: 0 0 auto;
  }

  .group {
    display: flex;
    align-items: center;
    height: 2.5rem;
    padding: 0 var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--bg);
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  .row {
    --row: 3.375rem;

    line-height: 1.22;
    cursor: pointer;
  }

  .roomy .row {
    --row: 3.75rem;

    line-height: 1.32;
  }

  @media (max-width: 599px) {
    .row {
      --row: 5.25rem;

      line-height: 1.4;
    }
  }

  .row[aria-selected='true'] .mark {
    color: inherit;
  }

  .scroller:focus-visible .row.active {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
  }
`;
