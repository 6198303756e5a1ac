/** Values that parse and are not what they seem, and ways to put them where others were. */
import fc from 'fast-check';

const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202Egnp.exe',
  '\u200B\u2800\u3164',
  '__proto__',
  'constructor',
  '$where',
  '{"$gt":""}',
  '../../etc/passwd',
  '%00',
  '%',
  "' OR 1=1 --",
  'null',
  'NaN',
  '１２３',
  '0x10',
  '1e3',
  '-0',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00.000Z',
  '2569-11-22T09:30:00.000Z',
  '2026-12-31T23:59:60Z',
  '2026-11-22T09:30:00.000+24:00',
  'https://user:secret@shop.example/',
  'https://[::1]/',
  'javascript:alert(1)',
  '👩‍👩‍👧‍👦',
  'x'.repeat(5_000),
  '9'.repeat(400),
];
const NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  33.334,
  1e15,
  1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
};
const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n]));
const OTHERS = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { $ne: null },
  { length: 1e9 },
  { toJSON: 1 },
  wide,
  nested(500),
];

/** Text that is seldom meant well. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...TEXTS), weight: 4 },
  fc.string({ unit: 'binary', maxLength: 20 }),
);
export const hostileNumber: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true }));
/** Any JSON, seldom meant well. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(...OTHERS),
  fc.jsonValue({ maxDepth: 2 }),
);

export interface Twist {
  where: number;
  how: 'replace' | 'drop' | 'add';
  value: unknown;
  name: string;
}
const twist: fc.Arbitrary<Twist> = fc.record({
  where: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add'),
  value: hostile,
  name: fc.constantFrom('extra', '', '__proto__', 'a.b', '$set', 'toString', '\0'),
});
/** Mostly none, so that what comes after the first check is reached as well. */
export const twists = fc.oneof(
  { arbitrary: fc.constant([]), weight: 2 },
  fc.array(twist, { minLength: 1, maxLength: 2 }),
);

type Place = { parent: Record<string, unknown> | unknown[]; key: string | number };

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  const parent = value as Record<string, unknown>;
  return [...keys].flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

/** The value with each twist applied somewhere in it. A member named `__proto__` is one like others here. */
export function twisted(value: unknown, made: readonly Twist[]): unknown {
  const root = { value: structuredClone(value) };
  for (const { where, how, value: other, name } of made) {
    const places = placesIn(root);
    const place = places[where % places.length];
    if (!place) break;
    const { parent, key } = place;
    if (how === 'add') put(parent, Array.isArray(parent) ? parent.length : name, other);
    else if (how === 'replace' || Array.isArray(parent) || parent === (root as object)) put(parent, key, other);
    else delete parent[key];
  }
  return root.value;
}

const put = (parent: object, key: string | number, value: unknown): void =>
  void Object.defineProperty(parent, key, {
    value: structuredClone(value),
    enumerable: true,
    writable: true,
    configurable: true,
  });
