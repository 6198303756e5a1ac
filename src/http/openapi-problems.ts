/** The errors of the document: which codes an operation may answer, by status, each with an example. */
import { PROBLEM_STATUS, PROBLEM_TITLES, type Problem, type ProblemCode } from '../contract/problem.ts';
import { RECORDED } from './examples/recorded.ts';
import { groupBy } from './group.ts';
import type { JsonSchema } from './json-schema.ts';
import type { OpenApiResponse } from './openapi-document.ts';
import type { Route } from './route.ts';

const OF_EVERY_ROUTE: readonly ProblemCode[] = [
  'unauthenticated',
  'token_expired',
  'forbidden',
  'invalid_body', // A header that cannot be read, such as Parley-Actor.
  'invalid_query',
  'rate_limited',
  'internal',
  'unavailable',
];

/** Every code the route may answer: those of its kind and its own. */
export function problemCodes(route: Route): ProblemCode[] {
  const codes = [...OF_EVERY_ROUTE];
  if (route.params) codes.push('not_found');
  if (route.body) codes.push('payload_too_large');
  if (route.method === 'post' && !route.secret) codes.push('idempotency_in_progress', 'idempotency_mismatch');
  if (route.guarded) codes.push('version_mismatch');
  return [...new Set([...codes, ...route.problems])];
}

const isNumbered = (code: ProblemCode): number => Object.keys(PROBLEM_STATUS).indexOf(code);

/** Problems by status. Each names its codes, and nothing else is answered with that status. */
export function problemResponses(codes: readonly ProblemCode[], problem: JsonSchema): Record<string, OpenApiResponse> {
  const ordered = codes.toSorted((a, b) => isNumbered(a) - isNumbered(b));
  const byStatus = groupBy(ordered, (code) => PROBLEM_STATUS[code]);
  const responses = [...byStatus].map(([status, those]): [string, OpenApiResponse] => [
    String(status),
    {
      description: those.map((code) => `\`${code}\`: ${PROBLEM_TITLES[code]}`).join('; '),
      content: {
        'application/problem+json': {
          schema: { allOf: [problem, { type: 'object', properties: { code: { type: 'string', enum: [...those] } } }] },
          examples: Object.fromEntries(
            those.filter(isRecorded).map((code) => [code, { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    },
  ]);
  return Object.fromEntries(responses);
}

const isRecorded = (code: ProblemCode): boolean => code in RECORDED.problems;

/** One example of each code, as it was answered. */
export function problemExamples(codes: ReadonlySet<ProblemCode>): Record<string, { summary: string; value: Problem }> {
  const examples = Object.values(RECORDED.problems).filter(({ code }) => codes.has(code));
  return Object.fromEntries(examples.map((value) => [value.code, { summary: value.title, value }]));
}
