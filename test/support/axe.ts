/** What axe finds on a page as it stands: rule and place of each, so that a failure names them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = { run(context: object, options: object): Promise<AxeResults> };

/** On the whole page, or only in an element: the way to it through the shadow roots around it. All rules, or only these. Frames are pages of their own. */
export async function findings(page: Page, within?: string[], rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    ({ include, only }) =>
      (window as unknown as { axe: Axe }).axe.run(
        { include },
        { resultTypes: ['violations'], iframes: false, ...only },
      ),
    {
      include: within ? [{ fromShadowDom: within }] : [['html']],
      only: rules ? { runOnly: { type: 'rule', values: rules } } : {},
    },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
