/** Links out of Slack: the shipping documents for whoever packs, and the request's page for one person. */
import {
  type Clock,
  documentLinkEnds,
  issueToken,
  type RequestState,
  type RequestView,
  signDocumentLink,
} from '../../src/bot.ts';

const PAGE_LASTS_S = 3_600;

export interface Links {
  /** Undefined where nothing is to be shipped. */
  documents(state: RequestState): Promise<string | undefined>;
  /** The shop's page with this request open, at its shipment where that is due, as that member of its staff: for their eyes only, and for an hour. */
  page(request: RequestView, member: string, locale: string): Promise<string>;
}

export interface LinkParts {
  /** Where people reach the service. */
  address(): string;
  secrets: readonly string[];
  wallClock: Clock;
}

export const createLinks = ({ address, secrets, wallClock }: LinkParts): Links => ({
  async documents(state) {
    const ends = documentLinkEnds(state);
    if (ends === null) return undefined;
    const link = { requestId: state.id, sellerId: state.facts.sellerId };
    return `${address()}/d/${signDocumentLink(link, ends, secrets)}`;
  },
  async page({ id, sellerId, status }, member, locale) {
    const holder = {
      role: 'seller' as const,
      id: sellerId,
      userId: member,
      locale,
      ttlSeconds: PAGE_LASTS_S,
    };
    const { token } = await issueToken(holder, secrets, wallClock.now());
    return `${address()}/seller#${new URLSearchParams({ token, request: id, ...(status === 'awaiting_shipment' ? { at: 'ship' } : {}) })}`;
  },
});
