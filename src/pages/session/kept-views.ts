/**
 * Views of a list that somebody gave a name, as this browser keeps them: each a fragment of the page's address. Where a browser
 * keeps nothing they last as long as the page.
 */
export interface KeptView {
  name: string;
  /** As the address has it, without its `#`. */
  view: string;
}

const MOST = 30;
export const LONGEST_NAME = 60;

const isKept = (one: unknown): one is KeptView => {
  const { name, view } = (one ?? {}) as Partial<KeptView>;
  return typeof name === 'string' && name !== '' && typeof view === 'string';
};

export class KeptViews {
  /** False once the browser has refused to keep them. */
  lasting = true;
  readonly #key: string;
  #held: readonly KeptView[] = [];

  /** `whose`: the list, and the shop where it is one shop's. */
  constructor(whose: string) {
    this.#key = `parley:views:${whose}`;
  }

  /** By name. Another tab of this browser may have changed them. */
  get all(): readonly KeptView[] {
    if (!this.lasting) return this.#held;
    try {
      const read: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      this.#held = Array.isArray(read) ? read.filter(isKept) : [];
    } catch (error) {
      // What is kept and cannot be read is nobody's view any more; what cannot be asked for keeps nothing.
      if (error instanceof SyntaxError) this.#held = [];
      else this.lasting = false;
    }
    return this.#held;
  }

  get full(): boolean {
    return this.all.length >= MOST;
  }

  /** A name that is there already is given to this view. */
  keep({ name, view }: KeptView): void {
    const called = name.trim().slice(0, LONGEST_NAME);
    if (called) this.#write([...this.all.filter((kept) => kept.name !== called), { name: called, view }].slice(-MOST));
  }

  rename(name: string, to: string): void {
    const kept = this.all.find((one) => one.name === name);
    if (!kept || !to.trim()) return;
    this.remove(name);
    this.keep({ ...kept, name: to });
  }

  remove(name: string): void {
    this.#write(this.all.filter((kept) => kept.name !== name));
  }

  #write(views: readonly KeptView[]): void {
    this.#held = views.toSorted((a, b) => a.name.localeCompare(b.name));
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#held));
    } catch {
      this.lasting = false;
    }
  }
}
