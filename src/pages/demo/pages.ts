/** The addresses of the real pages, each with a token of its own and opened on one request. */
import type { DemoRequest, DemoTokens } from '../../contract/demo.ts';

export type Side = keyof DemoTokens;

const PLACES: Readonly<Record<Side, (request: DemoRequest) => { page: string; fragment: Record<string, string> }>> = {
  buyer: ({ conversationId, buyerLocale }) => ({
    page: '/chat',
    fragment: { conversation: conversationId, locale: buyerLocale },
  }),
  seller: ({ id }) => ({ page: '/seller', fragment: { request: id } }),
  agent: ({ id }) => ({ page: '/console', fragment: { open: id } }),
};

export function addressOf(side: Side, token: string, request: DemoRequest): string {
  const { page, fragment } = PLACES[side](request);
  return `${page}#${new URLSearchParams({ token, ...fragment })}`;
}
