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
