/** Quick picks: radio buttons drawn as tiles that share a row evenly, each with what it comes to. */
import { css } from 'lit';

export const pickStyles = css`
  .picks {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }

  .pick {
    position: relative;
    display: grid;
    flex: 1 1 6.5rem;
    align-content: center;
    justify-items: center;
    gap: 0;
    min-width: 0;
    min-height: 56px;
    padding: var(--s1) var(--s2);
    border: 1px solid var(--line-strong);
    border-radius: var(--round-s);
    background: var(--surface);
    line-height: 1.35;
    text-align: center;
    cursor: pointer;
  }

  .pick span {
    font-size: var(--small);
    font-weight: 400;
  }

  .pick input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .pick:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
    color: var(--on-accent-soft);
  }

  .pick:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
`;
