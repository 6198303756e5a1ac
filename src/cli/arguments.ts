/** What was asked for on the command line, or what is wrong with it in one sentence. */
import { parseArgs } from 'node:util';
import { STATUSES } from '../contract/choices.ts';
import type { RequestStatus } from '../contract/request.ts';
import type { ExportFilter } from './export.ts';

export type Command =
  | { name: 'help' }
  | { name: 'import'; from: string; report?: string; dryRun: boolean; allowOverdue: boolean; concurrency: number }
  | { name: 'export'; to: string | null; filter: ExportFilter }
  | { name: 'backup'; to: string }
  | { name: 'restore'; from: string };

/** Bad usage: told in one line, with where to read more. */
export class UsageError extends Error {}

export const HELP = `Moves requests into and out of the storage that DATABASE_URL names, also beside a running server, and copies it.

  npm run parley -- import <file|->    takes the requests of a file, or of standard input
    --report <file>      writes every refused line there, as JSON: line, externalId, code, message
    --dry-run            checks everything and changes nothing
    --allow-overdue      takes requests whose deadline has passed too: the platform acts on them at
                         once, as it would have (a seller who did not answer has approved)
    --concurrency <n>    lines under way at once, 1 to 1,000 (default 512)

  npm run parley -- export             writes everything to parley-<time>.ndjson
    --out <file|->       writes it there; - is standard output (npm run --silent parley -- export --out -)
    --status <a,b>       only requests in one of these states, with their conversations
    --since <time>       only requests that changed at or after this time, with their conversations

  npm run parley -- backup <file>      copies the whole SQLite storage, settings and keys included, to a new file,
                                       and its photos to a folder beside that, <file>-files
  npm run parley -- restore <file>     puts such a copy in its place, and what was there aside; not beside a server

  npm run parley -- help

A file that is moved is newline-delimited JSON. A line of another system is the body of POST /v1/requests, with an externalId, which
makes it safe to import again; the rest is what export writes. What is there already is left alone.

Exit codes: 0 done, 1 some lines were refused, 2 wrong usage, 3 storage or file failed, 130 interrupted.
`;

const DEFAULT_CONCURRENCY = 512;
const MOST_CONCURRENCY = 1_000;

/** Throws UsageError. */
export function readArguments(args: string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return { name: 'help' };
  if (name === 'import') return importCommand(rest);
  if (name === 'export') return exportCommand(rest);
  if (name === 'backup') return { name, to: oneFile(name, rest, 'a new file to write') };
  if (name === 'restore') return { name, from: oneFile(name, rest, 'a file that backup wrote') };
  throw new UsageError(
    `There is no command ${JSON.stringify(name)}; there are import, export, backup, restore and help.`,
  );
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

function parsed<T extends NonNullable<Parameters<typeof parseArgs>[0]>>(config: T) {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node's sentence, without its advice on how to pass what begins with a dash.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split(/[.\n]/u, 1)[0]}.`);
  }
}

function importCommand(args: string[]): Command {
  const { values, positionals } = parsed({
    args,
    allowPositionals: true,
    options: { report: text, 'dry-run': flag, 'allow-overdue': flag, concurrency: text },
  });
  return {
    name: 'import',
    from: only('import', positionals, 'a file, or - for standard input'),
    ...(values.report === undefined ? {} : { report: values.report }),
    dryRun: values['dry-run'],
    allowOverdue: values['allow-overdue'],
    concurrency: concurrencyOf(values.concurrency),
  };
}

const oneFile = (command: string, args: string[], what: string): string =>
  only(command, parsed({ args, allowPositionals: true, options: {} }).positionals, what);

function only(command: string, [first, ...others]: string[], what: string): string {
  if (first === undefined) throw new UsageError(`${command} needs ${what}.`);
  if (others.length > 0) throw new UsageError(`${command} takes one file, and ${others.join(' ')} is more.`);
  return first;
}

function concurrencyOf(given: string | undefined): number {
  if (given === undefined) return DEFAULT_CONCURRENCY;
  const count = Number(given);
  if (/^\d+$/u.test(given) && count >= 1 && count <= MOST_CONCURRENCY) return count;
  throw new UsageError(`--concurrency is ${JSON.stringify(given)}; it must be from 1 to ${MOST_CONCURRENCY}.`);
}

function exportCommand(args: string[]): Command {
  const { values, positionals } = parsed({
    args,
    allowPositionals: true,
    options: { out: text, since: text, status: text },
  });
  if (positionals.length > 0) throw new UsageError(`export takes no ${positionals.join(' ')}; name a file with --out.`);
  const filter: ExportFilter = {
    ...(values.since === undefined ? {} : { since: instantOf(values.since) }),
    ...(values.status === undefined ? {} : { statuses: statusesOf(values.status) }),
  };
  return { name: 'export', to: values.out ?? null, filter };
}

function instantOf(given: string): string {
  const time = Date.parse(given);
  const isWhole = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/u.test(given);
  if (isWhole && !Number.isNaN(time)) return new Date(time).toISOString();
  throw new UsageError(
    `--since is ${JSON.stringify(given)}; it must be a date (UTC) or a time with Z or an offset, such as 2026-11-22T09:30:00Z.`,
  );
}

function statusesOf(given: string): ReadonlySet<RequestStatus> {
  const names = given.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(STATUSES as readonly string[]).includes(name));
  if (unknown === undefined) return new Set(names as RequestStatus[]);
  throw new UsageError(`--status has ${JSON.stringify(unknown)}; it must be of ${STATUSES.join(', ')}.`);
}
