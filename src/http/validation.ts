/** What people send, checked against the contract's schemas; what is wrong is told field by field. */
import type { z } from 'zod';
import { ProblemError } from './problems.ts';

export interface FieldError {
  path: string;
  message: string;
}
type Code = 'invalid_body' | 'invalid_query';

/** Throws a problem with `code` that names every wrong field. */
export function parseAs<T extends z.ZodType>(schema: T, value: unknown, code: Code): z.output<T> {
  const result = schema.safeParse(value, { error: readable });
  if (result.success) return result.data;
  throw invalid(
    code,
    result.error.issues.flatMap((issue) => fieldErrors(issue, [])),
  );
}

/** A problem whose `detail` names the first of the fields, for readers of logs. */
export function invalid(code: Code, errors: FieldError[]): ProblemError {
  const [first] = errors;
  const named = first ? `${first.path} ${first.message}`.trim().replace(/\.$/u, '') : 'it is not valid';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const place = code === 'invalid_body' ? 'body' : 'query';
  return new ProblemError(code, `The ${place} is not valid: ${named}${more}.`, { errors });
}

/** A query whose keys were repeated is refused rather than guessed at. */
export function parseQuery<T extends z.ZodType>(schema: T, query: Record<string, unknown>): z.output<T> {
  const repeated = Object.keys(query).filter((key) => Array.isArray(query[key]));
  if (repeated.length > 0) {
    throw invalid(
      'invalid_query',
      repeated.map((path) => ({ path, message: 'must be given once' })),
    );
  }
  return parseAs(schema, query, 'invalid_query');
}

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
    default:
      return undefined;
  }
}

const ARTICLES: Record<string, string> = { int: 'a whole number', object: 'an object', array: 'a list', null: 'null' };
const withArticle = (type: string): string => ARTICLES[type] ?? `a ${type}`;

function bound(origin: string, side: string, limit: number): string {
  if (origin === 'string') return `have ${side} ${limit} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array') return `have ${side} ${limit} entr${limit === 1 ? 'y' : 'ies'}`;
  return `be ${side} ${limit}`;
}

type Issue = z.core.$ZodIssue;

function fieldErrors(issue: Issue, above: PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: dotted([...path, key]), message: 'is not a known field' }));
    case 'invalid_union': {
      // A member that tells the branches apart names none of them: zod then looks at none.
      if (issue.errors.length === 0) return [{ path: dotted(path), message: 'is of no kind that is known' }];
      const unknownKind = kindOfNoBranch(issue.errors);
      return (unknownKind ? [unknownKind] : closestBranch(issue.errors)).flatMap((inner) => fieldErrors(inner, path));
    }
    default:
      return [{ path: dotted(path), message: issue.message }];
  }
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

/** `items[0].unitPrice.amount` */
function dotted(path: PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
