/** What happened, one point below the other on a line: the steps of a parcel, the offers so far, a request's events. */
import { css } from 'lit';

export const historyStyles = css`
  .history {
    display: grid;
  }

  .history li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--s3);
    padding-block-end: var(--s3);
    padding-inline-start: var(--s5);
  }

  .history li::before {
    content: '';
    position: absolute;
    inset-block-start: 7px;
    inset-inline-start: 3px;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--accent);
  }

  .history .wrong::before {
    background: var(--danger);
  }

  .history li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 20px -4px;
    inset-inline-start: 7px;
    width: 1px;
    background: var(--line-strong);
  }

  .history time {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .history .said {
    grid-column: 1 / -1;
    color: var(--ink-2);
    overflow-wrap: anywhere;
  }
`;
