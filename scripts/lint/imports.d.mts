/** Files as `{ path: text }`, paths from the root → a sentence for every import that is refused, and how many there were. */
export function complaintsOf(files: Record<string, string>): { complaints: string[]; imports: number };
/** Every source file of the tree, as `{ path: text }`. */
export function tree(): Record<string, string>;
