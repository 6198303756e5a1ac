/**
 * Which room may import what, and why: whatever is not here is refused (imports.mjs). A room is a folder or a file below
 * `src`, or one beside it, and the longest name that fits a file is its room. What a room may import is named the same way: `contract` is
 * all of it, `contract/currency.ts` that file. `types` may be imported as types only. Among `packages`, `node` is all of
 * Node's own. Every room may import itself.
 */
const BELOW = ['contract', 'domain', 'i18n', 'application'];

export const ROOMS = {
  contract: { rooms: [], packages: ['zod'], because: 'everybody shares it, so it depends on nothing but zod' },
  domain: {
    rooms: [
      'contract/currency.ts',
      'contract/erased-mark.ts',
      'contract/most-offered.ts',
      'contract/reject-detail.ts',
      'contract/rule-names.ts',
      'contract/taken-back.ts',
      'contract/tiers.ts',
    ],
    types: ['contract'],
    packages: ['date-holidays', 'node:module'],
    because: 'it is pure: who calls, stores or shows, what time it is and which ids are free come in with the command',
  },
  i18n: {
    rooms: ['contract/currency.ts', 'contract/erased-mark.ts'],
    types: ['contract'],
    packages: ['intl-messageformat'],
    because: 'it runs in browsers and servers, and turns facts into sentences without knowing where they come from',
  },
  application: {
    rooms: ['contract', 'domain', 'i18n'],
    packages: ['node', 'zod', 'jose'],
    because:
      'it knows no transport and no database: what it needs from outside is a port, which the outside implements',
  },
  'storage/sqlite': {
    rooms: [...BELOW, 'storage/options.ts'],
    packages: ['node', 'better-sqlite3'],
    because:
      'it implements the ports and shares nothing with the other backend, so that each can be read or dropped alone',
  },
  'storage/mongo': {
    rooms: [...BELOW, 'storage/options.ts'],
    packages: ['node', 'mongoose'],
    because:
      'it implements the ports and shares nothing with the other backend, so that each can be read or dropped alone',
  },
  'storage/files': {
    rooms: BELOW,
    packages: ['node'],
    because: 'files may lie apart from either database, so it knows none',
  },
  storage: {
    rooms: [...BELOW, 'storage/sqlite', 'storage/mongo', 'storage/files'],
    packages: ['node'],
    because: 'it chooses a backend and knows nothing of who uses it',
  },
  redis: {
    rooms: BELOW,
    packages: ['node', '@redis/client', 'express-rate-limit', 'rate-limit-redis', 'pino'],
    because: 'it implements ports, and what it carries may be lost',
  },
  channels: { rooms: BELOW, packages: ['node', 'ipaddr.js'], because: 'the relay calls it with what to tell' },
  'connectors/chatwoot': {
    rooms: BELOW,
    packages: ['node', 'express', 'zod', 'pino'],
    because: 'it knows one foreign system; storage comes in as a port',
  },
  'connectors/marketplace': {
    rooms: BELOW,
    packages: ['node', 'express', 'zod', 'pino'],
    because: 'it is what all marketplaces share, so it knows none',
  },
  'connectors/tiktok-shop': {
    rooms: [...BELOW, 'connectors/marketplace'],
    packages: ['node', 'zod', 'pino'],
    because: 'it knows one foreign system; storage comes in as a port',
  },
  connectors: {
    rooms: [...BELOW, 'connectors/marketplace', 'connectors/tiktok-shop'],
    packages: [],
    because: 'it lists the connectors that are there',
  },
  documents: {
    rooms: BELOW,
    packages: ['node', 'pdfkit', 'bwip-js', 'fontkit', 'any-ascii', 'bidi-js'],
    because: 'it puts on paper what application says, and knows nothing of who asks',
  },
  pictures: {
    rooms: BELOW,
    packages: ['node', 'sharp'],
    because: 'it reads what strangers sent, and knows nothing of who they are',
  },
  http: {
    rooms: BELOW,
    packages: ['node', 'express', 'cors', 'helmet', 'express-rate-limit', 'pino', 'pino-http', 'prom-client', 'zod'],
    because: 'it is an entry: calls become commands through application; what else it needs is handed to it by app.ts',
  },
  live: {
    rooms: BELOW,
    packages: ['node', 'socket.io', 'engine.io', 'pino', 'zod'],
    because: 'it is an entry: events become commands through application; what else it needs is handed to it by app.ts',
  },
  cli: {
    rooms: [...BELOW, 'storage/open.ts', 'storage/backup.ts', 'config'],
    packages: ['node', 'zod'],
    because: 'it is an entry like http: it opens the storage and works through application',
  },
  config: {
    rooms: ['contract', 'connectors/tiktok-shop/config.ts'],
    types: ['bots/slack/config.ts', 'connectors/chatwoot/config.ts'],
    packages: ['node', 'ipaddr.js', 'zod'],
    because: 'it reads the environment into what each part says that it needs, before there are parts',
  },
  'packages/client': {
    rooms: [],
    types: ['contract', 'zod'],
    packages: [],
    because: 'integrators take it without the server: at run time it is its own files and nothing else',
  },
  pages: {
    rooms: [
      'i18n',
      'contract/attachment-id.ts',
      'contract/carriers.ts',
      'contract/choices.ts',
      'contract/currency.ts',
      'contract/due.ts',
      'contract/earlier-claims.ts',
      'contract/erased-mark.ts',
      'contract/heic.ts',
      'contract/most-offered.ts',
      'contract/reject-detail.ts',
      'contract/taken-back.ts',
      'contract/tiers.ts',
      'domain/money.ts',
      'domain/times-of-day.ts',
      'domain/wallclock.ts',
      'packages/client/src/errors.ts',
      'packages/client/src/transport.ts',
    ],
    types: ['contract', '@slack/types'],
    packages: ['lit', 'socket.io-client'],
    because: 'no server code reaches a browser, and buttons come from `actions`, never from rules of their own',
  },
  'stand-ins': {
    rooms: [],
    types: ['application/ports/clock.ts'],
    packages: ['node', 'ws'],
    because: 'it stands in for a foreign system, which knows nothing of Parley: of ours it takes the clock',
  },
  demo: {
    rooms: [...BELOW, 'stand-ins/slack'],
    types: ['bots/slack'],
    packages: ['node', 'express', 'pino', 'zod'],
    because: 'it is a visitor of the service that it shows, and comes in through the same ports',
  },
  'bot.ts': { rooms: BELOW, packages: [], because: 'it is what bots get to see of the service, and nothing else' },
  'bots/slack': {
    rooms: ['bot.ts'],
    packages: ['node', '@slack/bolt', '@slack/oauth', '@slack/types', '@slack/web-api', 'express', 'pino', 'zod'],
    because: 'it is an entry and a channel; storage comes in as a port',
  },
};

/** Files below `src` that wire the rooms together: they may import any of them, and nobody imports `main.ts`. */
export const WIRING = /^(?:app|main|outside)\.ts$/u;

/** Elsewhere: examples know what an integrator knows; the rest may use everything but the process. */
export const OUTSIDE = {
  examples: {
    only: /^(?:node:|@parley\/client$|\.)/u,
    because: 'an example knows of Parley its client, by the name of the package',
  },
};
