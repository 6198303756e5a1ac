/**
 * Where marketplaces tell what happened. A webhook only says which return to look at: that is stored before it is
 * answered, and nothing else is done before, since marketplaces wait for seconds only.
 */
import express, { type Express, type RequestHandler } from 'express';
import { type OwingParts, oweReturns } from './owing.ts';
import type { Marketplace } from './port.ts';
import type { Reports } from './reports.ts';

const MOST_BYTES = '256kb';

export interface WebhookParts extends OwingParts {
  reports: Reports;
}

export function mountWebhooks(app: Express, parts: WebhookParts): void {
  const readBody = express.raw({ type: () => true, limit: MOST_BYTES });
  for (const marketplace of parts.marketplaces) {
    app.post(marketplace.webhookPath, readBody, receive(marketplace, parts));
  }
}

function receive(marketplace: Marketplace, { owed, clock, onOwed, reports }: WebhookParts): RequestHandler {
  return async (req, res) => {
    res.set('Cache-Control', 'no-store');
    const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const received = marketplace.receive({ body, header: (name) => req.get(name) });
    if (received === null) return void res.status(401).end();
    const { returns, warning } = received;
    if (warning) await reports.warning(marketplace, warning);
    if (returns.length > 0) {
      await oweReturns(owed, marketplace, returns, clock.now());
      onOwed();
    }
    res.status(200).json({});
  };
}
