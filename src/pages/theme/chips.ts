/**
 * The small labels that say where a request stands. The tone repeats what the words say: amber while the shop must act,
 * green while the buyer must, an outline once nobody must, red for what went wrong.
 */
import { css } from 'lit';

export const chips = css`
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
`;
