/**
 * The storage as the service opens it, but where the process can be told to die at a point: exactly before or after a
 * certain call, by SIGKILL from its own hand. What it was doing is written to file descriptor 3 first (server.ts).
 *
 * A point comes with every command, so a death that was ordered under load always comes.
 */
import { writeSync } from 'node:fs';
import { openStore as open } from '../../../../dist/src/storage/open.js';

const REPORTS = 3;

/** The death that was ordered: `{ point, nth, requestId }`, see `Death` in server.ts. */
let ordered = null;
process.on('message', (death) => {
  ordered = death;
  process.send('ordered');
});
// Who listens to its parent does not have to live for it.
process.channel?.unref();

/** Dies if this is what was ordered. `doing` answers what is being done; null where the point is about something else. */
function point(name, doing) {
  if (ordered?.point !== name) return;
  const about = doing();
  if (about === null) return;
  if (ordered.requestId !== undefined && ordered.requestId !== about.requestId) return;
  ordered.nth -= 1;
  if (ordered.nth > 0) return;
  writeSync(REPORTS, `${JSON.stringify(about)}\n`);
  process.kill(process.pid, 'SIGKILL');
  for (;;); // The signal is on its way: nothing happens any more.
}

/** A change that a caller asked for, as opposed to the clock's. */
const commandOf = ({ state, commandId }) =>
  commandId === undefined ? null : { requestId: state.id, commandId, version: state.version };

/** What a shop's rule does when its moment comes: the clock's, so nobody's command. */
const deedOf = ({ state, commandId, events }) =>
  commandId === undefined && events.some(({ actor }) => actor.userId?.startsWith('rule:'))
    ? { requestId: state.id, version: state.version }
    : null;

/** An opening under an external id, which names it by then. */
const openingOf = (change) => {
  const { externalId } = change.state.facts;
  return change.expectedVersion > 0 || externalId === undefined ? null : { ...commandOf(change), externalId };
};

/** An answer that shows the request a command took effect on. */
function answerOf(commandId, { status, body }) {
  const { id, version } = JSON.parse(body);
  return status < 300 && String(id).startsWith('req_') ? { requestId: id, commandId, version } : null;
}

const toldOf = ([told]) => (told ? { requestId: told.id, version: told.seq } : null);

const around =
  (call, before, after = () => {}) =>
  async (...args) => {
    before(...args);
    const result = await call(...args);
    after(result, ...args);
    return result;
  };

export async function openStore(url, options) {
  const store = await open(url, options);
  const { requests, idempotency } = store;
  return {
    ...store,
    requests: {
      ...requests,
      commit: around(
        requests.commit,
        (change) => {
          point('before the commit', () => commandOf(change));
          point('before a rule acts', () => deedOf(change));
          point('between name and request', () => openingOf(change));
        },
        (result, change) => {
          if (result !== 'committed') return;
          point('after the commit', () => commandOf(change));
          point('after a rule acted', () => deedOf(change));
        },
      ),
      ack: around(requests.ack, (told) => point('before the telling is noted', () => toldOf(told))),
    },
    idempotency: {
      ...idempotency,
      complete: around(idempotency.complete, (_, commandId, response) =>
        point('before the answer', () => answerOf(commandId, response)),
      ),
    },
  };
}
