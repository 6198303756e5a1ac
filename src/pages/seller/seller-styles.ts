/** The page's frame: list left, opened request and its chat right; below 1,000 px one at a time. */
import { css } from 'lit';

export const sellerStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100dvh;
    background: var(--bg);
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s4);
    align-items: center;
    justify-content: center;
    padding: var(--s2) var(--s4);
    background: var(--time-soft);
    color: var(--time);
    font-size: var(--small);
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
  }

  .bar.calm {
    background: var(--sunken);
    color: var(--ink-2);
    font-weight: 400;
  }

  .bar.ended {
    background: var(--danger-soft);
    color: var(--danger);
  }

  main {
    grid-row: 3;
    min-height: 0;
  }

  .board {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(400px, 35%) minmax(0, 1fr);
    height: 100%;
  }

  .side {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: auto;
    border-inline-end: 1px solid var(--line);
  }

  #list {
    flex: 1 0 auto;
  }

  .nothing {
    place-self: center;
    padding: var(--s5);
    color: var(--ink-2);
  }

  /* One row, to the bottom of the window: what is opened over it takes no room. */
  .opened {
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr) minmax(300px, 340px);
    min-width: 0;
    min-height: 0;
  }

  /* What is gone to stands above the bar that sends. */
  .request,
  .opened {
    scroll-padding-block-end: calc(var(--control) + 2 * var(--s4));
  }

  .request {
    position: relative;
    min-width: 0;
    --beneath: var(--s6);
    padding: var(--s4) var(--s5) var(--beneath);
    overflow: auto;
    background: var(--surface);
  }

  .tools {
    position: absolute;
    inset-block-start: var(--s3);
    inset-inline-end: var(--s4);
  }

  .tools button {
    min-width: 64px;
    padding: var(--s1) var(--s3);
    font-size: var(--small);
  }

  .to-chat {
    display: none;
  }

  seller-request {
    --room: 88px;
  }

  .chat {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
    border-inline-start: 1px solid var(--line);
  }

  .chat h2 {
    padding: var(--s3) var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--surface);
    font-size: var(--body);
  }

  @media (max-width: 1199px) {
    .opened {
      grid-template-rows: none;
      grid-template-columns: minmax(0, 1fr);
      overflow: auto;
    }

    .request {
      --beneath: 0px;
      padding-block-end: var(--s6);
      overflow: visible;
    }

    .tools {
      position: static;
      display: flex;
      gap: var(--s2);
      justify-content: space-between;
      margin-block-end: var(--s3);
    }

    .to-chat {
      display: inline-flex;
    }

    seller-request {
      --room: 0;
    }

    .chat {
      height: 560px;
      border-top: 1px solid var(--line);
      border-inline-start: 0;
    }
  }

  @media (max-width: 999px) {
    .board {
      grid-template-columns: minmax(0, 1fr);
    }

    .side {
      border-inline-end: 0;
    }

    .has-open .side,
    .has-open .tabline,
    .nothing {
      display: none;
    }

    .request {
      padding: var(--s4) var(--s4) var(--s5);
    }
  }
`;
