/** A JSON Schema as people read it: a table of fields, with what each may hold. */
import type { JsonSchema } from '../json-schema.ts';
import { code, escapeHtml, prose } from './html.ts';

const SHARED = '#/components/schemas/';

/** In a few words, with links to what is described elsewhere: `list of Money`, `text (date-time)`. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref) {
    const name = escapeHtml(schema.$ref.replace(SHARED, ''));
    return `<a href="/docs/schemas#schema-${name}">${name}</a>`;
  }
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(' ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  if (schema.type === 'string') return schema.format ? `text (${escapeHtml(schema.format)})` : 'text';
  if (schema.type === 'integer') return 'whole number';
  return escapeHtml([schema.type ?? 'anything'].flat().join(' or '));
}

/** What narrows the type: bounds, lengths, the default. */
function boundsOf(schema: JsonSchema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const bounds = [
    between(minimum, maximum, ''),
    between(minLength, maxLength, ' characters'),
    between(minItems, maxItems, ' entries'),
  ].filter((text) => text !== '');
  if (pattern && !schema.format) bounds.push(`matches ${code(pattern)}`);
  if (schema.default !== undefined) bounds.push(`default ${code(JSON.stringify(schema.default))}`);
  return bounds;
}

function between(low: number | undefined, high: number | undefined, unit: string): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`;
  if (low !== undefined) return `at least ${low}${unit}`;
  return high === undefined ? '' : `at most ${high}${unit}`;
}

/** One cell: the type, its bounds, its description. */
export function describeSchema(schema: JsonSchema): string {
  const bounds = boundsOf(schema).map((bound) => `<span class="bound">${bound}</span>`);
  const description = schema.description ? `<p>${prose(schema.description)}</p>` : '';
  return `${typeOf(schema)} ${bounds.join(' ')}${description}`;
}

/** The fields of an object, or of each of the shapes a value may have; objects inside become tables inside. */
export function schemaTable(schema: JsonSchema): string {
  if (schema.anyOf)
    return schema.anyOf.map((each, index) => (index > 0 ? '<p>or</p>' : '') + schemaTable(each)).join('');
  if (!schema.properties) return `<p>${describeSchema(schema)}</p>`;
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties).map(([name, property]) => {
    const must = required.has(name) ? '<span class="required">required</span>' : '';
    return `<tr><th scope="row">${code(name)} ${must}</th><td>${describeSchema(property)}${inside(property)}</td></tr>`;
  });
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function inside(schema: JsonSchema): string {
  const inner = [schema, schema.items, ...(schema.anyOf ?? [])].find((each) => each?.properties);
  return inner ? `<details><summary>Fields</summary>${schemaTable(inner)}</details>` : '';
}
