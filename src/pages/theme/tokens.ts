/**
 * The design system's decisions, as custom properties that every component takes with its styles.
 *
 * - Colours are warm neutrals with one green accent for what moves forward, amber for time and red for what cannot be
 *   undone. Each text colour has at least 4.5:1 on every surface it is used on, in light and dark.
 * - Space is a 4 px grid (`--s1` = 4 px … `--s6` = 32 px). Controls are 44 px high, so that thumbs hit them.
 * - A shop that embeds the chat sets `--parley-…` properties (docs/EMBED.md lists them); the rest follows.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    --bg: var(--parley-background, #f7f5f1);
    --surface: var(--parley-surface, #fff);
    --sunken: #f0ede7;
    --line: #e2ddd4;
    --line-strong: #8c857a;
    --ink: var(--parley-ink, #1f231f);
    --ink-2: #5b5e57;
    --accent: var(--parley-accent, #0a6655);
    --on-accent: var(--parley-on-accent, #fff);
    --accent-soft: var(--parley-accent-soft, #e0f0eb);
    --on-accent-soft: var(--parley-on-accent-soft, #0b3b32);
    --time: #8a4b00;
    --time-soft: #fdf1dd;
    --danger: #a8281d;
    --on-danger: #fff;
    --danger-soft: #fbe9e6;
    --scrim: rgb(31 35 31 / 45%);
    --lift: 0 1px 2px rgb(46 39 28 / 6%), 0 4px 16px rgb(46 39 28 / 7%);

    --s1: 4px;
    --s2: 8px;
    --s3: 12px;
    --s4: 16px;
    --s5: 24px;
    --s6: 32px;
    --control: 44px;
    --round-s: calc(var(--round) * 4 / 7);
    --round: var(--parley-round, 14px);
    --round-l: 20px;

    --font: var(
      --parley-font,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Noto Sans Thai',
      system-ui,
      sans-serif
    );
    --rem: var(--parley-rem, 1rem);
    --small: calc(0.8125 * var(--rem));
    --body: calc(0.9375 * var(--rem));
    --strong: calc(1.0625 * var(--rem));
    --amount: calc(2.125 * var(--rem));
    --leading: 1.5;

    --fast: 120ms;
    --calm: 240ms;
    --ease: cubic-bezier(0.2, 0.7, 0.3, 1);

    color-scheme: light dark;
    color: var(--ink);
    font-family: var(--font);
    font-size: var(--body);
    line-height: var(--leading);
    -webkit-text-size-adjust: 100%;
  }

  /* Marks above and below the letters need air: Thai vowels and tones, Vietnamese stacked accents. */
  :host(:lang(th)),
  :host(:lang(vi)) {
    --leading: 1.65;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --bg: var(--parley-background-dark, #151614);
      --surface: var(--parley-surface-dark, #1f211e);
      --sunken: #292b27;
      --line: #3a3c37;
      --line-strong: #84877d;
      --ink: var(--parley-ink-dark, #f0eee9);
      --ink-2: #b3b1a8;
      --accent: var(--parley-accent-dark, #63cdb6);
      --on-accent: var(--parley-on-accent-dark, #04241d);
      --accent-soft: var(--parley-accent-soft-dark, #16372f);
      --on-accent-soft: var(--parley-on-accent-soft-dark, #c9efe5);
      --time: #f2b866;
      --time-soft: #38290f;
      --danger: #ff9c90;
      --on-danger: #3b0803;
      --danger-soft: #421a15;
      --scrim: rgb(0 0 0 / 60%);
      --lift: 0 1px 2px rgb(0 0 0 / 40%), 0 4px 16px rgb(0 0 0 / 35%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --fast: 1ms;
      --calm: 1ms;
    }
  }
`;
