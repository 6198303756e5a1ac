/** Photos, notes and saved replies move with requests and conversations. On every storage, and from one to the other. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pictureFiles } from '../../src/application/attachments/files.ts';
import type { Store } from '../../src/application/ports/store.ts';
import { ERASED } from '../../src/contract/erased-mark.ts';
import { exported, imported, jsonLines, linesIn, lived, storages } from '../support/import-scene.ts';
import { storeLegs } from '../support/stores.ts';
import { FakeClock } from '../support/world.ts';

describe.each(storeLegs())('On $name, what lies beside requests', (leg) => {
  let clock: FakeClock;
  let home: Store;
  let away: Store;
  let file: string;
  const { fresh, cleanup } = storages(leg.open);
  beforeEach(async () => {
    clock = new FakeClock();
    home = await fresh();
    await lived(home, clock);
    file = await exported(home);
    away = await fresh();
  });
  afterEach(cleanup);
  const bring = (lines: unknown[]) => imported(away, clock, jsonLines(lines), ['--allow-overdue']);
  const codes = ({ refused }: Awaited<ReturnType<typeof bring>>) =>
    refused.toSorted((a, b) => a.line - b.line).map(({ code }) => code);
  const lineOf = (kind: string) => linesIn(file).find((line) => line.kind === kind);

  it('arrives whole: the pictures, who noted what for whom, and the replies of each', async () => {
    await bring(linesIn(file));
    for (const name of pictureFiles('att_said')) {
      expect(Buffer.from((await away.files.get(name)) ?? [])).toEqual(Buffer.from((await home.files.get(name)) ?? []));
    }
    const [photo] = await home.attachments.find(['att_said']);
    expect(await away.attachments.find(['att_said', 'att_unused'])).toEqual([photo]);
    const requestId = lineOf('note').note.requestId;
    const asked = { requestId, audiences: ['shop', 'agents'], limit: 9 } as const;
    expect(await away.notes.list(asked)).toEqual(await home.notes.list(asked));
    for (const owner of ['shop-1', null]) expect(await away.replies.get(owner)).toEqual(await home.replies.get(owner));
  });

  it('is left out where its request or conversation is', async () => {
    const kinds = linesIn(await exported(home, { statuses: new Set(['delivered']) })).map(({ kind }) => kind);
    expect(kinds).not.toContain('photo');
    expect(kinds).not.toContain('note');
    const rejected = linesIn(await exported(home, { statuses: new Set(['rejected']) })).map(({ kind }) => kind);
    expect(rejected).toEqual(expect.arrayContaining(['photo', 'note']));
  });

  it('is refused line by line where it is none, or not of what is here', async () => {
    const [photo, note, replies] = [lineOf('photo'), lineOf('note'), lineOf('replies')];
    const wrong = [
      photo,
      note,
      { ...replies, owner: 'shop-none' },
      { ...photo, full: `${photo.full}=` },
      { ...photo, full: 'bm8gcGljdHVyZQ==', photo: { ...photo.photo, bytes: 10 } },
      { ...photo, photo: { ...photo.photo, bytes: 1 } },
      { ...photo, photo: { ...photo.photo, contentType: 'image/jpeg' } },
      { ...photo, photo: { ...photo.photo, id: '../../etc/passwd' } },
      { ...photo, photo: { ...photo.photo, usedAt: null } },
      { ...note, note: { ...note.note, audience: 'buyer' } },
      { ...replies, items: [{ id: 'a', title: '', text: 'x' }] },
    ];
    expect(codes(await bring(wrong))).toEqual([
      'not_found',
      'not_found',
      'unknown_seller',
      ...Array(8).fill('invalid_body'),
    ]);
    expect(await away.files.get('att_said.full')).toBeNull();
  });

  it('never overwrites what is here otherwise, nor enters what is another’s', async () => {
    await bring(linesIn(file));
    const before = await exported(away);
    const [photo, note, replies] = [lineOf('photo'), lineOf('note'), lineOf('replies')];
    const others = [
      { ...photo, photo: { ...photo.photo, width: 7 } },
      { ...photo, photo: { ...photo.photo, id: 'att_x', by: { role: 'buyer', id: 'buyer-9' } } },
      { ...note, note: { ...note.note, text: 'Other words' } },
      { ...note, note: { ...note.note, id: 'note_x', sellerId: 'shop-2' } },
      { ...replies, items: [] },
    ];
    expect(codes(await bring(others))).toEqual(['conflict', 'conversation_taken', 'conflict', 'not_found', 'conflict']);
    expect(await exported(away)).toBe(before);
  });

  it('is completed by running again where an import stopped between a photo’s record and its files', async () => {
    await bring(linesIn(file));
    await away.files.remove(['att_said.full']);
    const again = await bring(linesIn(file));
    expect(again.summary).toMatch(/^Imported 1 photo, in/u);
    expect(await exported(away)).toBe(file);
  });

  it('does not come back where the buyer was erased since', async () => {
    await bring(linesIn(file));
    const { note } = lineOf('note');
    const { requests, attachments, notes } = away;
    await attachments.giveUpConversation(lineOf('photo').photo.conversationId);
    await attachments.forget(['att_said']);
    await away.files.remove(pictureFiles('att_said'));
    await notes.overwrite(note.requestId, ERASED);
    const loaded = await requests.load(note.requestId);
    if (!loaded) throw new Error('the request is gone');
    const erased: Store = {
      ...away,
      requests: {
        ...requests,
        loadMany: async () => [{ ...loaded.state, erased: true, updatedAt: '2026-12-30T00:00:00.000Z' }],
        inConversation: async () => [{ ...loaded.state, erased: true, updatedAt: '2026-12-30T00:00:00.000Z' }],
      },
    };
    const older = [lineOf('photo'), lineOf('note'), { ...lineOf('note'), note: { ...note, id: 'note_older' } }];
    const { refused } = await imported(erased, clock, jsonLines(older), ['--allow-overdue']);
    expect(refused.map(({ line, code }) => [line, code]).sort()).toEqual([
      [1, 'conflict'],
      [3, 'conflict'],
    ]);
    expect(await away.files.get('att_said.full')).toBeNull();
    expect((await notes.find(note.requestId, note.id))?.text).toBe(ERASED);
  });

  it('of a photo whose file is gone is left out of an export, which says so', async () => {
    await home.files.remove(['att_said.thumb']);
    expect(linesIn(await exported(home)).map(({ kind }) => kind)).not.toContain('photo');
  });
});
