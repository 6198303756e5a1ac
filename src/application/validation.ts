/**
 * What people send, checked against the contract's schemas. What is wrong is told field by field, in the same words
 * whichever entry it came in by: HTTP, a socket, or a line of a file.
 */
import type { z } from 'zod';
import { type FieldError, type FieldErrors, firstOf, MOST_ERRORS } from '../contract/problem.ts';

/** Where a value came in, as its sender calls it. */
export type Place = 'body' | 'query' | 'payload' | 'auth' | 'line';
/** A sentence that names the first of what is wrong, for readers of logs, and each field that is. */
export interface Invalid extends FieldErrors {
  detail: string;
}

/** The value as the schema reads it, or what is wrong with it. */
export function check<T extends z.ZodType>(
  schema: T,
  value: unknown,
  place: Place,
): { value: z.output<T> } | { invalid: Invalid } {
  const result = schema.safeParse(value, { error: readable });
  if (result.success) return { value: result.data };
  const told = new Told();
  for (const issue of result.error.issues) tell(issue, [], told);
  return { invalid: invalidIn(place, told.errors, told.omitted) };
}

/** What is wrong where something other than a schema found it. */
export function invalidIn(place: Place, all: FieldError[], omitted = 0): Invalid {
  const fields = firstOf(all, omitted);
  const [first] = all;
  const named = first ? `${first.path} ${first.message}`.trim().replace(/\.$/u, '') : 'it is not valid';
  const more = all.length + omitted - 1;
  return { detail: `The ${place} is not valid: ${named}${more > 0 ? ` (and ${more} more)` : ''}.`, ...fields };
}

/** What is wrong with a cursor that the list did not give out. */
export const WRONG_CURSOR: FieldError = {
  path: 'cursor',
  message: 'is not a cursor of this list: send the nextCursor of its last page, with the same sort',
};

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** Our words where the library's are written for programmers; undefined keeps the library's. */
function readable(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${withArticle(issue.expected)}`;
    case 'invalid_value':
      if (issue.input === undefined) return 'is required';
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${bound(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${bound(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return UNKNOWN_FIELD;
    default:
      return undefined;
  }
}

const UNKNOWN_FIELD = 'is not a known field';
const ARTICLES: Record<string, string> = {
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};
const withArticle = (type: string): string => ARTICLES[type] ?? `a ${type}`;

function bound(origin: string, side: string, limit: number): string {
  if (origin === 'string') return `have ${side} ${limit} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array') return `have ${side} ${limit} entr${limit === 1 ? 'y' : 'ies'}`;
  return `be ${side} ${limit}`;
}

type Issue = z.core.$ZodIssue;

/** As much as a reader is told; the rest is counted, so that much that is wrong costs no more than little. */
class Told {
  readonly errors: FieldError[] = [];
  omitted = 0;

  add(path: PropertyKey[], message: string): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ path: dotted(path), message });
    else this.omitted += 1;
  }

  /** The same of each key at a path. */
  addEach(path: PropertyKey[], keys: PropertyKey[], message: string): void {
    const room = MOST_ERRORS - this.errors.length;
    for (const key of keys.slice(0, room)) this.add([...path, key], message);
    this.omitted += Math.max(0, keys.length - room);
  }
}

function tell(issue: Issue, above: PropertyKey[], told: Told): void {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') told.addEach(path, issue.keys, issue.message);
  else if (issue.code === 'invalid_key') told.add(path, `is a name that ${issue.issues[0]?.message ?? 'cannot be'}`);
  else if (issue.code !== 'invalid_union') told.add(path, issue.message);
  // A member that tells the branches apart names none of them: zod then looks at none.
  else if (issue.errors.length === 0) told.add(path, 'is of no kind that is known');
  else for (const inner of closestTo(issue.errors)) tell(inner, path, told);
}

/** What is wrong with the kind alone where no branch has it, otherwise with the branch that comes closest. */
function closestTo(branches: Issue[][]): Issue[] {
  const unknownKind = kindOfNoBranch(branches);
  return unknownKind ? [unknownKind] : closestBranch(branches);
}

/** Where one member is wrong for every branch alike, what it may be in any of them. */
function kindOfNoBranch(branches: Issue[][]): Issue | undefined {
  const wrong = branches.map((issues) => issues.find(({ code }) => code === 'invalid_value'));
  const [first] = wrong;
  if (first?.code !== 'invalid_value' || first.message === 'is required') return undefined;
  const values = wrong.flatMap((each) =>
    each?.code === 'invalid_value' && dotted(each.path) === dotted(first.path) ? [each.values] : [],
  );
  if (values.length < branches.length) return undefined;
  return { ...first, message: `must be one of ${[...new Set(values.flat())].map(String).join(', ')}` };
}

/** Of the shapes a value could have had, the one it comes closest to: its literals match, and least is wrong. */
function closestBranch(branches: Issue[][]): Issue[] {
  const wrongLiterals = (issues: Issue[]) => issues.filter((issue) => issue.code === 'invalid_value').length;
  const distance = (issues: Issue[]) => wrongLiterals(issues) * 1000 + issues.length;
  return branches.toSorted((a, b) => distance(a) - distance(b))[0] ?? [];
}

const LONGEST_PATH = 200;

/** `items[0].unitPrice.amount`; cut where somebody made up a name as long as a book. */
function dotted(path: PropertyKey[]): string {
  const whole = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  return whole.length > LONGEST_PATH ? `${whole.slice(0, LONGEST_PATH - 1)}…` : whole;
}
