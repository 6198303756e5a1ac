/** What somebody has begun to write is theirs: keys that put things away ask here first. */

/** Whether a key was pressed in a field with something in it. */
export function isWriting(event: Event): boolean {
  const field = event.composedPath()[0];
  return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== '';
}
