/** JSON merge patch (RFC 7396): objects are merged member by member, null removes, anything else replaces. */

/** Deeper than any document of ours. */
const DEEPEST = 20;

/** The target with the patch applied, as a new value. Throws RangeError for a patch deeper than any document of ours. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isObject(patch)) return patch;
  if (depth > DEEPEST) throw new RangeError(`the patch is nested deeper than ${DEEPEST} levels`);
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value, depth + 1));
  }
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
