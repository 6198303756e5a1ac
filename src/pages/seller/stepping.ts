/** How the keys of the page go through the list. */
import { onPageKey } from '../theme/keys.ts';

export interface Steps {
  /** Ids of the rows, in the order in which they are shown. */
  rows: readonly string[];
  openId: string | undefined;
  root: ParentNode & { activeElement: Element | null };
  open(id: string): void;
}

export const rowOf = (root: ParentNode, id: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .open`);

/** To the next row or the one before: it opens where one is open, and else has the keyboard. */
export function step({ rows, openId, root, open }: Steps, by: 1 | -1): void {
  const focused = root.activeElement?.closest<HTMLElement>('.row')?.dataset.id;
  const at = rows.indexOf(openId ?? focused ?? '');
  const next = rows[at < 0 ? 0 : at + by];
  if (next && openId) open(next);
  else if (next) rowOf(root, next)?.focus();
}

export function onListKey(event: KeyboardEvent, steps: Steps): void {
  const { rows, openId, root, open } = steps;
  const opening = openId ?? rows[0];
  onPageKey(event, {
    step: (by) => step(steps, by),
    enter: () => opening && open(opening),
    search: () => root.querySelector<HTMLElement>('input[type="search"]')?.focus(),
    help: () => root.querySelector('keys-help')?.show(),
  });
}
