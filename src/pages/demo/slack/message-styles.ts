/** A message's frame: who, when, what it replies to, and its thread. */
import { css } from 'lit';

export const messageStyles = css`
  :host {
    display: block;
  }

  article {
    position: relative;
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 var(--s2);
    padding: var(--s2) var(--s4) var(--s2);
    font-size: var(--body);
    line-height: 1.46;
  }

  article:focus-visible {
    outline-offset: -3px;
  }

  /** The message about the request the page shows is marked, as Slack marks the one it was asked to go to. */
  :host([chosen]) article::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 3px;
    background: var(--accent);
  }

  .avatar {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    margin-top: 2px;
    border-radius: 8px;
    background: var(--accent-soft);
    color: var(--on-accent-soft);
    font-weight: 700;
  }

  .parley {
    display: block;
    width: 100%;
    height: 100%;
  }

  .line {
    flex: none;
    width: 14px;
    height: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .said {
    min-width: 0;
  }

  .by {
    display: flex;
    align-items: baseline;
    gap: 6px;
    line-height: 1.4;
  }

  .by b {
    font-weight: 800;
  }

  .badge {
    align-self: center;
    padding: 1px 4px;
    border-radius: 3px;
    background: var(--sunken);
    color: var(--ink-2);
    font-size: 0.625rem;
    font-weight: 700;
    line-height: 1.3;
  }

  .by time,
  .edited,
  .last {
    color: var(--ink-2);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .gone {
    grid-column: 2;
  }

  .reference,
  .seen {
    display: flex;
    align-items: center;
    gap: var(--s1);
    min-width: 0;
    color: var(--ink-2);
    font-size: var(--small);
  }

  .reference span {
    white-space: nowrap;
  }

  .whisper {
    background: var(--sunken);
  }

  .seen {
    grid-column: 2;
    font-size: 0.75rem;
  }

  .whisper .badge {
    background: var(--surface);
  }

  button.link {
    min-height: 24px;
    min-width: 0;
    padding: 0 2px;
    border: 0;
    background: transparent;
    color: var(--accent);
    font-weight: 600;
  }

  .reference button.link {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  button.thread {
    display: flex;
    justify-content: start;
    gap: var(--s2);
    width: 100%;
    min-height: 32px;
    margin-block-start: var(--s1);
    margin-inline-start: -6px;
    padding: 3px 6px;
    border-color: transparent;
    background: transparent;
    font-size: var(--small);
    text-align: start;
  }

  button.thread:hover {
    border-color: var(--line);
    background: var(--surface);
  }

  .thread .small {
    width: 22px;
    height: 22px;
  }

  .thread .count {
    color: var(--accent);
    font-weight: 700;
  }

  .thread .last {
    font-weight: 400;
  }

  .problem {
    margin-top: var(--s2);
    font-size: var(--small);
  }

  @media (max-width: 1099px) {
    article {
      padding-inline: var(--s3);
    }

    button.thread,
    button.link {
      min-height: var(--control);
    }
  }
`;
