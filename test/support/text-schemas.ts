/** Every place for a text in a zod schema. */
import type { z } from 'zod';

/** A schema of texts, and where it stands: `shipTo.lines[]`, `metadata{}` for a map's values, `metadata{name}` for its names. */
export interface TextPlace {
  path: string;
  schema: z.ZodType;
}

/** What the walk needs to know of zod's own description of a schema. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  items?: z.ZodType[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  getter?: () => z.ZodType;
}
const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;

/** Enums, literals, numbers and the like hold nobody's words. Throws at a kind of schema that it does not know. */
export function textPlaces(schema: z.ZodType, path = ''): TextPlace[] {
  const def = defOf(schema);
  const inside = (inner: z.ZodType | undefined, at = path) => (inner ? textPlaces(inner, at) : []);
  switch (def.type) {
    case 'string':
      return [{ path, schema }];
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([name, each]) => inside(each, path ? `${path}.${name}` : name));
    case 'array':
      return inside(def.element, `${path}[]`);
    case 'record':
      return [...inside(def.keyType, `${path}{name}`), ...inside(def.valueType, `${path}{}`)];
    case 'union':
    case 'tuple':
      return [...(def.options ?? []), ...(def.items ?? [])].flatMap((each) => inside(each));
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return inside(def.innerType);
    case 'pipe':
      return throughPipe(schema, def, path);
    case 'lazy':
      return inside(def.getter?.());
    case 'enum':
    case 'literal':
    case 'number':
    case 'int':
    case 'boolean':
    case 'null':
    case 'any':
    case 'unknown':
    case 'never':
    case 'custom':
    case 'transform':
      return [];
    default:
      throw new Error(`textPlaces does not know ${def.type} at ${path}`);
  }
}

/** A text that is read as another thing is judged by what is made of it. */
function throughPipe(schema: z.ZodType, { in: from, out: to }: Def, path: string): TextPlace[] {
  const kind = (each: z.ZodType | undefined) => (each ? defOf(each).type : '');
  if (kind(from) === 'string') return [{ path, schema }];
  const inner = kind(from) === 'transform' || kind(from) === 'custom' ? to : from;
  return inner ? textPlaces(inner, path) : [];
}
