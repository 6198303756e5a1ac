import { css } from 'lit';

export const cardStyles = css`
  :host {
    display: block;
  }

  article {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--surface);
    box-shadow: var(--lift);
  }

  header {
    display: grid;
    gap: 2px;
  }

  h3 {
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  .amount {
    font-size: var(--amount);
    font-weight: 700;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }

  .closed .amount {
    color: var(--ink-2);
  }

  .closed.good .amount {
    color: var(--accent);
  }

  .items {
    display: grid;
    gap: var(--s2);
    padding-block: var(--s2);
    border-block: 1px solid var(--line);
  }

  .items li {
    display: flex;
    align-items: center;
    gap: var(--s3);
    overflow-wrap: anywhere;
  }

  .picture {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    overflow: hidden;
    width: 40px;
    height: 40px;
    border-radius: var(--round-s);
    background: var(--sunken);
    color: var(--ink-2);
  }

  .picture img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  blockquote {
    margin: 0;
    padding: var(--s2) var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    background: var(--sunken);
    border-start-end-radius: var(--round-s);
    border-end-end-radius: var(--round-s);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  blockquote cite {
    display: block;
    color: var(--ink-2);
    font-size: var(--small);
    font-style: normal;
    font-weight: 600;
  }

  .time {
    display: flex;
    align-items: center;
    gap: var(--s2);
    padding: var(--s2) var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
    font-variant-numeric: tabular-nums;
  }

  .time.soon {
    background: var(--time-soft);
    color: var(--time);
  }

  .time svg {
    flex: none;
  }

  .time .exact {
    display: block;
    color: var(--ink-2);
    font-size: var(--small);
  }

  .time.soon .exact {
    color: inherit;
  }

  .actions {
    display: grid;
    gap: var(--s3);
  }

  .actions li {
    display: grid;
    gap: var(--s1);
  }

  .actions p {
    text-align: center;
    text-wrap: balance;
  }

  .outcome {
    display: flex;
    gap: var(--s3);
    padding: var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .good .outcome {
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .outcome svg {
    flex: none;
    margin-top: 2px;
  }
`;
