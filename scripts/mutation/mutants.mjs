/**
 * Small changes to a source file that its tests should notice: each is one piece of text in place of another, found in
 * the syntax tree. Types, imports and words are left alone.
 */
import { parseSync } from 'vite';

const OTHER_OPERATOR = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
};
const OTHER_METHOD = { min: 'max', max: 'min', some: 'every', every: 'some', floor: 'ceil', ceil: 'floor' };
/** Calls that give back something of the same shape as what they were called on. */
const DROPPABLE = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim']);

/** Each: nodes of one type → [start, end, text] of what stands there instead. */
const changes = {
  BinaryExpression: ({ left, right, operator }, text) =>
    (OTHER_OPERATOR[operator] ?? []).map((other) => [
      left.end,
      right.start,
      text(left.end, right.start).replace(operator, other),
    ]),
  LogicalExpression({ start, end, left, right, operator }, text) {
    if (operator === '??') return [[start, end, text(left.start, left.end)]];
    const other = operator === '&&' ? '||' : '&&';
    return [
      [start, end, `((${text(left.start, left.end)}) ${other} (${text(right.start, right.end)}))`],
      [start, end, text(left.start, left.end)],
      [start, end, text(right.start, right.end)],
    ];
  },
  ConditionalExpression: ({ test }, text) => [[test.start, test.end, `!(${text(test.start, test.end)})`]],
  IfStatement: ({ test }) => [
    [test.start, test.end, 'true'],
    [test.start, test.end, 'false'],
  ],
  UnaryExpression: ({ start, end, operator, argument }, text) =>
    operator === '!' || operator === '-' ? [[start, end, text(argument.start, argument.end)]] : [],
  Literal({ start, end, value }) {
    if (typeof value === 'number') return [[start, end, String(value + 1)]];
    return typeof value === 'boolean' ? [[start, end, String(!value)]] : [];
  },
  SpreadElement: ({ start, end }, _text, { parent }) =>
    parent === 'ObjectExpression'
      ? [[start, end, '...{}']]
      : parent === 'ArrayExpression'
        ? [[start, end, '...[]']]
        : [],
  CallExpression({ start, end, callee }, text) {
    if (callee.type !== 'MemberExpression' || callee.computed) return [];
    const { object, property } = callee;
    const other = OTHER_METHOD[property.name];
    if (other) return [[property.start, property.end, other]];
    return DROPPABLE.has(property.name) ? [[start, end, text(object.start, object.end)]] : [];
  },
  ExpressionStatement: ({ start, end, expression }) =>
    expression.type === 'CallExpression' || expression.type === 'AssignmentExpression' ? [[start, end, ';']] : [],
};

const isLeftAlone = (type) => /^(?:TS(?!As|NonNull|Satisfies)|Import|ExportAll)/u.test(type);

function* nodesIn(node, parent = null) {
  if (Array.isArray(node)) for (const one of node) yield* nodesIn(one, parent);
  else if (node && typeof node.type === 'string' && !isLeftAlone(node.type)) {
    yield [node, parent];
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'typeAnnotation' && key !== 'parent' && typeof value === 'object') yield* nodesIn(value, node.type);
    }
  }
}

/** Every mutant of a source: `{ file, line, before, after, source }`, where `source` is the whole file with the change. */
export function mutantsOf(file, source) {
  const { program } = parseSync(file, source);
  const text = (start, end) => source.slice(start, end);
  return [...nodesIn(program)].flatMap(([node, parent]) =>
    (changes[node.type]?.(node, text, { parent }) ?? []).map(([start, end, after]) => ({
      file,
      line: source.slice(0, start).split('\n').length,
      at: start,
      before: text(start, end),
      after,
      source: source.slice(0, start) + after + source.slice(end),
    })),
  );
}
