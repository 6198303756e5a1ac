/**
 * What stands in the head of a page: buttons with words, which on a phone lie in `<more-menu>` with an icon each, so that the
 * head of a phone is a line, and one more where times are another zone's.
 */
import { type CSSResult, css, html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { draw } from '../chat/icons.ts';

export const ICONS = {
  figures: draw(svg`<path d="M4 16.5V11M10 16.5v-13M16 16.5V8" />`),
  numbers: draw(svg`<path d="M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13" />`),
  filters: draw(svg`<path d="M3.5 4.5h13l-5 6v5l-3 1.5v-6.5z" />`),
  download: draw(svg`<path d="M10 3.5v9M6 8.8l4 3.8 4-3.8M4 16.5h12" />`),
  views: draw(svg`<path d="M6 3.5h8v13l-4-3.2-4 3.2z" />`),
  settings: draw(
    svg`<path d="M3.5 6h6M13.5 6h3M3.5 14h3M10.5 14h6" /><circle cx="11.5" cy="6" r="2" /><circle cx="8.5" cy="14" r="2" />`,
  ),
} as const satisfies Record<string, SVGTemplateResult>;

/** What stands in a button: its words, and on a phone its icon before them. */
export const iconAnd = (icon: keyof typeof ICONS, words: string): TemplateResult =>
  html`<span class="icon">${ICONS[icon]}</span><span>${words}</span>`;

/** A line of a sheet. */
const inSheet = (button: CSSResult): CSSResult => css`
  ${button} {
    justify-content: start;
    width: 100%;
    min-height: var(--control);
    padding-inline: var(--s2);
    border-color: transparent;
    background: transparent;
    color: var(--ink);
    font-size: var(--body);
    text-align: start;
  }
`;

/** Icons of buttons are seen on phones. */
const icons = css`
  .icon {
    display: none;
    place-items: center;
  }

  @media (max-width: 599px) {
    .icon {
      display: grid;
    }
  }
`;

/** Buttons that on a phone have icon and words, and those among them that lie in `<more-menu>`. */
export const iconAndWords = css`
  ${icons}

  @media (max-width: 599px) {
    ${inSheet(css`more-menu > button:has(> .icon)`)}
  }
`;

/** What lies in `<more-menu>` as a piece of its own. */
export const inMenu = css`
  ${icons}

  @media (max-width: 599px) {
    ${inSheet(css`:host > button:has(> .icon)`)}
  }
`;

/** Whose times they are. */
export const headTimes = css`
  .times {
    color: var(--ink-2);
    font-size: var(--small);
  }
`;
