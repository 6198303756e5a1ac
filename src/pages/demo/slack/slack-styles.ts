/** The window of Slack: its coloured frame, the channel's bar, the list, and the line to write in. */
import { css } from 'lit';

/** What scrolls in it: messages, Home. And what stands there while there is nothing. */
export const scrollStyles = css`
  .line {
    flex: none;
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .scroll {
    flex: 1;
    overflow: hidden auto;
    min-height: 0;
    padding-block: var(--s2);
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .scroll:focus-visible {
    outline-offset: -3px;
  }

  .empty {
    display: grid;
    place-content: center;
    flex: 1;
    padding: var(--s5);
    text-align: center;
  }
`;

export const slackStyles = css`
  :host {
    --slack: #4a154b;
    --on-slack: #ffffff;
    display: block;
    min-height: 0;
    height: 100%;
  }

  .window {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    overflow: hidden;
    padding: 0 6px 6px;
    border-radius: var(--round);
    background: var(--slack);
    box-shadow: var(--lift);
  }

  .workspace {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-width: 0;
    height: 36px;
    padding: 0 var(--s2);
    color: var(--on-slack);
    font-size: var(--small);
  }

  .square {
    display: grid;
    place-items: center;
    flex: none;
    width: 22px;
    height: 22px;
    border-radius: 6px;
    background: var(--on-slack);
    color: var(--slack);
    font-weight: 800;
  }

  .team {
    overflow: hidden;
    font-size: var(--body);
    font-weight: 800;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .me {
    overflow: hidden;
    margin-inline-start: auto;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .panel,
  .view {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
  }

  .panel {
    overflow: hidden;
    border-radius: 9px;
    background: var(--surface);
  }

  .view {
    flex: 1;
  }

  .bar {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: var(--s3);
    min-height: 44px;
    padding-inline: var(--s4) var(--s2);
    border-bottom: 1px solid var(--line);
  }

  h3 {
    overflow: hidden;
    font-size: var(--strong);
    font-weight: 800;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  h3 .quiet {
    font-weight: 400;
  }

  .tabs {
    display: flex;
    align-self: stretch;
  }

  .tabs button {
    padding: 0 var(--s2);
    border: 0;
    border-bottom: 2px solid transparent;
    border-radius: 0;
    background: transparent;
    color: var(--ink-2);
    font-size: var(--small);
    white-space: nowrap;
  }

  .tabs button:hover:not(:disabled) {
    background: transparent;
    color: var(--ink);
  }

  .tabs [aria-selected='true'] {
    border-bottom-color: var(--ink);
    color: var(--ink);
  }

  .tabs :focus-visible {
    outline-offset: -3px;
  }

  .cross {
    min-width: var(--control);
    padding: 0;
    color: var(--ink-2);
  }

  .note {
    padding: var(--s2) var(--s4);
    background: var(--time-soft);
    color: var(--time);
    font-size: var(--small);
  }

  .home {
    padding: var(--s3) var(--s4) var(--s4);
  }

  .composer {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    margin: 0 var(--s3) var(--s3);
    padding: 3px;
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
  }

  .composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .composer input:not([type='radio'], [type='checkbox']) {
    min-height: 34px;
    padding-block: var(--s1);
    border: 0;
    background: transparent;
    outline: 0;
  }

  .composer input::placeholder {
    color: var(--ink-2);
    opacity: 1;
  }

  .send {
    width: 36px;
    min-height: 34px;
    padding: 0;
    border-radius: 6px;
    border: 0;
    background: var(--accent);
    color: var(--on-accent);
  }

  .send:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }

  .wrong {
    grid-column: 1 / -1;
    padding: var(--s1) var(--s3);
    color: var(--danger);
    font-size: var(--small);
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --slack: #3a1440;
    }
  }

  @media (max-width: 1099px) {
    .window {
      border-radius: 0;
      box-shadow: none;
    }

    .composer input:not([type='radio'], [type='checkbox']),
    .send {
      min-height: var(--control);
    }

    .send {
      width: var(--control);
    }
  }
`;
