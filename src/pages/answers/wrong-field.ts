/** Leads to what was refused of a form: the keyboard into its field, and all that is said of it into sight. */

/** The first field of `root` that is marked as wrong, else the sentence that says why. */
export function toWrongField(root: ParentNode): void {
  const field = root.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus({ preventScroll: true });
  // A field is followed by what is wrong with it: both together, or what sends may stand over the second.
  (field?.closest('.field') ?? field ?? root.querySelector('.problem'))?.scrollIntoView({ block: 'nearest' });
}
