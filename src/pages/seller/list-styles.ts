/** The tabs, what narrows the list, and the requests in it. */
import { css } from 'lit';
import { outOfSight } from '../theme/out-of-sight.ts';

export const listStyles = css`
  .tabline {
    grid-column: 1 / -1;
    min-width: 0;
    border-bottom: 1px solid var(--line);
  }

  .tabs {
    display: flex;
    gap: 0 var(--s1);
    align-items: center;
    padding: var(--s1) var(--s3);
    overflow-x: auto;
    scroll-padding-inline: var(--s6);
    scrollbar-width: none;
  }

  .tabs button {
    flex: none;
    gap: 6px;
    padding: var(--s1) var(--s3);
    border-color: transparent;
    background: transparent;
    font-size: var(--small);
  }

  .tabs:not(.everywhere) [aria-selected='true'],
  .waits[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .count {
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }

  #list {
    display: grid;
    align-content: start;
  }

  #list > * {
    min-width: 0;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    align-items: center;
    padding: var(--s2) var(--s3) 0;
  }

  .filters > input {
    flex: 1 1 9rem;
    min-width: 0;
    text-overflow: ellipsis;
  }

  .filters > button[aria-expanded='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  #narrow {
    display: grid;
    flex: 1 0 100%;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--s2);
    margin-block-end: var(--s2);
  }

  /* What follows are pairs: from and until, at least and at most. */
  #narrow > .field:has(#holder) {
    grid-column: 1 / -1;
  }

  .filters label,
  .state label {
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 400;
  }

  .filters select,
  .state select {
    padding-inline: var(--s2);
    font-size: var(--small);
    text-overflow: ellipsis;
  }

  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    align-items: center;
    justify-content: space-between;
    min-height: 36px;
    padding: var(--s1) var(--s3);
    border-bottom: 1px solid var(--line);
  }

  .state .field {
    position: relative;
    display: flex;
    gap: var(--s2);
    align-items: center;
    min-width: 0;
  }

  .state .field label {
    ${outOfSight}
  }

  .state select {
    width: auto;
    max-width: 11rem;
  }

  .found {
    display: flex;
    flex: 1 0 100%;
    gap: var(--s2);
    align-items: center;
    justify-content: space-between;
  }

  /* Beside the order of the list, however many wait. */
  .waits {
    flex: 1 1 0;
    flex-wrap: wrap;
    gap: 0 6px;
    max-width: max-content;
    padding: var(--s1) var(--s3);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }

  .waits span {
    white-space: nowrap;
  }

  .waits small {
    font-size: 0.75rem;
    font-weight: 400;
  }

  .clear {
    min-height: 36px;
    padding: 0 var(--s1);
    font-size: var(--small);
  }

  .fresh {
    flex: 1 0 100%;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-size: var(--small);
  }

  .fresh:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }

  .rows .row {
    --row: 4.125rem;

    height: auto;
    min-height: var(--row);
    padding-block: 1px;
    grid-template-columns: 40px minmax(0, 1fr);
  }

  .rows:not(.boxed) .pickbox {
    display: none;
  }

  .rows.boxed .row:has(.pickbox) {
    grid-template-columns: auto 40px minmax(0, 1fr);
  }

  @media (max-width: 599px) {
    .tabs button {
      padding-inline: var(--s2);
    }

    .rows .row {
      --row: 5.25rem;
    }
  }

  .rows .row.moved {
    background: var(--bg);
  }

  .rows .row:has(.open:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
  }

  .pickbox {
    z-index: 1;
    display: grid;
    place-items: center;
    width: 32px;
    height: 44px;
    margin-inline: -6px calc(-1 * var(--s2));
    cursor: pointer;
  }

  .pickbox input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }

  .pickbox:has(:disabled),
  .pickbox input:disabled {
    cursor: not-allowed;
  }

  .open {
    display: block;
    width: 100%;
    min-height: 24px;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: transparent;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .open:hover:not(:disabled) {
    background: transparent;
  }

  .open:focus-visible {
    outline: none;
  }

  .open::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .rows + button {
    margin: var(--s3);
  }

  .empty {
    padding: var(--s6) var(--s4);
    color: var(--ink-2);
    text-align: center;
  }

  .selection {
    position: sticky;
    bottom: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s1);
    align-items: center;
    padding: var(--s1) var(--s3) var(--s3);
    border-top: 1px solid var(--line);
    background: var(--surface);
    box-shadow: var(--lift);
  }

  .selection > span {
    flex: 1 1 auto;
    font-weight: 600;
  }

  .selection .plain {
    padding-inline: var(--s2);
    font-size: var(--small);
  }

  .selection .acts {
    display: flex;
    flex: 1 0 100%;
    flex-wrap: wrap;
    gap: var(--s2);
  }

  .selection .acts > * {
    flex: 1 1 9rem;
    flex-direction: column;
    gap: 0;
    line-height: 1.25;
  }

  .selection small {
    font-size: 0.75rem;
    font-weight: 400;
  }

  @media (min-width: 1000px) {
    .tabs button,
    .filters > :is(input, button),
    .state .fresh {
      min-height: 36px;
      padding-block: var(--s1);
    }

    .state :is(select, .waits, .clear) {
      min-height: 28px;
      padding-block: 0;
    }
  }

  @media (max-width: 999px) {
    .pickbox {
      width: 44px;
      margin-inline: -10px calc(-1 * var(--s2));
    }
  }
`;
