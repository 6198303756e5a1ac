/** What the seller's and the agent's side share. */
import { css } from 'lit';
import { chips } from '../theme/chips.ts';
import { historyStyles } from '../theme/history.ts';

const own = css`
  :host {
    display: block;
    min-width: 0;
  }

  .stack {
    display: grid;
    gap: var(--s3);
  }

  .stack > *,
  form > * {
    min-width: 0;
  }

  h3 {
    font-size: var(--strong);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  h3.small {
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  .rows {
    display: grid;
    border-block: 1px solid var(--line);
  }

  .rows li + li {
    border-top: 1px solid var(--line);
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--s3);
    width: 100%;
    padding: var(--s2) var(--s3);
    border: 0;
    border-radius: 0;
    background: transparent;
    font-weight: 400;
    text-align: start;
  }

  .row > * {
    min-width: 0;
  }

  .row .name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .row .quiet.name {
    font-weight: 400;
  }

  .row .end.soon {
    color: var(--time);
    font-weight: 600;
  }

  .row .end {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .row[aria-current='true'] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 0 var(--accent);
  }

  .row[aria-current='true'] .quiet:not(.soon) {
    color: var(--on-accent-soft);
  }

  .row[aria-current='true'] .chip.buyer {
    background: var(--surface);
  }

  .time {
    display: grid;
    gap: 2px;
    padding: var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .time.soon {
    background: var(--time-soft);
    color: var(--time);
  }

  .time.soon .quiet {
    color: inherit;
  }

  .time strong {
    font-variant-numeric: tabular-nums;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
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

  blockquote {
    margin: 0;
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    overflow-wrap: anywhere;
  }

  form {
    display: grid;
    gap: var(--s3);
  }

  .buttons {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: var(--s2);
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--s3);
  }

  .tools {
    border-block: 1px solid var(--line);
  }

  details + details {
    border-top: 1px solid var(--line);
  }

  details > form {
    padding-bottom: var(--s4);
  }

  details > summary {
    min-height: var(--control);
    padding: var(--s2) 0;
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
  }
`;

export const paneStyles = [chips, historyStyles, own];
