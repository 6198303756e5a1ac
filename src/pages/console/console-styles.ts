import { css } from 'lit';
import { headTimes, iconAndWords } from '../theme/head.ts';

const own = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
    min-height: 36rem;
    background: var(--bg);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s4);
    align-items: center;
    padding: 6px var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  h1 {
    font-size: var(--strong);
  }

  .status {
    font-size: var(--small);
    font-weight: 600;
  }

  .status p {
    padding: var(--s1) var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .status.live p {
    color: var(--ink-2);
    font-weight: 400;
  }

  .status.reconnecting p {
    background: var(--time-soft);
    color: var(--time);
  }

  .status.expired p,
  .status.refused p {
    background: var(--danger-soft);
    color: var(--danger);
  }

  main {
    display: grid;
    grid-template-columns: minmax(26rem, 3fr) 4fr;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }

  .top {
    grid-column: 1 / -1;
    min-width: 0;
    padding: var(--s2) var(--s4);
    border-bottom: 1px solid var(--line);
  }

  .top > console-numbers + console-filters {
    margin-top: var(--s2);
  }

  .top > console-numbers[hidden] + console-filters {
    margin-top: 0;
  }

  .folds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }

  tell-me {
    margin-inline-start: auto;
  }

  .folds button {
    min-height: 28px;
    padding: 0 var(--s3);
    font-size: var(--small);
  }

  .folds button[aria-expanded='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  console-requests {
    min-width: 0;
    border-inline-end: 1px solid var(--line);
  }

  .detail {
    min-width: 0;
    min-height: 0;
  }

  .empty {
    display: grid;
    gap: var(--s3);
    justify-items: center;
    padding: var(--s6) var(--s4);
    color: var(--ink-2);
    text-align: center;
  }

  @media (max-width: 599px) {
    header {
      display: grid;
      grid-auto-columns: auto;
      grid-auto-flow: column;
      grid-template-columns: minmax(0, 1fr);
      gap: 0 var(--s2);
    }

    header > * {
      grid-row: 1;
    }

    h1 {
      line-height: 1.3;
    }

    .times:not(:empty) {
      grid-area: 2 / 1;
    }

    .status:not(:empty) {
      grid-area: 3 / 1 / auto / span 3;
    }

    :is(.times, .status):empty {
      display: none;
    }
  }

  @media (max-width: 999px) {
    :host {
      height: auto;
      min-height: 100dvh;
    }

    main {
      display: block;
    }

    header {
      min-height: 3.8125rem;
    }

    .folds button {
      min-height: 44px;
    }

    .top {
      padding-block: 0;
      border: 0;
    }

    .top > console-numbers + console-filters {
      margin: 0;
    }

    .top > :not(console-attention) {
      padding-block: var(--s2);
      border-bottom: 1px solid var(--line);
    }

    console-requests {
      height: calc(100dvh - 3.8125rem - var(--control) - 2 * var(--s2) - 1px);
      min-height: 24rem;
      border: 0;
    }

    .opened .top,
    .opened console-requests,
    main:not(.opened) .detail {
      display: none;
    }

    .opened .detail {
      height: calc(100dvh - 3.8125rem);
      min-height: 24rem;
    }
  }
`;

export const consoleStyles = [headTimes, own, iconAndWords];
