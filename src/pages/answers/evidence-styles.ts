/** How evidence looks: photos where they are chosen, and links with what they show. */
import { css } from 'lit';

export const exhibitStyles = css`
  .exhibits {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s4);
    align-items: end;
  }

  .exhibits a {
    display: grid;
    gap: var(--s1);
    align-content: end;
    min-height: 24px;
    padding: var(--s1) 0;
  }

  .exhibits img {
    width: 96px;
    height: 72px;
    border: 1px solid var(--line);
    border-radius: var(--round-s);
    object-fit: cover;
  }
`;

export const evidenceStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .field {
    display: grid;
    gap: var(--s1);
    justify-items: start;
    min-width: 0;
  }

  .label {
    font-weight: 600;
  }

  .picks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    min-width: 0;
    padding: 0;
    border: 0;
  }

  .picks legend {
    margin-block-end: var(--s1);
    color: var(--ink-2);
    font-size: var(--small);
  }

  .picks label {
    position: relative;
    cursor: pointer;
  }

  .picks img {
    display: block;
    width: 88px;
    height: 88px;
    border: 1px solid var(--line);
    border-radius: var(--round-s);
    background: var(--sunken);
    object-fit: cover;
  }

  .picks input {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-start: 6px;
    width: 22px;
    height: 22px;
    accent-color: var(--accent);
  }

  .picks label:has(:checked) img {
    outline: 3px solid var(--accent);
    outline-offset: -1px;
  }

  .picks label:focus-within img {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .attach {
    position: relative;
    display: inline-flex;
    gap: var(--s2);
    align-items: center;
    min-height: var(--control);
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    font-weight: 600;
    cursor: pointer;
  }

  .attach:hover {
    background: var(--sunken);
  }

  .attach:focus-within {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  photo-tray {
    max-width: 100%;
  }

  .wrong {
    color: var(--danger);
    font-size: var(--small);
    font-weight: 600;
  }
`;
