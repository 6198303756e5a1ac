/** Values like a JSON Schema asks for: mostly of it, at its bounds or just outside, now and then something else altogether. */
import fc from 'fast-check';
import type { JsonSchema } from '../../../src/http/json-schema.ts';
import { hostile, hostileNumber, hostileText } from './hostile.ts';

type Shared = Record<string, JsonSchema>;
/** What strings of a name are drawn from, where the schema alone would hit nothing that exists. */
export type Known = Record<string, readonly string[]>;

const rarely = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: other, weight: 1 });

export function likeSchema(schema: JsonSchema, shared: Shared, known: Known = {}): fc.Arbitrary<unknown> {
  const like = (each: JsonSchema, name = ''): fc.Arbitrary<unknown> => {
    if (each.$ref) return like(shared[each.$ref.split('/').at(-1) ?? ''] ?? {}, name);
    if (each.const !== undefined) return fc.constant(each.const);
    if (each.enum) return rarely(fc.constantFrom(...each.enum), hostile);
    const branches = each.anyOf ?? each.allOf;
    if (branches) return fc.oneof(...branches.map((branch) => like(branch, name)));
    const [type] = [each.type].flat();
    switch (type) {
      case 'object':
        return rarely(objectLike(each), hostile);
      case 'array':
        return rarely(fc.array(like(each.items ?? {}, name), { minLength: each.minItems ?? 0, maxLength: 3 }), hostile);
      case 'string':
        return rarely(textLike(each, known[name]), hostile);
      case 'integer':
      case 'number':
        return rarely(numberLike(each), hostile);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return hostile;
    }
  };

  function objectLike({ properties = {}, required = [], additionalProperties }: JsonSchema): fc.Arbitrary<object> {
    if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object') {
      return fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), like(additionalProperties), { maxKeys: 3 });
    }
    const members = Object.entries(properties).map(([name, each]) => [name, like(each, name)] as const);
    return fc.record(Object.fromEntries(members), { requiredKeys: required.filter((name) => name in properties) });
  }
  return like(schema);
}

const INSTANTS = ['2026-11-22T09:30:00.000Z', '2026-11-23T02:30:00+07:00', '2031-01-01T00:00:00.000Z'];

function textLike(schema: JsonSchema, known: readonly string[] = []): fc.Arbitrary<string> {
  const { example, format, minLength = 0, maxLength = 40 } = schema;
  const given = [
    ...known,
    ...(typeof example === 'string' ? [example] : []),
    ...(format === 'date-time' ? INSTANTS : []),
  ];
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
  const usual = given.length === 0 ? free : fc.oneof({ arbitrary: fc.constantFrom(...given), weight: 3 }, free);
  return fc.oneof({ arbitrary: usual, weight: 4 }, hostileText);
}

function numberLike({ type, minimum = 0, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  const [least, most] = [minimum, Math.max(minimum, maximum)];
  const edges = fc.constantFrom(least, most, least - 1, most + 1);
  const within =
    type === 'integer'
      ? fc.integer({ min: Math.ceil(least), max: Math.floor(Math.min(most, 2 ** 53 - 1)) })
      : fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof({ arbitrary: within, weight: 4 }, edges, hostileNumber);
}
