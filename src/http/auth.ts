/**
 * Who calls: the integrator by its API key, or a person by a token.
 *
 * 1. The API key is compared in constant time (both sides hashed), with every key that is valid.
 * 2. With the header `Parley-Actor: role:id` or `role:id:userId` the integrator acts for that person and sees what that
 *    person sees.
 * 3. Anything else must be a person token; its holder cannot act for anyone else.
 * 4. A person is spoken to as the headers of `reader-headers.ts` say, else as the token says.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { type Caller, type Person, personOf } from '../application/access.ts';
import type { Clock } from '../application/ports/clock.ts';
import { verifyToken } from '../application/tokens.ts';
import { ACTOR_HEADER, personIn } from './actor-header.ts';
import { type Identity, type Locals, localsOf } from './locals.ts';
import type { HttpConfig } from './parts.ts';
import { ProblemError } from './problems.ts';
import { addressIn } from './reader-headers.ts';

/** Finds out who calls and notes it; whether that is enough is each route's to say. */
export function identify(config: HttpConfig, wallClock: Clock): RequestHandler {
  const keys = config.apiKeys.map(digest);
  const identityOf = async (req: Request): Promise<Identity> => {
    const credentials = bearer(req.get('authorization'));
    if (!credentials)
      return unauthenticated('Send your API key or a person token: Authorization: Bearer <key or token>.');
    const actor = req.get(ACTOR_HEADER);
    const given = digest(credentials);
    if (isOneOf(keys, given)) return integrator(actor, `key:${given.toString('base64url').slice(0, 16)}`);
    const person = await verifyToken(credentials, config.secrets, wallClock.now());
    if (person === 'token_expired') {
      return refusedToken('token_expired', 'The token has expired. Get a new one from your platform.');
    }
    if (person === 'unauthenticated') return refusedToken('unauthenticated', 'Neither an API key nor a valid token.');
    if (actor !== undefined) {
      const detail = `Only the API key may send ${ACTOR_HEADER}; a token already says who you are.`;
      return { problem: new ProblemError('forbidden', detail) };
    }
    const { expiresAt: _, ...holder } = person;
    return { caller: { kind: 'person', person: holder }, rateKey: `person:${scopeOfPerson(holder)}` };
  };
  return async (req, res, next) => {
    localsOf(res).identity = spokenTo(await identityOf(req), req);
    next();
  };
}

/** Who calls; throws the problem where that is not known. */
export function callerOf(locals: Locals): Caller {
  if (!locals.identity) throw new Error('identify() has not run');
  if ('problem' in locals.identity) throw locals.identity.problem;
  return locals.identity.caller;
}

/** One string per caller, for what is kept apart by caller (idempotency keys). Rotating API keys does not change it. */
export function scopeOf(caller: Caller): string {
  const person = personOf(caller);
  return JSON.stringify([caller.kind, person ? scopeOfPerson(person) : '']);
}

const scopeOfPerson = (person: Person): string =>
  JSON.stringify([person.role, person.id, person.userId ?? '', person.conversationId ?? '']);

/** Thrown by routes on which the integrator has to say for whom it acts. */
export const nameTheActor = (why: string): ProblemError =>
  new ProblemError(
    'forbidden',
    `${why}: send the header ${ACTOR_HEADER}: role:id or role:id:userId, such as buyer:buyer-1.`,
  );

function integrator(actor: string | undefined, rateKey: string): Identity {
  if (actor === undefined) return { caller: { kind: 'integrator' }, rateKey };
  const named = personIn(actor);
  if (!('message' in named)) return { caller: { kind: 'integrator', person: named }, rateKey };
  const { message } = named;
  const detail = `The header ${ACTOR_HEADER} ${message}.`;
  return { problem: new ProblemError('invalid_body', detail, { errors: [{ path: ACTOR_HEADER, message }] }) };
}

/** The same caller, addressed as the call's headers want it. */
function spokenTo(identity: Identity, req: Request): Identity {
  if ('problem' in identity || !identity.caller.person) return identity;
  try {
    const person = { ...identity.caller.person, ...addressIn((name) => req.get(name)) };
    return { ...identity, caller: { ...identity.caller, person } };
  } catch (problem) {
    if (problem instanceof ProblemError) return { problem };
    throw problem;
  }
}

const bearer = (header: string | undefined): string | undefined => /^Bearer +(\S+) *$/iu.exec(header ?? '')?.[1];
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Looks at every key, so that the time taken does not tell which one was close. */
const isOneOf = (keys: Buffer[], given: Buffer): boolean =>
  keys.reduce((found, key) => timingSafeEqual(key, given) || found, false);

const unauthenticated = (detail: string): Identity => ({
  problem: new ProblemError('unauthenticated', detail, {}, { 'WWW-Authenticate': 'Bearer realm="parley"' }),
});
const refusedToken = (code: 'unauthenticated' | 'token_expired', detail: string): Identity => ({
  problem: new ProblemError(code, detail, {}, { 'WWW-Authenticate': 'Bearer realm="parley", error="invalid_token"' }),
});
