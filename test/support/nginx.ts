/** nginx with the file that docker compose mounts (ops/nginx.conf), in front of instances on ports of this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

const BINARY = process.env.NGINX_PATH ?? '/usr/sbin/nginx';
const CONFIG = fileURLToPath(new URL('../../ops/nginx.conf', import.meta.url));

export interface Nginx {
  url: string;
  stop(): Promise<void>;
  /** SIGQUIT, as docker compose stops it; resolves when it is gone, a second after the last call that ends by itself. */
  quit(): Promise<void>;
}

export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-nginx-'));
  const port = await freePort();
  const servers = ports.map((each) => `  server 127.0.0.1:${each} max_fails=1 fail_timeout=2s;`);
  await writeFile(join(folder, 'upstream.conf'), `upstream parley {\n${servers.join('\n')}\n}\n`);
  const given = await readFile(CONFIG, 'utf8');
  const own = given
    .replaceAll('/tmp/', `${folder}/`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace(/worker_shutdown_timeout \d+s/u, 'worker_shutdown_timeout 1s');
  await writeFile(join(folder, 'nginx.conf'), own);
  const child = spawn(BINARY, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-10_000);
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(
    'nginx answers',
    async () => {
      await fetch(`${url}/healthz`);
    },
    () => said,
  );
  async function end(signal: 'SIGTERM' | 'SIGQUIT'): Promise<void> {
    if (child.exitCode === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  }
  return { url, stop: () => end('SIGTERM'), quit: () => end('SIGQUIT') };
}
