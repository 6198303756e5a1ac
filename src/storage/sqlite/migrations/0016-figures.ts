/**
 * Figures by week and month, counted as requests change: of all, of each market and reason, and of each shop. Here too is
 * how many requests have each status, which replaces `tally`. `figure_changes` is a function of ours (figure-changes.ts).
 *
 * `whose` is 'all', 'each' (of a market and a reason) or 'shop ' and an id. `grain` is 'week', 'month', or 'now' for what
 * is the case now; `period` its first day.
 */
const FACTS = (row: string) => `json_object('status', ${row}.status, 'openedAt', ${row}.opened_at,
    'answeredAt', ${row}.answered_at, 'timedOutAt', ${row}.timeout_at, 'offers', json(${row}.offers))`;

const counted = (row: string, before: string, after: string, from = '') => `
  INSERT INTO figure (whose, grain, period, market, reason, name, count)
    SELECT change.value ->> 0, change.value ->> 1, change.value ->> 2, change.value ->> 3, change.value ->> 4,
      change.value ->> 5, sum(change.value ->> 6)
    FROM ${from} json_each(figure_changes(${row}.seller_id, ${row}.market, ${row}.reason, ${before}, ${after})) AS change
    WHERE true GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;

export const FIGURES = `
ALTER TABLE request ADD COLUMN answered_at TEXT;
UPDATE request SET answered_at = (
  SELECT min(json_extract(event, '$.at')) FROM event WHERE request_id = request.id
    AND json_extract(event, '$.type') IN ('request.approved', 'request.rejected', 'offer.proposed', 'offer.auto_approved')
    AND coalesce(json_extract(event, '$.data.cause'), '') <> 'timeout');
CREATE TABLE figure (
  whose TEXT NOT NULL,
  grain TEXT NOT NULL,
  period TEXT NOT NULL,
  market TEXT NOT NULL,
  reason TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (whose, grain, period, market, reason, name)
) STRICT, WITHOUT ROWID;
${counted('request', 'NULL', FACTS('request'), 'request,')}

DROP TRIGGER request_counted;
DROP TRIGGER request_recounted;
DROP TABLE tally;
CREATE TRIGGER request_figured AFTER INSERT ON request BEGIN
  ${counted('NEW', 'NULL', FACTS('NEW'))}
END;
CREATE TRIGGER request_figured_anew AFTER UPDATE OF status, offers, answered_at, timeout_at ON request
WHEN OLD.status IS NOT NEW.status OR OLD.offers IS NOT NEW.offers OR OLD.answered_at IS NOT NEW.answered_at
  OR OLD.timeout_at IS NOT NEW.timeout_at
BEGIN
  ${counted('NEW', FACTS('OLD'), FACTS('NEW'))}
END;
`;
