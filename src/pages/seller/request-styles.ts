/** The opened request: what it is about, from its deadline down to the offers so far. */
import { css } from 'lit';
import { historyStyles } from '../theme/history.ts';

const own = css`
  :host {
    display: block;
    min-width: 0;
  }

  article,
  section,
  header {
    display: grid;
    gap: var(--s2);
    min-width: 0;
  }

  article {
    gap: var(--s5);
  }

  /* Room for the button that closes the request. */
  header {
    padding-inline-end: var(--room, 0);
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  h2:focus {
    outline: none;
  }

  h3 {
    color: var(--ink-2);
    font-size: var(--small);
    font-weight: 600;
  }

  article > div:has(> request-answers[hidden]:only-child) {
    display: none;
  }

  .ship {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
    border: 1px solid var(--line-strong);
    border-radius: var(--round);
  }

  .ship h3 {
    color: inherit;
    font-size: var(--strong);
  }

  .standing {
    display: grid;
    gap: var(--s1);
    padding: var(--s3) var(--s4);
    border-radius: var(--round);
    background: var(--sunken);
  }

  .scan {
    overflow-wrap: anywhere;
  }

  .scan .quiet {
    white-space: nowrap;
  }

  .scan.wrong strong {
    color: var(--danger);
  }

  .items {
    display: grid;
    border-block: 1px solid var(--line);
  }

  .items li {
    display: grid;
    grid-template-columns: 44px minmax(0, 1fr) auto;
    gap: var(--s3);
    align-items: center;
    padding: var(--s2) 0;
  }

  .items li + li {
    border-top: 1px solid var(--line);
  }

  .items strong,
  .items .quiet {
    display: block;
    overflow-wrap: anywhere;
  }

  .items .end {
    text-align: end;
  }

  .picture {
    position: relative;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    overflow: hidden;
    border-radius: var(--round-s);
    background: var(--sunken);
    color: var(--ink-2);
  }

  .picture img {
    position: absolute;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: var(--s3) var(--s4);
  }

  dt {
    color: var(--ink-2);
    font-size: var(--small);
  }

  dd {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  blockquote {
    margin: 0;
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--line-strong);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  a {
    color: var(--accent);
    font-weight: 600;
    text-underline-offset: 2px;
  }

  summary {
    min-height: var(--control);
    padding: var(--s2) 0;
    color: var(--accent);
    font-weight: 600;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
`;

export const requestStyles = [historyStyles, own];
