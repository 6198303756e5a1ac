/** After an approval the shop's message gives the shipping documents and the request's page; each link does only that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDocumentLink } from '../../src/application/document-links.ts';
import { verifyToken } from '../../src/application/tokens.ts';
import type { PostedMessage } from '../../stand-ins/slack/slack.ts';
import { eventually } from '../support/eventually.ts';
import { readPdf } from '../support/pdf.ts';
import { SECRET } from '../support/service.ts';
import { CHANNEL, type SlackScene, slackScene, TEAM, USER } from '../support/slack-scene.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';

const HOUR = 3_600_000;
const shipTo = { name: 'สมชาย ใจดี', lines: ['99/1 ถนนสุขุมวิท'], postalCode: '10110', country: 'TH' };

interface Button {
  action_id: string;
  url?: string;
}
const buttonsIn = ({ blocks = [] }: Pick<PostedMessage, 'blocks'>): Button[] =>
  blocks.filter(({ type }) => type === 'actions').flatMap(({ elements }) => elements as Button[]);
const documentsIn = (message: PostedMessage): string =>
  buttonsIn(message).find(({ action_id }) => action_id === 'parley:documents')?.url ?? '';

describe('A request that was approved', () => {
  let stored: TestStore;
  let scene: SlackScene;
  beforeAll(async () => {
    stored = await sqliteStore();
    scene = await slackScene({ store: stored.store });
  });
  afterAll(async () => {
    await scene.close();
    await stored.cleanup();
  });

  async function approved(): Promise<string> {
    const { id } = await scene.open({ shipTo });
    expect(documentsIn(scene.parent(id))).toBe('');
    await scene.post(`/v1/requests/${id}/approve`, {});
    await scene.settle();
    return id;
  }
  const linkTo = async (requestId: string, sellerId = 'shop-1', secret = SECRET, until = 24 * HOUR) => {
    const ends = new Date(scene.clock.now() + until).toISOString();
    return `${scene.service.url}/d/${signDocumentLink({ requestId, sellerId }, ends, [secret])}`;
  };

  it('has its documents behind a button, for whoever packs the parcel', async () => {
    const id = await approved();
    const shown = buttonsIn(scene.parent(id)).map(({ action_id }) => action_id);
    expect(shown).toEqual(['parley:ship', 'parley:documents', 'parley:page']);
    const answer = await fetch(documentsIn(scene.parent(id)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const lines = readPdf(new Uint8Array(await answer.arrayBuffer())).pages.flatMap((page) => page.lines);
    expect(lines).toContain('สมชาย ใจดี');
  });

  it('shows them to nobody by another link, after its end, or once nothing is to be shipped', async () => {
    const id = await approved();
    expect((await fetch(await linkTo(id))).status).toBe(200);
    const good = documentsIn(scene.parent(id));
    const none = [
      await linkTo(id, 'shop-2'),
      await linkTo('req_none'),
      await linkTo(id, 'shop-1', 'another-secret-0123456789abcdef01234'),
      await linkTo(id, 'shop-1', SECRET, -1_000),
      `${good}x`,
      `${scene.service.url}/d/x`,
    ];
    for (const url of none) {
      const answer = await fetch(url);
      expect(answer.status, url).toBe(404);
      expect(await answer.text()).toContain('These documents are not here');
    }
    const token = good.split('/d/')[1] ?? '';
    const asPerson = await fetch(`${scene.service.url}/v1/requests/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asPerson.status).toBe(401);
    await scene.post(`/v1/requests/${id}/cancel`, {}, 'buyer:buyer-1');
    expect((await fetch(good)).status).toBe(404);
    await scene.settle();
    expect(buttonsIn(scene.parent(id))).toEqual([]);
  });

  it('has its page for whoever presses, and for them alone', async () => {
    const id = await approved();
    const { ts } = scene.parent(id);
    const before = scene.person.ephemerals().length;
    await scene.person.press({ channel: CHANNEL, ts }, 'parley:page');
    await eventually('the link', () => expect(scene.person.ephemerals()).toHaveLength(before + 1));
    const answer = JSON.stringify(scene.person.ephemerals().at(-1)?.blocks);
    const url = /"url":"([^"]+)"/u.exec(answer)?.[1] ?? '';
    expect(new URL(url).pathname).toBe('/seller');
    const fragment = new URLSearchParams(new URL(url).hash.slice(1));
    expect(fragment.get('request')).toBe(id);
    expect(await verifyToken(fragment.get('token') ?? '', [SECRET], Date.now())).toMatchObject({
      role: 'seller',
      id: 'shop-1',
      userId: 'slack:T1/U1',
    });
    expect(JSON.stringify(scene.parent(id))).not.toContain('token=');
  });

  it('rule 19: the page is the member’s, where the link says who of the staff presses', async () => {
    const link = { team: TEAM, user: USER, sellerId: 'shop-1', userId: 'staff-7', at: scene.clock.iso() };
    await scene.store.slack.putLink(link);
    const { ts } = scene.parent(await approved());
    const before = scene.person.ephemerals().length;
    await scene.person.press({ channel: CHANNEL, ts }, 'parley:page');
    await eventually('the link', () => expect(scene.person.ephemerals()).toHaveLength(before + 1));
    const answer = JSON.stringify(scene.person.ephemerals().at(-1)?.blocks);
    const token = /token=([^&"]+)/u.exec(answer)?.[1] ?? '';
    expect(await verifyToken(token, [SECRET], Date.now())).toMatchObject({ id: 'shop-1', userId: 'staff-7' });
  });

  it('has it in Home, in a dialog', async () => {
    await scene.person.openHome();
    await eventually('Home', () => expect(JSON.stringify(scene.person.home())).toContain('parley:page'));
    const [actions] = (scene.person.home()?.blocks ?? []).filter((block) =>
      JSON.stringify(block).includes('parley:page'),
    );
    await scene.person.press('home', 'parley:page', { blockId: actions?.block_id });
    await eventually('the dialog', () => expect(JSON.stringify(scene.person.modal())).toContain('/seller#token='));
  });
});
