import { css } from 'lit';

export const consoleStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
    min-height: 36rem;
    background: var(--bg);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s4);
    align-items: center;
    padding: var(--s2) var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  h1 {
    font-size: var(--strong);
  }

  .status {
    font-size: var(--small);
    font-weight: 600;
  }

  .status p {
    padding: var(--s1) var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .status.reconnecting p {
    background: var(--time-soft);
    color: var(--time);
  }

  .status.expired p,
  .status.refused p {
    background: var(--danger-soft);
    color: var(--danger);
  }

  main {
    display: grid;
    grid-template-columns: minmax(26rem, 5fr) 8fr;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }

  .top {
    display: grid;
    grid-column: 1 / -1;
    gap: var(--s2);
    padding: var(--s2) var(--s4) var(--s3);
    border-bottom: 1px solid var(--line);
  }

  .top > * {
    min-width: 0;
  }

  summary {
    width: max-content;
    min-height: 24px;
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
    cursor: pointer;
  }

  .list {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    border-inline-end: 1px solid var(--line);
    background: var(--surface);
  }

  console-list {
    flex: 1;
    min-height: 0;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    align-items: center;
    min-height: 2.75rem;
    padding: 0 var(--s4);
    border-bottom: 1px solid var(--line);
  }

  .bar .quiet {
    flex: 1;
    white-space: nowrap;
  }

  .bar button {
    min-height: 32px;
    padding: 0 var(--s3);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }

  .bar .update {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .detail {
    min-width: 0;
    min-height: 0;
  }

  .empty {
    padding: var(--s6) var(--s4);
    color: var(--ink-2);
    text-align: center;
  }

  @media (min-width: 1000px) {
    .filters summary {
      display: none;
    }
  }

  @media (max-width: 999px) {
    :host {
      height: auto;
      min-height: 100dvh;
    }

    main {
      display: block;
    }

    summary,
    .bar button {
      min-height: 44px;
    }

    summary {
      padding-block: 10px;
    }

    .list {
      height: 80dvh;
      min-height: 24rem;
      border: 0;
    }

    .opened .top,
    .opened .list,
    main:not(.opened) .detail {
      display: none;
    }

    .opened .detail {
      height: calc(100dvh - 3.25rem);
    }
  }
`;
