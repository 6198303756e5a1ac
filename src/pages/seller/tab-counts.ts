/**
 * How many requests each tab holds. Figures by status tell it, but for `negotiating`: a counter-offer waits for the shop,
 * an offer does not.
 */
import type { Stats } from '../../contract/lists.ts';
import type { Tab } from '../../contract/request.ts';
import type { Calls } from '../session/calls.ts';

export type Counts = Readonly<Record<Tab, number>>;

export class TabCounts {
  readonly #api: Calls;
  readonly #counted: (counts: Counts) => void;
  #heard = 0;

  constructor(api: Calls, counted: (counts: Counts) => void) {
    this.#api = api;
    this.#counted = counted;
  }

  /** Asks for the figures; what is heard meanwhile is later. */
  async ask(): Promise<void> {
    const before = this.#heard;
    const stats = await this.#api.get<Stats>('/v1/stats');
    if (stats.ok && before === this.#heard) await this.hear(stats.value);
  }

  async hear({ byStatus }: Stats): Promise<void> {
    this.#heard += 1;
    const heard = this.#heard;
    const of = (...statuses: string[]): number => statuses.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0);
    const negotiating = of('negotiating');
    const counters = negotiating > 0 ? await this.#counters() : 0;
    // Later figures have been heard meanwhile.
    if (heard !== this.#heard) return;
    this.#counted({
      awaiting_action: of('awaiting_seller') + counters,
      offer_sent: Math.max(0, negotiating - counters),
      to_ship: of('awaiting_shipment'),
      in_progress: of('settling', 'shipped'),
      closed: of('delivered', 'settled', 'rejected', 'cancelled'),
    });
  }

  async #counters(): Promise<number> {
    const query = 'status=negotiating&waitingOn=seller&limit=1';
    const answer = await this.#api.get<{ total: number }>(`/v1/requests?${query}`);
    return answer.ok ? answer.value.total : 0;
  }
}
