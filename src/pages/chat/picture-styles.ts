/** Small pictures under what was said: their size is fixed, so that nothing moves when they arrive. */
import { css } from 'lit';

export const pictureStyles = css`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    margin-block: var(--s2);
  }

  .pictures a {
    max-width: 100%;
    overflow-wrap: anywhere;
  }

  .system .pictures {
    justify-content: center;
  }

  .own .pictures {
    justify-content: end;
  }

  .picture img {
    display: block;
    width: 88px;
    height: 88px;
    border: 1px solid var(--line);
    border-radius: var(--round-s);
    background: var(--sunken);
    object-fit: cover;
  }

  /* The address stands in only for a picture that could not be had, and where the text does not say it. */
  .picture img:not([hidden]) + span,
  .linked .picture:has(img[hidden]) {
    display: none;
  }
`;
