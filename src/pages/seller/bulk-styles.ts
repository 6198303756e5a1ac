/** The dialog that answers several requests. */
import { css } from 'lit';

export const bulkStyles = css`
  dialog {
    width: min(560px, calc(100vw - 32px));
    max-height: 90dvh;
    padding: var(--s5);
    border-radius: var(--round-l);
  }

  h2 {
    font-size: var(--strong);
  }

  dl {
    grid-template-columns: repeat(auto-fit, minmax(110px, 1fr));
  }

  .requests {
    display: grid;
    max-height: 34dvh;
    overflow: auto;
    border-block: 1px solid var(--line);
  }

  .requests li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s1) var(--s3);
    padding: var(--s2) 2px;
    overflow-wrap: anywhere;
  }

  .requests li + li {
    border-top: 1px solid var(--line);
  }

  .requests :is(.result, .tracking) {
    grid-column: 1 / -1;
  }

  .requests .result {
    font-size: var(--small);
    font-weight: 600;
  }

  .succeeded {
    color: var(--accent);
  }

  .refused {
    color: var(--danger);
  }

  /* What is asked is in sight, however long the list. */
  .buttons {
    position: sticky;
    inset-block-end: calc(-1 * var(--s5));
    margin-block-end: calc(-1 * var(--s5));
    padding-block: var(--s2) var(--s5);
    background: var(--surface);
  }

  .buttons > .primary[type='submit'] {
    position: static;
    box-shadow: none;
  }
`;
