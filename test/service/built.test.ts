/** What runs from dist/ is a bundle: what it loads only when it is asked for has to be found from there too. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, startDemo } from '../support/browser.ts';

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.stop());

it('the built service draws shipping documents, with fonts and barcodes from their packages', async () => {
  const { id } = await demo.request('lamp');
  const { seller } = await demo.tokens(id);

  const answer = await fetch(`${demo.url}/v1/requests/${id}/documents.pdf`, {
    headers: { Authorization: `Bearer ${seller}` },
  });

  expect(answer.status).toBe(200);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});
