/** docker compose: what is set in .env reaches Parley, and everything that runs is contained. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../../src/config/variables.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
const all = (text: string, form: RegExp): string[] => [
  ...new Set([...text.matchAll(form)].map(([, name = '']) => name)),
];

/** Asked for by docker-compose.yml alone. */
const OF_COMPOSE = ['MONGO_PASSWORD', 'REDIS_PASSWORD'];

describe('.env.example', () => {
  it('has every variable that is read, and none that is not', async () => {
    const named = all(await read('.env.example'), /^#?([A-Z][A-Z_]+)=/gmu);
    expect(named.sort()).toEqual([...VARIABLES, ...OF_COMPOSE].sort());
  });
});

describe('docker-compose.yml', () => {
  it('passes all of .env on, and asks for nothing that is not in .env.example', async () => {
    const text = await read('docker-compose.yml');
    expect(text).toContain('env_file: .env\n');
    const known = all(await read('.env.example'), /^#?([A-Z][A-Z_]+)=/gmu);
    expect(known).toEqual(expect.arrayContaining(all(text, /\$\{([A-Z_]+)/gu)));
    expect(all(text, /\$\{([A-Z_]+):\?/gu)).toEqual(OF_COMPOSE);
  });

  it('contains each of its services, and opens one port to this machine', async () => {
    const [, text = ''] = (await read('docker-compose.yml')).split('\nservices:\n');
    const services = all(text, /^ {2}([a-z]+):$/gmu).filter((name) => name !== 'mongo-config');
    expect(services.sort()).toEqual(['mongo', 'nginx', 'parley', 'redis']);
    expect(text.match(/^ {4}<<: \*contained$/gmu)).toHaveLength(services.length);
    expect(text.match(/^ {4}ports:\n {6}- "\$\{HOST:-127\.0\.0\.1\}:/gmu)).toHaveLength(1);
  });
});
