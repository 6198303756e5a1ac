/** The tabs, what narrows the list, and the requests in it. */
import { css } from 'lit';

export const listStyles = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 0 var(--s1);
    padding: var(--s2) var(--s3);
    border-bottom: 1px solid var(--line);
  }

  .tabs button {
    gap: 6px;
    padding: var(--s1) var(--s3);
    border-color: transparent;
    background: transparent;
    font-size: var(--small);
  }

  .tabs button[aria-selected='true'] {
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
    gap: var(--s2);
    align-content: start;
    padding: var(--s3);
  }

  #list > * {
    min-width: 0;
  }

  .filters {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--s2);
  }

  .filters > input {
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
    gap: var(--s2);
    align-items: center;
    justify-content: space-between;
  }

  .state .field {
    display: flex;
    gap: var(--s2);
    align-items: center;
    min-width: 0;
  }

  .state select {
    width: auto;
    max-width: 11rem;
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

  .rows {
    display: grid;
    gap: var(--s2);
  }

  .row {
    position: relative;
    display: grid;
    gap: 6px;
    min-width: 0;
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--surface);
    transition: border-color var(--fast) var(--ease);
  }

  .row:hover {
    border-color: var(--line-strong);
  }

  .row.current {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }

  .row.moved {
    background: var(--bg);
  }

  .row:has(.open:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .pickbox {
    z-index: 1;
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    margin-block: -4px;
    margin-inline: -6px calc(-1 * var(--s1));
    cursor: pointer;
  }

  .pickbox input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }

  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s3);
    align-items: center;
  }

  .head:has(.pickbox) {
    grid-template-columns: auto minmax(0, 1fr) auto;
  }

  .open {
    display: block;
    min-height: 24px;
    padding: 0;
    border: 0;
    background: transparent;
    font-weight: 650;
    text-align: start;
    overflow-wrap: anywhere;
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
    border-radius: var(--round);
  }

  .words {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .row seller-due {
    font-size: var(--small);
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

  .selection span {
    flex: 1 1 auto;
    font-weight: 600;
  }

  .selection .plain {
    padding-inline: var(--s2);
    font-size: var(--small);
  }

  .selection .primary {
    flex: 1 0 100%;
  }

  @media (max-width: 999px) {
    .pickbox {
      width: 44px;
      height: 44px;
      margin-block: -8px;
      margin-inline: -12px calc(-1 * var(--s2));
    }
  }
`;
