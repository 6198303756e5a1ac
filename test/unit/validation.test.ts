import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { check, type Invalid } from '../../src/application/validation.ts';
import { MOST_ERRORS, problemDocument } from '../../src/contract/problem.ts';

const Shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), radius: z.int() }),
  z.strictObject({ kind: z.literal('square'), side: z.int() }),
]);

function wrongWith(schema: z.ZodType, value: unknown): Invalid {
  const checked = check(schema, value, 'body');
  if ('invalid' in checked) return checked.invalid;
  throw new Error('it was taken');
}
const wrongShape = (shape: unknown) => wrongWith(z.strictObject({ shape: Shape }), { shape });

describe('What is wrong with one of several shapes', () => {
  it('is told of its kind alone where the kind is not known', () => {
    const { detail, errors } = wrongShape({ kind: 'line', length: 3 });
    expect(errors).toEqual([{ path: 'shape.kind', message: 'is of no kind that is known' }]);
    expect(detail).toBe('The body is not valid: shape.kind is of no kind that is known.');
  });

  it('is told of the shape of its kind', () => {
    expect(wrongShape({ kind: 'circle', side: 1 }).errors).toEqual([
      { path: 'shape.radius', message: 'is required' },
      { path: 'shape.side', message: 'is not a known field' },
    ]);
  });
});

describe('Names and values of a map', () => {
  const Labels = z.record(z.string().min(1).max(3), z.string().max(2));
  it('are told apart, and what is no map is no object', () => {
    expect(wrongWith(Labels, { abcd: 'x', a: 'xyz' }).errors).toEqual([
      { path: 'abcd', message: 'is a name that must have at most 3 characters' },
      { path: 'a', message: 'must have at most 2 characters' },
    ]);
    expect(wrongWith(Labels, []).errors).toEqual([{ path: '', message: 'must be an object' }]);
  });
});

describe('Where much is wrong', () => {
  const many = Object.fromEntries(Array.from({ length: 22_000 }, (_, n) => [`k${n}`, 1]));
  const lists: [string, z.ZodType, unknown, number][] = [
    ['unknown fields', z.strictObject({ id: z.string() }), many, 22_001],
    ['values of a map', z.record(z.string(), z.string()), many, 22_000],
    ['entries of a list', z.array(z.int()), Array.from({ length: 500 }, () => 'x'), 500],
    ['a shape in a list', z.array(Shape), Array.from({ length: 30 }, () => ({ kind: 'circle', a: 1, b: 2 })), 90],
  ];

  it.each(lists)('%s: the first are told and the rest is counted', (_, schema, value, all) => {
    const { errors, errorsOmitted, detail } = wrongWith(schema, value);
    expect(errors).toHaveLength(MOST_ERRORS);
    expect(errorsOmitted).toBe(all - MOST_ERRORS);
    expect(detail).toContain(`(and ${all - 1} more)`);
  });

  it('twenty are all told, and nothing is omitted', () => {
    const invalid = wrongWith(
      z.array(z.int()),
      Array.from({ length: MOST_ERRORS }, () => 'x'),
    );
    expect(invalid.errors).toHaveLength(MOST_ERRORS);
    expect(invalid).not.toHaveProperty('errorsOmitted');
  });

  it('a name as long as a book is cut', () => {
    const { errors = [], detail } = wrongWith(z.strictObject({}), { ['x'.repeat(200_000)]: 1 });
    expect(errors[0]?.path.length).toBe(200);
    expect(detail.length).toBeLessThan(300);
  });

  it('no problem holds more, whoever found it', () => {
    const errors = Array.from({ length: 33 }, (_, n) => ({ path: `${n}`, message: 'is wrong' }));
    const problem = problemDocument('invalid_body', 'Much is wrong.', { errors });
    expect(problem).toMatchObject({ errorsOmitted: 13, errors: errors.slice(0, MOST_ERRORS) });
    expect(problemDocument('invalid_body', 'Again.', problem)).toMatchObject({ errorsOmitted: 13 });
  });
});
