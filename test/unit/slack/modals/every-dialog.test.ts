import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterModal } from '../../../../bots/slack/blocks/modals/counter.ts';
import { declineModal } from '../../../../bots/slack/blocks/modals/decline.ts';
import type { Values } from '../../../../bots/slack/blocks/modals/fields.ts';
import { offerModal, readOffer } from '../../../../bots/slack/blocks/modals/offer.ts';
import {
  decodeRef,
  decodeSettingsRef,
  encodeRef,
  encodeSettingsRef,
} from '../../../../bots/slack/blocks/modals/ref.ts';
import { readReject, rejectModal } from '../../../../bots/slack/blocks/modals/reject.ts';
import { readShip, shipModal } from '../../../../bots/slack/blocks/modals/ship.ts';
import type { ModalView, Read } from '../../../../bots/slack/blocks/model.ts';
import { OfferBody, RejectBody, ShipBody } from '../../../../src/contract/commands.ts';
import { problemsOfView } from '../../../../stand-ins/slack/limits.ts';
import { offer, request, seller } from '../../../support/story.ts';
import { everyState, modelOf, nasty, shown, words } from '../support.ts';
import { chosen, names, offering, open, REF, typed } from './support.ts';

describe('every dialog', () => {
  it('is one that Slack takes, in any state, with the callback and the reference it is known by', () => {
    for (const story of Object.values(everyState())) {
      const model = modelOf(story);
      const dialogs = {
        reject: rejectModal,
        offer: offerModal,
        counter: counterModal,
        ship: shipModal,
        decline: declineModal,
      };
      for (const [name, view] of Object.entries(dialogs)) {
        const modal = view(model, words, REF);
        expect(problemsOfView(modal)).toEqual([]);
        if (modal.callback_id) expect(modal.callback_id).toBe(`parley:${name}`);
        if (modal.submit) expect(decodeRef(modal.private_metadata)).toMatchObject(REF);
      }
    }
  });

  it('of an action that is gone is a notice of what happened', () => {
    const story = request().after('Mon 10:00', seller, offer(12_500));
    for (const modal of [offerModal(modelOf(story), words, REF), counterModal(modelOf(story), words, REF)]) {
      expect(modal.submit).toBeUndefined();
      expect(shown(modal)).toContain('The buyer has until Tue 24 Nov, 10:00 to answer your offer of ฿125.00.');
    }
  });
});

describe('the reference in a dialog', () => {
  const full = {
    requestId: 'req_1',
    version: 3,
    offerId: 'ofr_1-1',
    channel: 'C1',
    ts: '1700000000.000100',
    responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
    home: true,
  } as const;

  it('reads back as it was written', () => {
    expect(decodeRef(encodeRef(full))).toEqual(full);
    expect(decodeRef(encodeRef({ ...REF, channel: undefined }))).toEqual(REF);
    expect(decodeSettingsRef(encodeSettingsRef({ sellerId: 'shop-1', home: true }))).toEqual({
      sellerId: 'shop-1',
      home: true,
    });
  });

  it('leaves out a response URL that is too long, and stays within 3,000 characters', () => {
    const long = { ...full, requestId: 'r'.repeat(128), responseUrl: `https://hooks.slack.com/${'x'.repeat(500)}` };
    expect(decodeRef(encodeRef(long))?.responseUrl).toBeUndefined();
    const { length } = encodeRef({ ...long, responseUrl: `https://hooks.slack.com/${'x'.repeat(470)}` });
    expect(length).toBeLessThan(3_000);
  });

  it.each([
    undefined,
    '',
    '{}',
    '{"requestId":"req_1"}',
    '{"requestId":"req_1","version":1,"more":1}',
    '{"requestId":"req_1","version":1,"home":false}',
  ])('%s is none', (text) => {
    expect(decodeRef(text)).toBeNull();
    expect(decodeSettingsRef(text)).toBeNull();
  });
});

describe('whatever is typed', () => {
  it('is a value that a command takes, or an error at a field of the dialog; never anything else', () => {
    const model = open();
    fc.assert(
      fc.property(
        nasty(1_200),
        nasty(200),
        fc.constantFrom('other', 'refund_only', 'percent:50', 'items_were_sent'),
        (long, short, pick) => {
          const values: Values = {
            pick: chosen(pick),
            reason: chosen(pick),
            amount: typed(short),
            note: typed(long),
            text: typed(long),
            evidence: typed(short),
            carrier: typed(short),
            tracking: typed(short),
          };
          const reads: [Read<unknown>, { safeParse(value: unknown): { success: boolean } }, ModalView][] = [
            [readOffer(values, model, words), OfferBody, offering(values, model)],
            [readReject(values, model, words), RejectBody, rejectModal(model, words, REF)],
            [readShip(values, model, words), ShipBody, shipModal(model, words, REF)],
          ];
          for (const [read, body, modal] of reads) {
            if (read.ok) expect(body.safeParse(read.value).success).toBe(true);
            else for (const field of Object.keys(read.errors)) expect(names(modal)).toContain(field);
          }
        },
      ),
    );
  });
});
