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

  .row:has(.when.over) {
    border-inline-start-color: var(--danger);
  }

  .row:has(.when.soon) {
    border-inline-start-color: var(--time);
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
    min-width: 0;
  }

  .row .line {
    display: flex;
    gap: 6px;
    align-items: center;
    min-width: 0;
    white-space: nowrap;
  }

  .row :is(.title, .sum, .chip, .mark, .facts, .words, .due) {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .row .title {
    flex: 1 1 0;
    min-width: 4rem;
    font-weight: 600;
  }

  /* Where words are long, those give way first that say least, and how much time is left never does. */
  .row .words {
    flex: 1 100000 4rem;
  }

  .row .sum {
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .row .second {
    color: var(--ink-2);
    font-size: var(--small);
  }

  .row .facts {
    flex: 0 100000 auto;
  }

  .row .chip {
    flex: 0 1 auto;
  }

  .row:has(.unread) .words {
    min-width: 5rem;
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
    line-height: 18px;
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

  .when.near,
  .when.soon {
    color: var(--time);
  }

  .when.over {
    color: var(--danger);
  }

  .when.soon,
  .when.over {
    font-weight: 700;
  }

  .row.current,
  .row[aria-selected='true'] {
    border-inline-start-color: var(--accent);
    background: var(--accent-soft);
    color: var(--on-accent-soft);
  }

  :is(.row.current, .row[aria-selected='true']) :is(.second, .words, .when) {
    color: inherit;
  }

  :is(.row.current, .row[aria-selected='true']) .chip {
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
      flex: 1 1 0;
    }

    .row .words {
      order: 1;
      flex: 1 0 100%;
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

    .row:is(.current, [aria-selected='true']) :is(.picture, .chip, .sum, .title, button) {
      background: transparent;
      color: inherit;
    }
  }
`;

export const rowStyles = [chips, own];
