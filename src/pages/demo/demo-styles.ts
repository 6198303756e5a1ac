import { css } from 'lit';

export const demoStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    min-height: 640px;
    background: var(--bg);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s5);
    align-items: center;
    padding: var(--s1) var(--s5);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .brand {
    line-height: 1.25;
  }

  h1 {
    font-size: 1.25rem;
    letter-spacing: -0.01em;
  }

  .picker {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--s2);
    flex: 1 1 460px;
    max-width: 560px;
  }

  .picker select {
    text-overflow: ellipsis;
  }

  @media (min-width: 900px) {
    .picker :is(select, button) {
      min-height: 38px;
      padding-block: 0;
    }
  }

  .clock {
    display: flex;
    align-items: center;
    gap: var(--s4);
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }

  .clock time {
    min-width: 12.5em;
    text-align: end;
  }

  .choice {
    display: flex;
    margin: 0;
    padding: 3px;
    border: 0;
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  .choice label {
    position: relative;
    cursor: pointer;
  }

  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice span {
    display: grid;
    place-items: center;
    min-height: 34px;
    padding: 0 var(--s3);
    border-radius: 6px;
    font-size: var(--small);
    white-space: nowrap;
  }

  .choice :checked + span {
    background: var(--surface);
    box-shadow: var(--lift);
    color: var(--accent);
  }

  .choice :focus-visible + span {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }

  main {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: clamp(var(--s2), 1.5vw, 20px);
    width: 100%;
    flex: 1;
    max-width: 1680px;
    min-height: 0;
    margin: 0 auto;
    padding: 0 var(--s5) var(--s1);
  }

  .pane {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    gap: var(--s1);
    min-width: 0;
    min-height: 0;
  }

  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s3);
    min-width: 0;
    min-height: 34px;
  }

  .head .choice span {
    min-height: 28px;
  }

  h2 {
    flex: 1;
    overflow: hidden;
    font-size: var(--body);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .side {
    margin-inline-end: var(--s2);
    color: var(--ink-2);
    font-weight: 400;
  }

  .real {
    flex: none;
    padding: var(--s1) var(--s2);
    border-radius: var(--round-s);
    color: var(--accent);
    font-size: var(--small);
    font-weight: 600;
    text-decoration: none;
    white-space: nowrap;
  }

  .real:hover {
    background: var(--sunken);
    text-decoration: underline;
  }

  .try {
    flex: 1 1 50%;
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--accent);
    font-weight: 600;
  }

  .acts {
    display: flex;
    gap: var(--s2);
    align-items: center;
  }

  .acts button {
    min-height: 34px;
    padding: 0 var(--s3);
    font-size: var(--small);
  }

  .body {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--surface);
  }

  .phone {
    overflow: hidden;
    min-height: 0;
    padding: 5px;
    border-radius: 31px;
    background: #26241f;
    box-shadow: var(--lift);
  }

  .phone parley-chat {
    overflow: hidden;
    height: 100%;
    min-height: 0;
    border-radius: 26px;
  }

  .tabs {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .tabs button {
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: 0;
    background: transparent;
    color: var(--ink-2);
  }

  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--accent);
  }

  .tabs :focus-visible {
    outline-offset: -3px;
  }
`;
