/** A shop's own site: pages on an origin of their own, with a policy that lets in the chat's script and nothing else. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ShopPage {
  /** What stands in the page's body. */
  body: string;
  /** The page's own stylesheet. */
  css?: string;
  /** The page's own script, run after its body was read. */
  script?: string;
}

export interface ShopSite {
  /** Publishes a page and answers its address. */
  publish(page: ShopPage): string;
  close(): Promise<void>;
}

/** The strictest policy that works for a shop, as docs/EMBED.md gives it. Images are the shop's own to decide. */
const policyFor = (parley: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${parley}`,
    `connect-src ${parley} ${parley.replace(/^http/u, 'ws')}`,
    "style-src 'self'",
    "img-src 'self' https:",
  ].join('; ');

/** Starts a site whose pages embed the chat of the service at `parley`. */
export async function startShop(parley: string): Promise<ShopSite> {
  const files = new Map<string, { type: string; text: string }>();
  const listener: RequestListener = ({ url = '' }, res) => {
    const file = files.get(url);
    if (!file) {
      res.writeHead(url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    res.writeHead(200, { 'Content-Type': file.type, 'Content-Security-Policy': policyFor(parley) }).end(file.text);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    publish({ body, css = '', script = '' }) {
      const name = `/${files.size}`;
      files.set(`${name}.css`, { type: 'text/css', text: css });
      files.set(`${name}.js`, { type: 'text/javascript', text: script });
      const head = `<meta charset="utf-8"><title>A shop</title><link rel="stylesheet" href="${name}.css">`;
      const html = `<!doctype html><html lang="en"><head>${head}</head><body>${body}<script src="${name}.js"></script></body></html>`;
      files.set(name, { type: 'text/html; charset=utf-8', text: html });
      return `http://127.0.0.1:${port}${name}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
