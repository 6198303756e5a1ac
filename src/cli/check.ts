/** What is on a line: read, checked and, where it is a history, replayed; all that needs no storage. */
import { isObject } from '../application/strangers.ts';
import { type FieldError, firstOf } from '../contract/problem.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { RequestEvent } from '../domain/request.ts';
import { type Entry, KINDS, type Kind, MAX_INPUT_BYTES, MAX_LINE_BYTES, parseEntry } from './format.ts';
import { checkHistory } from './history.ts';
import type { Line } from './lines.ts';

/** A line that was not taken. `code` is one of the API's, or `not_json`, `not_utf8`. */
export interface RefusedLine {
  line: number;
  kind?: Kind;
  id?: string;
  externalId?: string;
  code: string;
  message: string;
  errors?: FieldError[];
  errorsOmitted?: number;
}

/** What is wrong with a line that is refused, beside its number. */
export type Wrong = Omit<RefusedLine, 'line'>;

/**
 * What a line says: nothing where it is empty, `wrong` where it cannot be taken, or an entry; `asWritten` where its value
 * is the line's JSON, so that whoever has the line can read it from there.
 */
export type Checked = { empty: true } | { wrong: Wrong } | { entry: Entry; asWritten: boolean };

/** Checks all that can be told of a line without looking at the storage. */
export function checkLine(content: Line['content']): Checked {
  if ('problem' in content) return { wrong: problemOf(content) };
  if (content.text.trim() === '') return { empty: true };
  let json: unknown;
  try {
    json = jsonOf(content.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `The line is not JSON: ${why.slice(0, 200)}. Each line is one JSON object.`;
    return { wrong: { code: 'not_json', message } };
  }
  return parsed(json, content.text);
}

const problemOf = (content: Extract<Line['content'], { problem: string }>): Wrong =>
  content.problem === 'not_utf8'
    ? { code: 'not_utf8', message: 'The line is not UTF-8. Save the file as UTF-8.' }
    : tooLarge(content.bytes, MAX_LINE_BYTES);

/** As the API reads a body: a member of this name would vanish on the way. Looking at each is for the lines that may have one. */
function jsonOf(text: string): unknown {
  if (!/__proto__|\\u00/u.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('a member cannot be named __proto__');
    return value;
  });
}

function parsed(json: unknown, text: string): Checked {
  const kind = kindOf(json);
  if (kind === null) {
    const message = `The line is of no kind that is known (${KINDS.filter((one) => one !== 'opening').join(', ')}).`;
    return { wrong: { code: 'invalid_body', message } };
  }
  const names = namesIn(json);
  const bytes = Buffer.byteLength(text);
  if (kind === 'opening' && bytes > MAX_INPUT_BYTES)
    return { wrong: { kind, ...names, ...tooLarge(bytes, MAX_INPUT_BYTES) } };
  try {
    const read = parseEntry(kind, json);
    if ('invalid' in read) {
      const { detail: message, ...fields } = read.invalid;
      return { wrong: { kind, ...names, code: 'invalid_body', message, ...fields } };
    }
    const { entry } = read;
    const wrong = wrongHistory(entry);
    return wrong ? { wrong } : { entry, asWritten: entry.value === json };
  } catch (error) {
    return { wrong: { kind, ...names, ...unforeseen(error) } };
  }
}

function wrongHistory(entry: Entry): Wrong | null {
  if (entry.kind !== 'request') return null;
  const checked = checkHistory(entry.value.request, entry.value.events as RequestEvent[]);
  return 'refusal' in checked ? { ...namesOf(entry), ...told(checked.refusal) } : null;
}

/** Something that nobody foresaw stands in the way of this line alone. */
export function unforeseen(error: unknown): Wrong {
  return { code: 'internal', message: `It cannot be imported: ${error instanceof Error ? error.message : error}` };
}

/** A refusal as a report tells it. */
export function told({ code, detail, errors }: Refusal): Wrong {
  return { code, message: detail, ...(errors ? firstOf(errors) : {}) };
}

function tooLarge(bytes: number, limit: number): Wrong {
  return { code: 'payload_too_large', message: `The line has ${bytes} bytes; it may have ${limit}.` };
}

function kindOf(json: unknown): Kind | null {
  if (typeof json !== 'object' || json === null || !('kind' in json)) return 'opening';
  return KINDS.find((kind) => kind === json.kind && kind !== 'opening') ?? null;
}

type Names = Pick<RefusedLine, 'id' | 'externalId'>;

export const namesOf = (entry: Entry): Names & { kind: Kind } => ({ kind: entry.kind, ...namesIn(entry.value) });

/** What the line's author knows it by, as far as it can be told before the line is checked. */
function namesIn(json: unknown): Names {
  const members = json as Record<string, unknown> | null;
  const part = [members?.request, members?.conversation, members?.photo, members?.note, members?.seller, members].find(
    isObject,
  );
  const id = isObject(members?.policy) ? members.policy.market : part?.id;
  const named = { id, externalId: part?.externalId };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => typeof value === 'string'));
}
