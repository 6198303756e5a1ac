/** What there is to try with the request on the stage: one sentence for what it waits for. */
import type { DemoRequest } from '../../contract/demo.ts';
import type { DemoStrings } from '../../i18n/demo/index.ts';
import { fill } from '../../i18n/pages/index.ts';

/** With who it is about and where it will be seen, where there is room for it; else what to press. */
export function whatToTry({ waits, buyerName, sellerName }: DemoRequest, strings: DemoStrings, whole: boolean): string {
  if (!waits) return strings.over;
  return whole ? fill(strings[`try.${waits}`], { buyer: buyerName, shop: sellerName }) : strings[`brief.${waits}`];
}
