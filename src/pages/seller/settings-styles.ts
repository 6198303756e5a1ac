import { css } from 'lit';

export const settingsStyles = css`
  :host {
    height: 100%;
    overflow: auto;
  }

  article {
    display: grid;
    gap: var(--s4);
    max-width: 720px;
    margin: 0 auto;
    padding: var(--s4);
  }

  header {
    display: flex;
    gap: var(--s3);
    align-items: center;
  }

  h2 {
    font-size: 1.25rem;
  }

  h2:focus {
    outline: none;
  }

  .todo {
    padding: var(--s2) var(--s3);
    border-radius: var(--round-s);
    background: var(--sunken);
  }

  section,
  shop-rules {
    padding: var(--s4);
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--surface);
  }

  /* Choices of a form keep room for their words. */
  @media (max-width: 359px) {
    article {
      padding-inline: var(--s2);
    }

    section,
    shop-rules {
      padding-inline: var(--s3);
    }
  }

  section > button,
  form > button {
    justify-self: start;
  }

  /* The form is longer than a screen, and what is set is read before it is saved. */
  form > button.primary {
    position: static;
    box-shadow: none;
  }

  .state,
  .code {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s3);
    align-items: center;
    justify-content: space-between;
  }

  .state > span {
    flex: 1 1 16rem;
  }

  .code {
    justify-content: start;
  }

  code {
    padding: 2px var(--s1);
    border-radius: 4px;
    background: var(--surface);
    white-space: nowrap;
    user-select: all;
  }

  .code code {
    padding: var(--s1) var(--s2);
    border-radius: var(--round-s);
    background: var(--sunken);
    font-size: var(--strong);
  }

  .pair {
    grid-template-columns: repeat(2, minmax(0, 11rem));
    gap: var(--s1) var(--s3);
  }

  #digestAt {
    max-width: 11rem;
  }

  .pair > .quiet {
    grid-column: 1 / -1;
  }

  .steps {
    display: grid;
    gap: var(--s3);
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .step legend {
    grid-column: 1 / -1;
    margin-block-end: var(--s1);
    color: var(--ink-2);
    font-size: var(--small);
  }

  .step {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    gap: var(--s2) var(--s3);
    max-width: 36rem;
  }

  dl {
    gap: var(--s3) var(--s5);
  }

  dl > .wide {
    grid-column: 1 / -1;
  }

  .months {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3) var(--s5);
  }

  .days {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s2);
    margin: var(--s1) 0 0;
    padding: 0;
    list-style: none;
  }

  .days li {
    padding: 0 var(--s2);
    border: 1px solid var(--line);
    border-radius: var(--round-s);
    background: var(--sunken);
    font-size: var(--small);
    font-weight: 400;
    white-space: nowrap;
  }
`;
