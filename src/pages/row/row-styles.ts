/** How a request's row looks. The list it stands in gives the height (`--row`) and what frames it. */
import { css } from 'lit';
import { chips } from '../theme/chips.ts';

const own = css`
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr);
    align-items: center;
    gap: 0 var(--s3);
    min-width: 0;
    height: var(--row);
    padding-block: 0;
    padding-inline: var(--s3) var(--s4);
    overflow: hidden;
    border-bottom: 1px solid var(--line);
    border-inline-start: 4px solid transparent;
    background: var(--surface);
    line-height: 1.4;
  }

  .row:hover {
    background: var(--sunken);
  }

  .row.current,
  .row[aria-selected='true'] {
    border-inline-start-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  .row:has(.when:is(.soon, .over)) {
    border-inline-start-color: var(--danger);
  }

  .row .picture {
    position: relative;
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    overflow: hidden;
    border-radius: var(--round-s);
    background: var(--sunken);
    color: var(--ink-2);
  }

  .row .picture img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  .row .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .row .line {
    display: flex;
    gap: 0 6px;
    align-items: center;
    min-width: 0;
    white-space: nowrap;
  }

  .row :is(.title, .sum, .chip, .mark, .fact, .words, .due) {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .row .title {
    flex: 1 1 0;
    min-width: 4rem;
    font-weight: 600;
  }

  .row .sum {
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .row :is(.second, .third) {
    min-height: 1lh;
    color: var(--ink-2);
    font-size: var(--small);
  }

  /* What does not fit wraps onto a line that nobody sees. Only a part that can show some letters stays. */
  .row .facts {
    display: flex;
    flex: 1 1 0;
    flex-wrap: wrap;
    gap: 0 6px;
    align-items: center;
    min-width: 0;
    height: 1lh;
    overflow: hidden;
  }

  .row .fact {
    flex: 1000 1 9ch;
    max-width: max-content;
  }

  .row .fact + .fact + .fact {
    flex: 1 1 11ch;
  }

  .row .fact.shop {
    flex: none;
    max-width: min(100%, 24ch);
    color: var(--ink);
    font-weight: 600;
  }

  .row .fact + .fact::before {
    content: '· ';
  }

  .row .chip {
    flex: none;
    max-width: 70%;
    line-height: calc(1lh - 2px);
  }

  .row .words {
    flex: 1 1 0;
  }

  .row:has(.unread) .words {
    color: var(--ink);
    font-weight: 600;
  }

  .unread {
    flex: none;
    min-width: 18px;
    padding: 0 5px;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 16px;
    text-align: center;
  }

  .when {
    display: flex;
    gap: 0.3em;
    min-width: 0;
    color: var(--ink-2);
    font-variant-numeric: tabular-nums;
  }

  .when .left {
    flex: none;
  }

  .when.near {
    color: var(--time);
  }

  .when:is(.soon, .over) {
    color: var(--danger);
    font-weight: 700;
  }

  :is(.row.current, .row[aria-selected='true']) :is(.second, .third, .words, .shop, .when:not(.near, .soon, .over)) {
    color: inherit;
  }

  :is(.row.current, .row[aria-selected='true']) .chip:not(.over) {
    background: var(--surface);
    color: var(--ink);
  }

  .skeleton .bone {
    width: 60%;
    height: 0.75em;
    margin: 4px 0;
    border-radius: 999px;
    background: var(--sunken);
  }

  .skeleton .bone + .bone {
    width: 85%;
  }

  @media (max-width: 599px) {
    .row .second {
      flex-wrap: wrap;
    }

    .row .facts {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    .row.current,
    .row[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .row:has(.when:is(.over, .soon)) {
      border-inline-start-color: LinkText;
    }

    .row.current,
    .row[aria-selected='true'],
    .unread {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }

    .row:is(.current, [aria-selected='true']) :is(.picture, .chip, .sum, .title, .when, button) {
      background: transparent;
      color: inherit;
    }
  }
`;

export const rowStyles = [chips, own];
