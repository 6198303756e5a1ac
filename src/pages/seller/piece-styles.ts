/** Pieces that the list and the opened request both show. */
import { css } from 'lit';
import { chips } from '../theme/chips.ts';

const own = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s2);
    align-items: center;
  }
`;

export const pieceStyles = [chips, own];
