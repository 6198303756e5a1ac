/**
 * Who waits for a reply in the chat. The page's title counts them, `(3) Manage returns`, so that a tab that nobody looks at
 * says so; where the person allowed it, a sound and a notification tell of a new one. Told live, and asked for anew after
 * each connection.
 */
import { ERASED } from '../../contract/erased-mark.ts';
import type { ChatState, RequestView } from '../../contract/request.ts';

export interface Waiter {
  requestId: string;
  /** What the buyer wrote last. */
  text: string;
}

const KEPT = 'parley:tells';
const TONE_SECONDS = 0.18;

/**
 * What stands in the chat of a request now, which is told live without it: `held` is what was heard of it. A conversation
 * waits on its newest open request alone, and of words heard before they were erased nothing stays.
 */
export function chatNow(
  { chat, tab, text, buyerName }: RequestView,
  held: ChatState | undefined,
): ChatState | undefined {
  const now = chat ?? held;
  if (!now || tab !== 'closed') return now;
  const isErased = text === ERASED || buyerName === ERASED;
  return { ...now, waitingForReply: false, ...(isErased && now.lastText ? { lastText: ERASED } : {}) };
}

/** Whether the person wants to be told, as this browser keeps it. */
export const wantsToBeTold = (): boolean => {
  try {
    return localStorage.getItem(KEPT) === 'yes' && Notification.permission === 'granted';
  } catch {
    return false;
  }
};

/** Asks the person whether to tell them from now on, or stops it; answers what holds now. */
export async function tellMe(wanted: boolean): Promise<boolean> {
  try {
    const allowed = wanted && (await Notification.requestPermission()) === 'granted';
    localStorage.setItem(KEPT, allowed ? 'yes' : 'no');
    return allowed;
  } catch {
    return false;
  }
}

/** A short tone; browsers that want a press first stay silent. */
function sound(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.08, 0);
  volume.gain.exponentialRampToValueAtTime(0.001, TONE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(TONE_SECONDS);
  tone.onended = () => void context.close();
}

/** `100+` where there are more than could be counted. */
export const countSaid = (count: number, more: boolean): string => `${count}${more ? '+' : ''}`;

export class Waiting {
  readonly #title = document.title;
  readonly #ids = new Set<string>();
  /** More wait than are known. */
  #more = false;
  readonly #tell: (waiter: Waiter) => void;

  /** `tell` is called for each one that waits anew. */
  constructor(tell: (waiter: Waiter) => void) {
    this.#tell = tell;
  }

  get count(): number {
    return this.#ids.size;
  }

  /** How many wait, in words: `100+` where there are more. */
  get said(): string {
    return countSaid(this.count, this.#more);
  }

  /** Everybody who waits now, as the server lists them, or the first of them. */
  all(requests: Iterable<Pick<RequestView, 'id' | 'chat'>>, more = false): void {
    this.#more = more;
    this.#ids.clear();
    for (const { id, chat } of requests) if (chat?.waitingForReply) this.#ids.add(id);
    this.#show();
  }

  /** Nobody waits on a closed request. Answers whether somebody did until now. */
  take(request: Pick<RequestView, 'id' | 'tab'>): boolean {
    const ended = request.tab === 'closed' && this.#ids.delete(request.id);
    if (ended) this.#show();
    return ended;
  }

  hear(requestId: string, { waitingForReply, unread, lastText }: ChatState): void {
    const news = waitingForReply && unread > 0;
    if (waitingForReply) this.#ids.add(requestId);
    else this.#ids.delete(requestId);
    this.#show();
    if (news) this.#tell({ requestId, text: lastText ?? '' });
  }

  #show(): void {
    document.title = this.count > 0 ? `(${this.said}) ${this.#title}` : this.#title;
  }

  close(): void {
    document.title = this.#title;
  }
}

/** Tells of one who waits, with a sound and a notification; a press on it leads to the request. */
export function announce({ requestId, text }: Waiter, title: string, open: (requestId: string) => void): void {
  if (!wantsToBeTold() || document.hasFocus()) return;
  sound();
  const note = new Notification(title, { body: text, tag: requestId });
  note.onclick = () => {
    window.focus();
    note.close();
    open(requestId);
  };
}
