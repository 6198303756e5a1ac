/** Lines out of bytes, however the bytes are cut and whatever they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, lineGroupsOf } from '../../../src/cli/lines.ts';

async function* chunksOf(bytes: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function read(bytes: Uint8Array | string, { max = 100, sizes = [7] } = {}): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of lineGroupsOf(chunksOf(Buffer.from(bytes), sizes), max)) lines.push(...group);
  return lines;
}
const contents = (lines: Line[]) => lines.map(({ content }) => ('text' in content ? content.text : content.problem));

describe('Lines', () => {
  it('end at new lines, with a carriage return or without, and at the end of the file', async () => {
    expect(contents(await read('one\ntwo\r\n\nfour'))).toEqual(['one', 'two', '', 'four']);
    expect(contents(await read('one\n'))).toEqual(['one']);
    expect(contents(await read('one\r\n\r\n'))).toEqual(['one', '']);
    expect(await read('')).toEqual([]);
  });

  it('carry their number and where they end', async () => {
    const lines = await read('a\nbb\r\nccc');
    expect(lines.map(({ number, end }) => [number, end])).toEqual([
      [1, 2],
      [2, 6],
      [3, 9],
    ]);
  });

  it('are the same however the bytes are cut, characters of several bytes included', async () => {
    const written = fc.array(fc.constantFrom('a', 'ชามเซรามิก', '🙏', '\n', '\r\n', '', '"\u2028"'));
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(written, sizes, async (parts, cut) => {
        const text = parts.join('');
        const expected = text.split(/\r?\n/u);
        if (expected.at(-1) === '') expected.pop();
        expect(contents(await read(text, { max: 10_000, sizes: cut }))).toEqual(expected);
      }),
    );
  });

  it('leave out a byte order mark', async () => {
    expect(contents(await read('\uFEFF{"a":1}\n{}'))).toEqual(['{"a":1}', '{}']);
  });

  it('that are not UTF-8 are told, and the next is read', async () => {
    const bytes = Buffer.concat([Buffer.from('one\n'), Buffer.from([0x63, 0xe9, 0x0a]), Buffer.from('three')]);
    expect(contents(await read(bytes))).toEqual(['one', 'not_utf8', 'three']);
    const cutOff = Buffer.from('ช').subarray(0, 2);
    expect(contents(await read(Buffer.concat([cutOff, Buffer.from('\nnext')])))).toEqual(['not_utf8', 'next']);
  });

  it('that are too long are told with their length, and the next is read', async () => {
    const lines = await read(`${'x'.repeat(10)}\n${'y'.repeat(11)}\nz\n${'w'.repeat(5_000)}`, { max: 10 });
    expect(contents(lines)).toEqual(['x'.repeat(10), 'too_long', 'z', 'too_long']);
    expect(lines[3]?.content).toEqual({ problem: 'too_long', bytes: 5_000 });
    expect(contents(await read(`${'x'.repeat(10)}\r\n${'y'.repeat(10)}z\n`, { max: 10 }))).toEqual([
      'x'.repeat(10),
      'too_long',
    ]);
  });

  it('that are too long are not kept while they are read', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    let most = 0;
    async function* endless() {
      for (let n = 0; n < 300; n += 1) {
        yield Buffer.from(piece);
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
      yield Buffer.from('\nnext');
    }
    const lines: Line[] = [];
    for await (const group of lineGroupsOf(endless(), 2 * 1024 * 1024)) lines.push(...group);
    expect(contents(lines)).toEqual(['too_long', 'next']);
    expect(most).toBeLessThan(200 * 1024 * 1024);
  });
});
