/** The few drawings of the pages. They say nothing that the text beside them does not, so screen readers skip them. */
import { type SVGTemplateResult, svg } from 'lit';

export const draw = (paths: SVGTemplateResult): SVGTemplateResult => svg`
  <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.7"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export const clockIcon = draw(svg`<circle cx="10" cy="10" r="7.2" /><path d="M10 6v4.2l2.8 1.8" />`);
export const checkIcon = draw(svg`<circle cx="10" cy="10" r="7.2" /><path d="m6.8 10.2 2.2 2.2 4.2-4.6" />`);
export const closedIcon = draw(svg`<circle cx="10" cy="10" r="7.2" /><path d="M7 10h6" />`);
export const sendIcon = draw(svg`<path d="M10 16V4.5M5 9l5-5 5 5" />`);
export const downIcon = draw(svg`<path d="M10 4v11.5M5 11l5 5 5-5" />`);
export const photoIcon = draw(
  svg`<rect x="3" y="4.5" width="14" height="11" rx="2" /><circle cx="7.5" cy="8.5" r="1.2" /><path d="m3.5 14 4-3.5 3 2.5 3-3 3.5 3.5" />`,
);
export const moreIcon = draw(svg`<path stroke-width="2.4" d="M4.5 10h0M10 10h0M15.5 10h0" />`);
export const parcelIcon = draw(svg`<path d="M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7" />`);
