/** How the rows of the list look. Their heights are also in console-list.ts, in rem. */
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
    align-items: end;
    height: 2.25rem;
    padding: 0 var(--s4) 4px;
    border-bottom: 1px solid var(--line);
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-content: center;
    gap: 2px var(--s3);
    height: 4rem;
    padding: 0 var(--s4);
    overflow: hidden;
    border-bottom: 1px solid var(--line);
    border-inline-start: 4px solid transparent;
    cursor: pointer;
  }

  .row:hover {
    background: var(--sunken);
  }

  .row.over {
    border-inline-start-color: var(--danger);
  }

  .row.soon {
    border-inline-start-color: var(--time);
  }

  .row[aria-selected='true'] {
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .row[aria-selected='true'] .chip {
    background: var(--surface);
    color: var(--ink);
  }

  .row[aria-selected='true'] .meta,
  .row[aria-selected='true'] .calm,
  .row[aria-selected='true'] .mark {
    color: inherit;
  }

  .scroller:focus-visible .row.active {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
  }

  .name,
  .meta {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name {
    font-weight: 600;
  }

  .meta {
    color: var(--ink-2);
    font-size: var(--small);
  }

  .end {
    font-size: var(--small);
    text-align: end;
  }
`;
