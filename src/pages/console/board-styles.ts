/** What the pieces of the board share: chips, marks, small headings. */
import { css } from 'lit';
import { chips } from '../theme/chips.ts';

const own = css`
  :host {
    display: block;
    min-width: 0;
  }

  h2,
  h3,
  h4 {
    font-size: var(--small);
    font-weight: 600;
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

export const boardStyles = [chips, own];
