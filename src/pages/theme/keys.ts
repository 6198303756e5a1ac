/**
 * Keys that work from anywhere on a page: `j` and `k` to the next and the one before, `Enter` into it, `/` to the search, `?`
 * for what the keys are. None is taken from somebody who writes or answers a question, or together with another key.
 */
const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
/** What Enter and the arrows mean something to already. */
const PRESSED = 'button, a, summary, [role="option"], [role="listbox"], [role="tab"], input';

export interface PageKeys {
  step(by: 1 | -1): void;
  enter(): void;
  search(): void;
  help(): void;
}

export function onPageKey(event: KeyboardEvent, { step, enter, search, help }: PageKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  const path = event.composedPath().filter((place): place is Element => place instanceof Element);
  const writes = path[0]?.matches(FIELDS);
  if (writes || path.some((place) => place instanceof HTMLDialogElement && place.open)) return;
  const does: Readonly<Record<string, () => void>> = {
    j: () => step(1),
    k: () => step(-1),
    '/': search,
    '?': help,
    ...(path[0]?.matches(PRESSED) ? {} : { Enter: enter }),
  };
  const doing = Object.hasOwn(does, event.key) ? does[event.key] : undefined;
  if (!doing) return;
  event.preventDefault();
  doing();
}
