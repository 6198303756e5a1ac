/** How a dialog of the boards looks, whatever its size. */
import { css } from 'lit';

export const dialogs = css`
  dialog {
    border: 0;
    border-radius: var(--round);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--lift);
  }

  dialog::backdrop {
    background: var(--scrim);
  }
`;
