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
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: withoutSafeBounds });
    const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $schema: _, $defs = {}, ...described } = JSON.parse(text);
    Object.assign(this.shared, $defs);
    return described;
  }
}

/** Every integer is bounded by what a double holds; saying so each time would only hide the bounds that matter. */
function withoutSafeBounds({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
