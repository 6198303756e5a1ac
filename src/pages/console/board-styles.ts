/** What the pieces of the board share: chips, tones of urgency, small headings. */
import { css } from 'lit';

export const boardStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  h2,
  h3 {
    font-size: var(--small);
    font-weight: 600;
    color: var(--ink-2);
  }

  .chip {
    display: inline-block;
    flex: none;
    padding: 1px var(--s2);
    border-radius: 999px;
    background: var(--sunken);
    color: var(--ink);
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

  .chip.closed {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--line-strong);
    color: var(--ink-2);
  }

  .chip.over {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .urgency {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .urgency.over {
    color: var(--danger);
    font-weight: 700;
  }

  .urgency.soon {
    color: var(--time);
    font-weight: 700;
  }

  .urgency.near {
    color: var(--time);
  }

  .urgency.calm {
    color: var(--ink-2);
  }

  .mark {
    color: var(--accent);
    font-weight: 600;
    white-space: nowrap;
  }

  .mark::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: var(--accent);
  }
`;
