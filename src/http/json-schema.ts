/** The contract's zod schemas as JSON Schema, the parts with an id shared under `#/components/schemas`. */
import { z } from 'zod';

/** The JSON Schema keywords that our schemas come to. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/**
 * Collects what several schemas share. All are described as input: that is what people write, and answers have no
 * defaults or transformations that would make a difference.
 */
export class SchemaCollection {
  readonly shared: Record<string, JsonSchema> = {};

  describe(schema: z.ZodType): JsonSchema {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: adjusted });
    const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $schema: _, $defs = {}, ...described } = JSON.parse(text);
    Object.assign(this.shared, $defs);
    return described;
  }
}

/**
 * Every integer is bounded by what a double holds; saying so each time would only hide the bounds that matter. The
 * default of what is read from text is left out by the library, and is one all the same.
 */
function adjusted({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type === 'default' && jsonSchema.default === undefined) jsonSchema.default = def.defaultValue as never;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
