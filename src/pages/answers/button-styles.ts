/** The buttons of the answers, and where the form of one of them stands. */
import { css } from 'lit';
import { outOfSight } from '../theme/out-of-sight.ts';

/**
 * As wide as their words, what moves on first; where there is little room that fills a line of its own. On a phone, while one of them
 * is open its form has the room of them all, under its name.
 */
export const buttonStyles = css`
  section {
    container-type: inline-size;
  }

  .buttons > * {
    flex: none;
    max-width: 100%;
    min-width: 0;
  }

  @container (max-width: 32rem) {
    .buttons > * {
      flex: 1 0 auto;
    }

    .buttons > .primary {
      flex-basis: 100%;
    }
  }

  @media (max-width: 599px) {
    .asking > .buttons {
      display: none;
    }

    .asking > h3 {
      ${outOfSight}
    }
  }

  @media (min-width: 600px) {
    .asked {
      display: none;
    }
  }

  .asked {
    font-size: var(--strong);
  }

  #panel {
    scroll-margin-block: var(--s3);
  }

  /* Beneath the bar that sends, which has room of its own. */
  #panel > .plain {
    margin-block: calc(-1 * var(--s2));
  }
`;
