/**
 * `/d/:token`, the shipping documents behind a signed link. The token is the permission; it is kept out of logs, caches,
 * search engines and referrers, and shows the documents only while there is something to ship.
 */
import type { Express, RequestHandler } from 'express';
import { readDocumentLink } from '../../application/document-links.ts';
import { isRefusal } from '../../application/refused.ts';
import { labelOf } from '../../application/shipping/label.ts';
import { sayIn } from '../../i18n/catalogue.ts';
import { languageFor } from '../nowhere-page.ts';
import type { HttpParts } from '../parts.ts';
import { limitCalls } from '../security.ts';
import { prepareLinkPage } from './answer-link.ts';
import { plainPage } from './answer-link-page.ts';
import { fileNameOf, PDF } from './documents.ts';

const DOCUMENTS_PATH = '/d/:token';

export function mountDocumentLinks(app: Express, parts: HttpParts): void {
  const { config, store, clock, documents } = parts;

  async function labelFor(token: string) {
    const link = await readDocumentLink(token, config.secrets, clock.now());
    const loaded = link && (await store.requests.load(link.requestId));
    if (!loaded || loaded.state.facts.sellerId !== link?.sellerId) return null;
    const shop = await store.directory.seller(link.sellerId);
    const locale = shop?.alerts?.slack?.locale;
    const person = { role: 'seller' as const, id: link.sellerId, ...(locale ? { locale } : {}) };
    const label = labelOf(loaded.state, shop, { caller: { kind: 'person', person }, ...(locale ? { locale } : {}) });
    return isRefusal(label) ? null : label;
  }

  const get: RequestHandler<{ token: string }> = async (req, res) => {
    const label = await labelFor(req.params.token);
    if (label) {
      res.set('Content-Disposition', `inline; filename="${fileNameOf(label.order.value)}"`);
      return void res.type(PDF).end(Buffer.from(await documents.draw(label)));
    }
    const locale = languageFor(req);
    const say = sayIn(locale);
    const page = plainPage(locale, say('documentsLink.title'), say('documentsLink.text'));
    res.status(404).set('Content-Type', 'text/html; charset=utf-8').end(page);
  };

  app.get(DOCUMENTS_PATH, prepareLinkPage(DOCUMENTS_PATH), ...limitCalls(parts, 'document-links'), get);
}
