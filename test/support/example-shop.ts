/**
 * The example shop as an integrator gets it: a copy of `examples/shop` with its dependency, beside a Parley that was
 * built. What tests use of its modules is described here; they are plain JavaScript.
 */
import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Money } from '../../src/contract/primitives.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
export const SHOP_FOLDER = join(root, 'examples/shop');
const CLIENT = 'packages/client';

export interface InstalledShop {
  /** Where `npm start` is typed. */
  folder: string;
  /** One of its modules, `src/shop.js`. */
  load<T>(module: string): Promise<T>;
  remove(): Promise<void>;
}

/** `npm ci` as its README says, or the link that npm makes, for who only needs the modules. */
export async function installShop(by: 'npm ci' | 'link'): Promise<InstalledShop> {
  await access(join(root, CLIENT, 'dist')).catch(() => {
    throw new Error('The example shop uses the built client: npm run build');
  });
  const home = await mkdtemp(join(tmpdir(), 'parley-shop-'));
  const folder = join(home, 'examples/shop');
  await Promise.all([mkdir(join(home, 'examples')), mkdir(join(home, CLIENT), { recursive: true })]);
  const source = (path: string): boolean => !/\/(node_modules|data)(\/|$)/u.test(path.slice(SHOP_FOLDER.length));
  await Promise.all([
    symlink(join(root, CLIENT, 'dist'), join(home, CLIENT, 'dist')),
    cp(join(root, CLIENT, 'package.json'), join(home, CLIENT, 'package.json')),
    cp(SHOP_FOLDER, folder, { recursive: true, filter: source }),
  ]);
  if (by === 'npm ci') {
    await run('npm', ['ci', '--offline', '--no-audit', '--no-fund'], { cwd: folder });
  } else {
    await mkdir(join(folder, 'node_modules/@parley'), { recursive: true });
    await symlink(join(home, CLIENT), join(folder, 'node_modules/@parley/client'));
  }
  return {
    folder,
    load: (module) => import(/* @vite-ignore */ pathToFileURL(join(folder, module)).href),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

export interface ShopOrder {
  id: string;
  buyerId: string;
  placedOn: string;
  currency: string;
  paid: number;
  shippingOption: 'platform' | 'seller';
  shipTo: { name: string; lines: string[]; country: string };
  account: string;
  lines: { sku: string; title: string; quantity: number; unitPrice: number }[];
}
interface Payment {
  key: string;
  amount: Money;
  account: string;
  reference: string;
}
export interface Payments {
  made: Map<string, Payment>;
  pay(asked: Omit<Payment, 'reference'>): Promise<{ reference: string }>;
  close(): Promise<void>;
}
export interface Shop {
  books: {
    claims: Map<string, { orderId: string; requestId?: string; status?: string; stopped?: string }>;
    refunds: Map<
      string,
      { id: string; requestId: string; amount: Money; state: string; reported: boolean; stopped?: string }
    >;
    reshipments: Map<string, { requestId: string; parcel?: { trackingNumber: string }; stopped?: string }>;
    webhooks: Set<string>;
  };
  connect(): Promise<void>;
  reconcile(): Promise<void>;
  work(): Promise<number>;
  receive(headers: IncomingHttpHeaders, body: Uint8Array): Promise<{ status: number; text: string }>;
  claim(order: ShopOrder, said: { missing: Record<string, number>; text: string }): Promise<void>;
  ship(requestId: string, parcel: { carrier: string; trackingNumber: string }): Promise<void>;
  travel(requestId: string, travel: { at: string; kind: string; text: string }): Promise<void>;
  payAgain(refundId: string): Promise<void>;
  close(): Promise<void>;
}
export interface ShopModule {
  openShop(parts: {
    parley: { baseUrl: string; apiKey: string; retries: number };
    url: string;
    dataDir: string;
    orders: ShopOrder[];
    payments: Pick<Payments, 'pay'>;
    onTrouble(error: unknown, what: string): void;
    now(): number;
  }): Promise<Shop>;
}
export interface PaymentsModule {
  openPayments(path: string): Promise<Payments>;
}
export interface ServerModule {
  createShopServer(shop: Shop, options: { parleyUrl: string; onError(error: unknown): void; now(): number }): Server;
}
