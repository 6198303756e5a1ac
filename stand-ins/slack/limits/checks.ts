/**
 * Small checks that are put together into Slack's rules. A check says what is wrong with a value, in the words of Slack's
 * own answers: what must be different, and a JSON pointer to it.
 */
export type Check = (value: unknown, at: string) => string[];

type Fields = Record<string, unknown>;

export const problem = (what: string, at: string): string[] => [`${what} [json-pointer:${at}]`];

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string of `min` to `max` UTF-16 units; half of a surrogate pair cannot be sent and is refused. */
export const text =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return problem('must be a string', at);
    if (!value.isWellFormed()) return problem('must be valid Unicode: a character was cut in half', at);
    if (value.length < min) return problem(`must be more than ${min - 1} characters`, at);
    if (value.length > max) return problem(`must be less than ${max + 1} characters`, at);
    return [];
  };

export const pattern =
  (expected: RegExp, what: string): Check =>
  (value, at) =>
    typeof value === 'string' && expected.test(value) ? [] : problem(`must be ${what}`, at);

export const flag: Check = (value, at) => (typeof value === 'boolean' ? [] : problem('must be a boolean', at));

export const whole =
  (min: number, max: number): Check =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? []
      : problem(`must be a whole number from ${min} to ${max}`, at);

export const among =
  (...values: readonly unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? [] : problem(`must be one of ${values.join(', ')}`, at);

/** What is checked elsewhere, or carries no limit. */
export const anything: Check = () => [];

export const all =
  (...checks: readonly Check[]): Check =>
  (value, at) => {
    for (const check of checks) {
      const problems = check(value, at);
      if (problems.length > 0) return problems;
    }
    return [];
  };

export const list =
  (item: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return problem('must be an array', at);
    if (value.length > max) return problem(`no more than ${max} items allowed`, at);
    if (value.length < min) return problem(`no fewer than ${min} items required`, at);
    return value.flatMap((entry, index) => item(entry, `${at}/${index}`));
  };

/** An object with all of `required`, some of `optional`, and nothing else. Null counts as absent where it is optional. */
export const object =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return problem('must be an object', at);
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    if (missing.length > 0) return missing.flatMap((name) => problem(`missing required field: ${name}`, at));
    return Object.entries(value).flatMap(([name, entry]) => {
      const check = required[name] ?? optional[name];
      if (!check) return problem(`invalid additional property: ${name}`, at);
      if (entry === undefined || (entry === null && !required[name])) return [];
      return check(entry, `${at}/${name}`);
    });
  };

/** An object whose `type` chooses the check; other types are refused. */
export const byType =
  (checks: Record<string, Check>): Check =>
  (value, at) => {
    const type = isObject(value) ? value.type : undefined;
    const check = typeof type === 'string' && Object.hasOwn(checks, type) ? checks[type] : undefined;
    return check ? check(value, at) : problem(`unsupported type: ${String(type)}`, at);
  };

/** Each string that `keyOf` finds among the items occurs once. */
export const unique =
  (key: string, what: string): Check =>
  (value, at) => {
    const seen = new Set<unknown>();
    return (Array.isArray(value) ? value : []).flatMap((item: unknown, index) => {
      const found = isObject(item) ? item[key] : undefined;
      if (found === undefined || found === null) return [];
      if (seen.has(found))
        return problem(`\`${key}\` "${String(found)}" already exists for another ${what}`, `${at}/${index}`);
      seen.add(found);
      return [];
    });
  };
