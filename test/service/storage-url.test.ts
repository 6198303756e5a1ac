/** Which storage a URL names, and what is said of one that names none. */
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { silent } from '../support/stores.ts';

describe('a storage URL', () => {
  it.each(['postgres://localhost/parley', 'parley.db', ''])('of another kind is refused: %s', async (wrong) => {
    await expect(openStore(wrong, silent)).rejects.toThrow(
      /must begin with sqlite:, mongodb:\/\/ or mongodb\+srv:\/\//u,
    );
  });

  it('without a file is refused', async () => {
    await expect(openStore('sqlite:', silent)).rejects.toThrow(/names no file/u);
  });

  it('is not repeated with its password', async () => {
    const opening = openStore('postgres://admin:hunter2@db/parley', silent);
    await expect(opening).rejects.not.toThrow(/hunter2/u);
  });
});
