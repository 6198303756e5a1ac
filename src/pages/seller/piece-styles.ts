/** Pieces that the list and the opened request both show. */
import { css } from 'lit';

export const pieceStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s2);
    align-items: center;
  }

  .chip {
    padding: 1px var(--s2);
    border-radius: 999px;
    background: var(--sunken);
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
  }

  .chip.tag {
    background: var(--ink);
    color: var(--bg);
  }

  .chip.act {
    background: var(--time-soft);
    color: var(--time);
  }

  .chip.wait {
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .chip.over {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--line-strong);
    color: var(--ink-2);
  }
`;
