/** The client as it is published: its declarations are enough for an integrator's compiler, without the server. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const tsc = join(root, 'node_modules/.bin/tsc');

/** Takes the types of the whole client, and is wrong in one place. */
const SHOP = `import { createParley, isProblem, type RequestView, verifyWebhook } from '@parley/client';

const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1' });
export const approve = (id: string): Promise<RequestView> => parley.requests.approve(id, { ifMatch: 3 });
export const status = async (id: string): Promise<'settled' | null> => {
  const request = await parley.requests.get(id);
  return request.status === 'settled' ? request.status : null;
};
export const why = (error: unknown) => (isProblem(error, 'conflict') ? error.requestStatus : undefined);
export const offered = async (id: string): Promise<number[]> => {
  const { items } = await parley.requests.events(id);
  return items.flatMap((event) => (event.type === 'offer.proposed' ? [event.data.offer.amount.amount] : []));
};
export const told = (body: string, headers: Headers) => verifyWebhook({ secret: 'whsec_', headers, body });
export const wrong: number = (await parley.requests.get('req_1')).status;
`;

it('an integrator compiles against the declarations alone', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-client-'));
  try {
    const client = join(folder, 'node_modules/@parley/client');
    await run(tsc, ['-p', join(root, 'packages/client'), '--outDir', join(client, 'dist')]);
    const files = await readdir(join(client, 'dist'), { recursive: true, withFileTypes: true });
    const rooms = new Set(files.filter((file) => file.isFile()).map(({ parentPath }) => relative(client, parentPath)));
    expect([...rooms].toSorted()).toEqual(['dist/packages/client/src', 'dist/src/contract']);
    await copyFile(join(root, 'packages/client/package.json'), join(client, 'package.json'));
    await symlink(join(root, 'node_modules/zod'), join(folder, 'node_modules/zod'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'shop.ts'), SHOP);
    const options = ['--strict', '--noEmit', '--module', 'NodeNext', '--target', 'ES2022', '--lib', 'ES2022,DOM'];
    const compiled = run(tsc, [...options, '--types', '', 'shop.ts'], { cwd: folder });
    const { stdout } = await compiled.catch((failed: { stdout: string }) => failed);
    expect(stdout.match(/error TS\d+/gu)).toEqual(['error TS2322']);
    expect(stdout).toContain('shop.ts(15,14)');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
