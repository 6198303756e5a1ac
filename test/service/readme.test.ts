/** The README's example, run as written: only the address of the server is changed. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startService } from '../support/service.ts';

const run = promisify(execFile);

async function example(): Promise<string> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const script = /<!-- example:[^>]*-->\n```sh\n([\s\S]*?)```/u.exec(readme)?.[1];
  if (!script) throw new Error('the README has no example');
  return script;
}

it("the README's example opens a request, and ends with an accepted offer and a settled request", async () => {
  const service = await startService({ apiKeys: ['shop-platform-key'] });
  try {
    const script = (await example()).replace('http://localhost:3000', service.url);
    // Without the machine's own start-up file, which bash reads where its input is a socket.
    const { stdout, stderr } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', script]);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').slice(-2)).toEqual(['settling', 'settled']);
    expect(stdout).toContain('ร้านค้าเสนอคืนเงิน ฿125.00'); // The card, in the buyer's language.
  } finally {
    await service.close();
  }
});
