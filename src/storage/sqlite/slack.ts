/** Slack's side: the workspaces that let the app in, one-time codes, and who may act for which seller. */
import type { Database } from 'better-sqlite3';
import type { SlackGrant, SlackInstallation, SlackLink, SlackStore } from '../../application/alerts/ports.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

const MOST_CLEARED_AT_ONCE = 100;

/** The statements whose plans matter. */
export const SLACK_SQL = {
  clear: `DELETE FROM slack_code WHERE hash IN
            (SELECT hash FROM slack_code WHERE expires_at <= @now ORDER BY expires_at LIMIT ${MOST_CLEARED_AT_ONCE})`,
  installations: 'SELECT id, name, sealed, at FROM slack_installation ORDER BY id LIMIT @limit',
  linksOf: `SELECT team, user, seller_id AS sellerId, user_id AS userId, at FROM slack_link
            WHERE team = @team AND user = @user ORDER BY seller_id`,
  linksOfMember: `SELECT team, user, seller_id AS sellerId, user_id AS userId, at FROM slack_link
                  WHERE seller_id = @sellerId AND user_id = @userId ORDER BY at DESC, team DESC, user DESC LIMIT @limit`,
} as const;

/** A row says null where nobody is known. */
type Row<T extends SlackGrant> = Omit<T, 'userId'> & { userId: string | null };
const known = <T extends SlackGrant>({ userId, ...row }: Row<T>): T =>
  (userId === null ? row : { ...row, userId }) as T;

export function sqliteSlack(db: Database, writes: WriteQueue): SlackStore {
  const sql = statements(db);
  return {
    putInstallation: (installation) => writes.add(() => void sql.putInstallation.run(installation)),
    replaceInstallation: (installation, was) =>
      writes.add(() => sql.replaceInstallation.run({ ...installation, was }).changes === 1),
    installation: (id) => read(() => sql.installation.get(id) ?? null),
    installations: (limit) => read(() => sql.installations.all({ limit })),
    deleteInstallation: (id) => writes.add(() => void sql.deleteInstallation.run(id)),
    putCode: (hash, { sellerId, userId = null }, expiresAt, now) =>
      writes.add(() => {
        sql.clear.run({ now });
        sql.putCode.run(hash, sellerId, userId, expiresAt);
      }),
    takeCode: (hash, now) =>
      writes.add(() => {
        const taken = sql.takeCode.get(hash, now);
        return taken ? known(taken) : null;
      }),
    putLink: ({ userId = null, ...link }) => writes.add(() => void sql.putLink.run({ ...link, userId })),
    deleteLink: (team, user, sellerId) => writes.add(() => void sql.deleteLink.run(team, user, sellerId)),
    linksOf: (team, user) => read(() => sql.linksOf.all({ team, user }).map(known)),
    linksOfMember: (sellerId, userId, limit) =>
      read(() => sql.linksOfMember.all({ sellerId, userId, limit }).map(known)),
  };
}

function statements(db: Database) {
  return {
    putInstallation: db.prepare<[SlackInstallation]>(
      'INSERT OR REPLACE INTO slack_installation (id, name, sealed, at) VALUES (@id, @name, @sealed, @at)',
    ),
    replaceInstallation: db.prepare<[SlackInstallation & { was: string }]>(
      'UPDATE slack_installation SET name = @name, sealed = @sealed, at = @at WHERE id = @id AND sealed = @was',
    ),
    installation: db.prepare<[string], SlackInstallation>(
      'SELECT id, name, sealed, at FROM slack_installation WHERE id = ?',
    ),
    installations: db.prepare<[{ limit: number }], SlackInstallation>(SLACK_SQL.installations),
    deleteInstallation: db.prepare<[string]>('DELETE FROM slack_installation WHERE id = ?'),
    clear: db.prepare<[{ now: number }]>(SLACK_SQL.clear),
    putCode: db.prepare<[string, string, string | null, number]>(
      'INSERT OR REPLACE INTO slack_code (hash, seller_id, user_id, expires_at) VALUES (?, ?, ?, ?)',
    ),
    takeCode: db.prepare<[string, number], Row<SlackGrant>>(
      `DELETE FROM slack_code WHERE hash = ? AND expires_at > ?
       RETURNING seller_id AS sellerId, user_id AS userId`,
    ),
    putLink: db.prepare<[Row<SlackLink>]>(
      `INSERT INTO slack_link (team, user, seller_id, user_id, at) VALUES (@team, @user, @sellerId, @userId, @at)
       ON CONFLICT DO UPDATE SET user_id = excluded.user_id WHERE excluded.user_id IS NOT NULL`,
    ),
    deleteLink: db.prepare<[string, string, string]>(
      'DELETE FROM slack_link WHERE team = ? AND user = ? AND seller_id = ?',
    ),
    linksOf: db.prepare<[{ team: string; user: string }], Row<SlackLink>>(SLACK_SQL.linksOf),
    linksOfMember: db.prepare<[{ sellerId: string; userId: string; limit: number }], Row<SlackLink>>(
      SLACK_SQL.linksOfMember,
    ),
  };
}
