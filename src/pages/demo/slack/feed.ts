/** The page's line to one shop's Slack: what it shows, again after every change, and what a person does in it. */
import type { DemoSlack, DemoSlackAnswer, SlackPress, SlackSubmit } from '../../../contract/demo.ts';

const LOST = 'Slack cannot be reached. Is the service still running?';

export type Line = 'holds' | 'broken' | 'refused';

export interface SlackFeedOptions {
  sellerId: string;
  shown: (slack: DemoSlack) => void;
  /** Whether the line holds: it is tried again by itself where it broke, and not where the service shows no Slack. */
  line: (line: Line) => void;
}

export class SlackFeed {
  readonly sellerId: string;
  readonly #options: SlackFeedOptions;
  #events: EventSource | undefined;

  constructor(options: SlackFeedOptions) {
    this.sellerId = options.sellerId;
    this.#options = options;
    document.addEventListener('visibilitychange', this.#follow);
    this.#follow();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.#follow);
    this.#events?.close();
  }

  /** Browsers hold few connections to one server: a page that nobody looks at gives its own back. */
  readonly #follow = (): void => {
    if (document.visibilityState === 'hidden') {
      this.#events?.close();
      this.#events = undefined;
      return;
    }
    if (this.#events) return;
    const events = new EventSource(`/demo/slack/events?sellerId=${encodeURIComponent(this.sellerId)}`);
    events.addEventListener('message', ({ data }: MessageEvent<string>) => {
      this.#options.line('holds');
      this.#options.shown(JSON.parse(data) as DemoSlack);
    });
    events.addEventListener('error', () => {
      this.#options.line(events.readyState === EventSource.CLOSED ? 'refused' : 'broken');
    });
    this.#events = events;
  };

  press(pressed: Omit<SlackPress, 'sellerId'>): Promise<DemoSlackAnswer> {
    return this.#post('press', pressed);
  }

  submit(filled: Omit<SlackSubmit, 'sellerId'>): Promise<DemoSlackAnswer> {
    return this.#post('submit', filled);
  }

  closeModal(): Promise<DemoSlackAnswer> {
    return this.#post('close');
  }

  slash(text: string): Promise<DemoSlackAnswer> {
    return this.#post('slash', { text });
  }

  openHome(): Promise<DemoSlackAnswer> {
    return this.#post('home');
  }

  async #post(what: string, body: object = {}): Promise<DemoSlackAnswer> {
    const response = await fetch(`/demo/slack/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, sellerId: this.sellerId }),
    }).catch(() => null);
    if (!response) return { problem: LOST };
    const answer = (await response.json().catch(() => ({}))) as DemoSlackAnswer & { detail?: string };
    return response.ok ? answer : { problem: answer.detail ?? LOST };
  }
}
