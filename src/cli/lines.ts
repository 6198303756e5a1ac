/**
 * Splits a stream of bytes into lines, without ever holding more than one of them.
 *
 * A line ends at a new line, with or without a carriage return before it; the last one may end with the file. A byte
 * order mark is left out. A line that is too long is skipped to its end without being kept, and one that is not UTF-8
 * is not guessed at: both are told, and the lines after them are read as if nothing had happened.
 */

export interface Line {
  /** 1 for the first. */
  number: number;
  /** Bytes of the stream up to the end of this line. */
  end: number;
  content: { text: string } | { problem: 'too_long' | 'not_utf8'; bytes: number };
}

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const MOST_IN_A_GROUP = 256;

/**
 * The lines of `source`, as many together as have arrived; those with more than `maxBytes`
 * (without their end) are `too_long`.
 */
export async function* lineGroupsOf(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  let end = 0;
  let number = 0;

  function keep(part: Uint8Array): void {
    length += part.length;
    // One more for a carriage return that may be cut off.
    if (length <= maxBytes + 1) parts.push(part);
    else parts = [];
  }

  function contentOf(): Line['content'] {
    const joined = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    const bytes = joined.at(-1) === CARRIAGE_RETURN ? joined.subarray(0, -1) : joined;
    if (length > maxBytes + 1 || bytes.length > maxBytes) return { problem: 'too_long', bytes: length };
    try {
      return { text: decoder.decode(bytes) };
    } catch {
      return { problem: 'not_utf8', bytes: length };
    }
  }

  function finished(): Line {
    number += 1;
    const content = contentOf();
    parts = [];
    length = 0;
    return { number, end, content };
  }

  for await (const chunk of source) {
    let group: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(NEW_LINE); to !== -1; to = chunk.indexOf(NEW_LINE, from)) {
      keep(chunk.subarray(from, to));
      end += to + 1 - from;
      from = to + 1;
      group.push(finished());
      if (group.length < MOST_IN_A_GROUP) continue;
      yield group;
      group = [];
    }
    if (group.length > 0) yield group;
    // A copy: what is left of a chunk must not keep the whole of it alive.
    if (from < chunk.length) keep(Uint8Array.prototype.slice.call(chunk, from));
    end += chunk.length - from;
  }
  if (length > 0) yield [finished()];
}
