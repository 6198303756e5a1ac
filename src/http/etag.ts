/**
 * Entity tags. Of what has no version they are a hash of what is answered, `"of-<hash>"`, and so the same on every
 * instance. Of a request: `"<version>-<hash>"`.
 *
 * The version is what a command may insist on (`If-Match`); the hash covers the answer as this caller sees it now, since
 * it changes without a new version: past a deadline the actions vanish. A bare `"<version>"` is accepted too.
 */
import { createHash } from 'node:crypto';
import { ProblemError } from './problems.ts';

const hash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url').slice(0, 16);

export const etagOf = (version: number, body: string): string => `"${version}-${hash(body)}"`;

/** The tag of an answer without a version. */
export const contentTag = (body: string | Uint8Array): string => `"of-${hash(body)}"`;

const tags = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//u, ''));

/** Whether `If-None-Match` names what would be answered. */
export const isNoneMatch = (header: string | undefined, etag: string): boolean =>
  header !== undefined && tags(header).some((tag) => tag === '*' || tag === etag);

/**
 * The version `If-Match` insists on: undefined where any will do. Of several tags the newest counts, since the versions
 * of a request only rise. A tag that is none of ours cannot match.
 */
export function versionFrom(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const given = tags(header);
  if (given.includes('*')) return undefined;
  const versions = given.flatMap((tag) => /^"(\d{1,9})(?:-[\w-]+)?"$/u.exec(tag)?.[1] ?? []).map(Number);
  if (versions.length === 0) {
    const detail = `If-Match ${header} is not the ETag of a request: send the one of GET /v1/requests/:id, or "<version>".`;
    throw new ProblemError('version_mismatch', detail);
  }
  return Math.max(...versions);
}
