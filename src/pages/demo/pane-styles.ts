/** What the seller's and the agent's side share. */
import { css } from 'lit';

export const paneStyles = css`
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

  .chip {
    display: inline-block;
    padding: 1px var(--s2);
    border-radius: 999px;
    background: var(--sunken);
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
  }

  .chip.seller {
    background: var(--time-soft);
    color: var(--time);
  }

  .chip.buyer {
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .row[aria-current='true'] .chip.buyer {
    background: var(--surface);
  }

  .chip.closed {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--line-strong);
    color: var(--ink-2);
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

  fieldset {
    display: grid;
    gap: var(--s2);
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-bottom: var(--s2);
    padding: 0;
    font-weight: 600;
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

  ol.history {
    display: grid;
  }

  .history li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--s3);
    padding: 0 0 var(--s3) var(--s5);
  }

  .history li::before {
    content: '';
    position: absolute;
    inset: 7px auto auto 3px;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--accent);
  }

  .history li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset: 20px auto -4px 7px;
    width: 1px;
    background: var(--line-strong);
  }

  .history .quiet {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .history .said {
    grid-column: 1 / -1;
    white-space: normal;
    overflow-wrap: anywhere;
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
