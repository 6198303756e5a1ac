/**
 * Bars side by side, a group for each period. What a bar stands for is told by how it is filled (hollow, solid, striped),
 * so that nobody needs colours; its number stands above it, and in the table beside every chart. Where the numbers need more
 * room than there is, the chart scrolls.
 */
import { css, html, nothing, svg, type TemplateResult } from 'lit';

type Fill = 'hollow' | 'solid' | 'striped';
export interface Bar {
  fill: Fill;
  value: number;
  /** Its value, as it stands above it. */
  label: string;
  /** `Opened: 12`. */
  words: string;
}
interface Group {
  words: string;
  bars: Bar[];
}
export interface Chart {
  title: string;
  groups: Group[];
  /** What each fill stands for. */
  legend: { fill: Fill; words: string }[];
  width: number;
}

const HIGH = 120;
const TOP = 18;
const FOOT = 20;
/** A label needs so much room. */
const LABEL = 62;
/** A digit above a bar, and the narrowest bar, are so wide. */
const [DIGIT, BAR] = [6.5, 12];

/** How wide bars with their numbers are. */
function roomFor(groups: readonly Group[]): number {
  const longest = Math.max(0, ...groups.flatMap(({ bars }) => bars.map(({ label }) => label.length)));
  const bars = Math.max(1, ...groups.map((group) => group.bars.length));
  return Math.ceil(groups.length * (bars * Math.max(BAR, longest * DIGIT + 3) + 8));
}

export function chart({ title, groups, legend, width: given }: Chart): TemplateResult {
  const width = Math.max(given, roomFor(groups));
  const greatest = Math.max(0, ...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const step = width / Math.max(1, groups.length);
  const every = Math.ceil(LABEL / step);
  return html`
    <section class="chart">
      <h3>${title}</h3>
      ${legend.length > 1 ? keyOf(legend) : nothing}
      <div class="scrolls" role="group" aria-label=${title} tabindex=${width > given ? '0' : nothing}>
      <svg .style=${`width:${width > given ? `${width}px` : '100%'}`} viewBox="0 0 ${width} ${TOP + HIGH + FOOT}" aria-hidden="true">
        ${stripes}
        <path class="grid" d="M0 ${TOP + 0.5}H${width}M0 ${TOP + HIGH / 2 + 0.5}H${width}"></path>
        ${groups.map((group, index) => drawn(group, index * step, step, greatest))}
        <path class="base" d="M0 ${TOP + HIGH - 0.5}H${width}"></path>
        ${groups.map(({ words }, index) =>
          (groups.length - 1 - index) % every === 0 ? labelled(words, (index + 0.5) * step, width) : nothing,
        )}
      </svg>
      </div>
    </section>
  `;
}

/** Below the middle of its bars, as far as there is room for it. */
function labelled(words: string, x: number, width: number): TemplateResult {
  const [anchor, at] = x + LABEL / 2 > width ? ['end', width] : x < LABEL / 2 ? ['start', 0] : ['middle', x];
  return svg`<text text-anchor=${anchor} x=${at} y=${TOP + HIGH + 15}>${words}</text>` as TemplateResult;
}

const stripes = svg`<defs>
  <pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="stripe" width="2.5" height="5"></rect>
  </pattern>
</defs>`;

const keyOf = (legend: Chart['legend']): TemplateResult => html`
  <ul class="key">
    ${legend.map(
      ({ fill, words }) => html`<li>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          ${stripes}
          <rect class=${fill} x="1" y="1" width="12" height="12"></rect>
        </svg>
        ${words}
      </li>`,
    )}
  </ul>
`;

function drawn({ words, bars }: Group, x: number, step: number, greatest: number): TemplateResult {
  const gap = Math.min(6, step / 6);
  const longest = Math.max(0, ...bars.map(({ label }) => label.length));
  const wide = Math.min(Math.max(26, longest * DIGIT + 3), (step - 2 * gap) / bars.length);
  const left = x + (step - wide * bars.length) / 2;
  return svg`<g>
    ${bars.map(({ fill, value, label, words: told }, index) => {
      const high = greatest === 0 ? 0 : (value / greatest) * HIGH;
      return high === 0
        ? nothing
        : svg`<rect class=${fill} x=${left + index * wide + 1} y=${TOP + HIGH - high} width=${Math.max(2, wide - 2)} height=${high}>
            <title>${`${words} · ${told}`}</title>
          </rect>
          <text class="value" text-anchor="middle" x=${left + (index + 0.5) * wide} y=${TOP + HIGH - high - 4}>${label}</text>`;
    })}
  </g>` as TemplateResult;
}

export const barStyles = css`
  .chart svg {
    display: block;
    height: auto;
  }

  .chart text {
    fill: var(--ink-2);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }

  .chart .value {
    fill: var(--ink);
    font-size: 11px;
  }

  .grid {
    stroke: var(--line);
  }

  .base {
    stroke: var(--line-strong);
  }

  .hollow {
    fill: none;
    stroke: var(--line-strong);
    stroke-width: 1.5;
  }

  .solid {
    fill: var(--accent);
  }

  .striped {
    fill: url('#stripes');
    stroke: var(--danger);
  }

  .stripe {
    fill: var(--danger);
  }

  .key {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s4);
    margin: 0;
    padding: 0;
    font-size: var(--small);
    list-style: none;
  }

  .key li {
    display: flex;
    gap: var(--s2);
    align-items: center;
  }

  .chart .key svg {
    width: 14px;
    height: 14px;
  }

  @media (forced-colors: active) {
    .hollow,
    .striped {
      stroke: CanvasText;
    }

    .solid,
    .stripe,
    .chart text {
      fill: CanvasText;
    }
  }
`;
