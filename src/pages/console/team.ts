/** What agents see of each other beside a request. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Viewer } from '../../contract/live.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { TeamDesk } from '../answers/team-notes.ts';
import type { Desk } from './desk.ts';
import type { Reading } from './words.ts';

export const teamOf = ({ api, notes }: Desk, { answers, locale, zone }: Reading): TeamDesk => ({
  api,
  heard: notes,
  side: 'agents',
  strings: answers,
  locale,
  zone,
});

/** That others have it open too, before two of them answer at once. */
export function alsoLooking(viewers: readonly Viewer[], { strings }: Reading): TemplateResult | typeof nothing {
  if (viewers.length === 0) return nothing;
  const names = viewers.map(({ id, name }) => name ?? id).join(', ');
  return html`<p class="note looking">${fill(strings.alsoLooking, { names })}</p>`;
}
