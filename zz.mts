// one receiver: answers, hostile; the whole ordering with dead + relay latency with 50 endpoints
import { sqliteStore } from './test/support/stores.ts';
import { webhookWorld } from './test/support/webhook-world.ts';
import { Receiver } from './test/support/webhook-receiver.ts';
const o = await sqliteStore();
const r = await Receiver.start();
const w = await webhookWorld(o.store);
for (const n of [0, 50]) {
  for (let i = 0; i < n; i++) await w.webhooks.create({ url: r.url });
  const t = performance.now();
  for (let i = 0; i < 100; i++) { await w.open({ conversationId: `c${n}-${i}`, orderId: `o${n}-${i}` } as any); }
  await w.relay.idle();
  console.log(n, 'endpoints: 100 opened and relayed in', Math.round(performance.now() - t), 'ms');
}
const t = performance.now(); await w.deliver(); console.log('delivered', r.received.length, Math.round(performance.now() - t), 'ms');
const t2 = performance.now(); for (let i=0;i<20;i++) await w.deliver(); console.log('20 idle looks', Math.round(performance.now()-t2));
await w.stop(); await r.close(); await o.cleanup(); process.exit();
