import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProblemError } from '../../src/http/problems.ts';
import { parseAs } from '../../src/http/validation.ts';

const Shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), radius: z.int() }),
  z.strictObject({ kind: z.literal('square'), side: z.int() }),
]);

function refusal(value: unknown): ProblemError {
  try {
    parseAs(z.strictObject({ shape: Shape }), { shape: value }, 'invalid_body');
  } catch (error) {
    if (error instanceof ProblemError) return error;
  }
  throw new Error('it was taken');
}

describe('What is wrong with one of several shapes', () => {
  it('is told of its kind alone where the kind is not known', () => {
    const { message, extra } = refusal({ kind: 'line', length: 3 });
    expect(extra.errors).toEqual([{ path: 'shape.kind', message: 'is of no kind that is known' }]);
    expect(message).toBe('The body is not valid: shape.kind is of no kind that is known.');
  });

  it('is told of the shape of its kind', () => {
    expect(refusal({ kind: 'circle', side: 1 }).extra.errors).toEqual([
      { path: 'shape.radius', message: 'is required' },
      { path: 'shape.side', message: 'is not a known field' },
    ]);
  });
});
