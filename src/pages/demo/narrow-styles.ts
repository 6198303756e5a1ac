/** The stage where three views do not fit side by side. Taken after `demoStyles`. */
import { css } from 'lit';
import { outOfSight } from '../theme/out-of-sight.ts';

export const narrowStyles = css`
  @media (max-width: 1099px) {
    header {
      gap: var(--s3);
      padding-inline: var(--s4);
    }

    .clock {
      margin: 0;
    }

    .brand {
      display: flex;
      gap: var(--s3);
      align-items: baseline;
      order: -2;
    }

    .picker {
      order: -1;
    }

    .turn {
      min-height: 36px;
      padding: 0 var(--s2);
      font-size: var(--small);
    }

    .try,
    .moves {
      flex: 1 1 100%;
    }

    .moves {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2) var(--s4);
      align-items: center;
      justify-content: space-between;
    }

    .pane .side {
      ${outOfSight}
    }

    .head {
      gap: var(--s1);
    }

    .head .choice span {
      padding: 0 var(--s2);
    }

    main {
      padding: 0 var(--s3) var(--s2);
    }

    .phone {
      padding: 5px;
      border-radius: 30px;
    }
  }

  @media (max-width: 899px) {
    header {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--s2) var(--s3);
      padding: var(--s2) var(--s3);
    }

    .picker {
      max-width: none;
    }

    .brand {
      gap: var(--s2);
    }

    .turn {
      min-height: 24px;
      margin-inline-start: auto;
      padding: 0;
    }

    .try {
      font-size: var(--small);
    }

    .clock {
      flex: 1 1 100%;
    }

    .moves > .real {
      margin-inline-start: auto;
    }

    .clock .choice {
      flex: 1;
    }

    .choice label {
      flex: 1;
    }

    .choice span {
      padding: 0 var(--s1);
    }

    .acts {
      flex-wrap: wrap;
      justify-content: space-between;
    }

    main {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      gap: 0;
      padding: 0;
    }

    .pane {
      grid-template-rows: auto minmax(0, 1fr);
      gap: 0;
    }

    .head {
      min-height: 0;
      padding-inline: var(--s3) var(--s1);
      background: var(--surface);
    }

    .head .choice {
      margin-block: var(--s1);
    }

    .head .choice span {
      min-height: 36px;
      padding-inline: var(--s3);
    }

    h2 {
      color: var(--ink-2);
      font-size: var(--small);
    }

    .real {
      padding-block: var(--s2);
    }

    .phone {
      padding: 0;
      border-radius: 0;
      box-shadow: none;
    }

    .phone parley-chat {
      border-radius: 0;
    }

    .body {
      border: 0;
      border-radius: 0;
    }
  }
`;
