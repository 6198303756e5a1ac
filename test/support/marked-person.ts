/** A buyer who left a mark in everything that takes a word: whoever erases them has to find all of it. */
import type { AttachmentView } from '../../src/contract/attachment.ts';
import type { RequestInput, RequestView } from '../../src/contract/request.ts';
import { type Api, actingFor, integrator } from './http.ts';
import { photo } from './photos.ts';

/** Stands in every word of theirs and about them, and nowhere else. */
export const MARK = 'zyxmark';

/** What a request of theirs says. */
export const markedInput = (buyerId: string): Partial<RequestInput> => ({
  buyerId,
  conversationId: `conv-${buyerId}`,
  buyerName: `${MARK}name Ananda`,
  text: `${MARK} Only one of the two bowls arrived`,
  evidence: [`https://img.example/${MARK}/box.jpg`],
  metadata: { mail: `${MARK}@mail.example` },
  shipTo: {
    name: `${MARK}receiver Ananda`,
    lines: [`9 ${MARK} Road`],
    postalCode: `${MARK}`,
    country: 'TH',
    phone: `08 ${MARK}`,
  },
});

export interface Marked {
  buyerId: string;
  conversationId: string;
  /** Closed: one by a rejection, with evidence, and one by the buyer. */
  requests: string[];
  photo: string;
}

/** Their life with the shop `shop-1`: two requests in one conversation, with offers, words, a photo and answers kept under keys. */
export async function markedPerson(api: Api, buyerId: string, changes: Partial<RequestInput> = {}): Promise<Marked> {
  const buyer = actingFor(`buyer:${buyerId}`);
  const seller = actingFor('seller:shop-1:staff-7');
  const conversationId = `conv-${buyerId}`;
  let calls = 0;
  const key = (): Record<string, string> => {
    calls += 1;
    return { 'idempotency-key': `${buyerId}-${calls}` };
  };
  const done = async <T>(answer: Promise<{ status: number; body: T }>): Promise<T> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
    await api.relay.idle();
    return body;
  };
  const first = await api.open({ ...markedInput(buyerId), ...changes });
  await api.relay.idle();
  const at = `/v1/requests/${first.id}`;
  const chat = `/v1/conversations/${conversationId}`;
  const picture = await done(
    api.post<AttachmentView>(`${chat}/attachments?alt=${MARK}`, await photo(), buyer, {
      'content-type': 'image/jpeg',
      ...key(),
    }),
  );
  const spoken = { text: `${MARK} please look`, attachments: [picture.id], clientId: 'phone-1' };
  await done(api.post(`${chat}/messages`, spoken, buyer, key()));
  await done(api.post(`${chat}/messages`, { text: `Dear ${MARK}, we look` }, seller, key()));
  const offer = { kind: 'partial_refund', percent: 50, note: `For you, ${MARK}` };
  const offered = await done(api.post<RequestView>(`${at}/offers`, offer, seller, key()));
  const no = { text: `${MARK} is not content` };
  await done(api.post(`${at}/offers/${offered.offer?.id}/reject`, no, buyer, key()));
  const rejection = { reason: 'items_were_sent', text: `No, ${MARK}`, evidence: [picture.id] };
  await done(api.post(`${at}/reject`, rejection, seller, key()));

  const agent = actingFor('agent:agent-1');
  await done(api.post(`${at}/notes`, { text: `${MARK} is a difficult one` }, agent, key()));

  const opening = { ...markedInput(buyerId), ...changes, orderId: `again-${buyerId}` };
  const second = await api.open(opening);
  const moved = { shipTo: { ...opening.shipTo, name: `${MARK}moved` }, metadata: { more: MARK } };
  await done(api.call<RequestView>('PATCH', `/v1/requests/${second.id}`, { as: integrator, body: moved }));
  await done(api.post(`/v1/requests/${second.id}/cancel`, { text: `${MARK} found it` }, buyer, key()));
  return { buyerId, conversationId, requests: [first.id, second.id], photo: picture.id };
}

/** One closed request of theirs and a message, for where many of them are needed. */
export async function markedBriefly(api: Api, buyerId: string): Promise<Marked> {
  const { id, conversationId } = await api.open(markedInput(buyerId));
  const said = { text: `${MARK} please look` };
  await api.post(`/v1/conversations/${conversationId}/messages`, said, actingFor(`buyer:${buyerId}`), {
    'idempotency-key': buyerId,
  });
  await api.post(`/v1/requests/${id}/conclude`, { outcome: 'refunded', text: MARK });
  await api.relay.idle();
  return { buyerId, conversationId, requests: [id], photo: 'att_none' };
}
