/** The head of the demo's stage: which request is on it, how time passes, and what moves it without any of its people. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DemoSpeed } from '../../contract/demo.ts';
import type { DemoStore } from './store.ts';
import { LOCALE } from './time.ts';

const SPEEDS: readonly { speed: DemoSpeed; words: string }[] = [
  { speed: 1, words: 'Normal speed' },
  { speed: 60, words: 'An hour a minute' },
  { speed: 1440, words: 'A day a minute' },
];

const OUTSIDE = { refund: 'Pay the refund', scan: 'Scan the parcel' } as const;

const FACE = { weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
const clockFace = new Intl.DateTimeFormat(LOCALE, { ...FACE, month: 'short', second: '2-digit' });
const shortFace = new Intl.DateTimeFormat(LOCALE, FACE);

/** Which request is on the stage. */
export function picker(store: DemoStore): TemplateResult {
  const { people, selected } = store;
  return html`
    <div class="picker">
      <label class="heard" for="request">Request</label>
      <select id="request" @change=${(event: Event) => store.select((event.target as HTMLSelectElement).value)}>
        ${[...people.values()].map(
          ({ id, market, title, buyerName, waits }) => html`
            <option value=${id} .selected=${id === selected?.id}>
              ${market} · ${title} · ${buyerName}${waits ? '' : ' · closed'}
            </option>
          `,
        )}
      </select>
      <button type="button" ?disabled=${store.busy} @click=${() => store.open()}>New request</button>
    </div>
  `;
}

/** The demo's time. */
function timeOf({ timer }: DemoStore, face: Intl.DateTimeFormat): TemplateResult {
  const now = timer.now();
  return html`<time datetime=${new Date(now).toISOString()}>${face.format(now)} UTC</time>`;
}

export const shortTime = (store: DemoStore): TemplateResult => timeOf(store, shortFace);

/** What time it is and how fast it passes; without its clock where that stands elsewhere. */
export function time(store: DemoStore, hasClock: boolean): TemplateResult {
  const { timer } = store;
  return html`
    <div class="clock">
      ${hasClock ? timeOf(store, clockFace) : nothing}
      <fieldset class="choice">
        <legend class="heard">How fast time passes</legend>
        ${SPEEDS.map(
          ({ speed, words }) => html`
            <label>
              <input
                type="radio"
                name="speed"
                .checked=${timer.speed === speed}
                @change=${() => store.setSpeed(speed)}
              />
              <span>${words}</span>
            </label>
          `,
        )}
      </fieldset>
    </div>
  `;
}

/** What moves a request without any of the three: time, and the world outside. */
export function acts(store: DemoStore): TemplateResult | typeof nothing {
  const { selected, busy } = store;
  if (!selected) return nothing;
  const { waits, deadlineAt } = selected;
  return html`
    <div class="acts">
      ${
        waits === 'refund' || waits === 'scan'
          ? html`<button type="button" class="primary" ?disabled=${busy} @click=${() => store.outside(selected)}>${OUTSIDE[waits]}</button>`
          : nothing
      }
      <button type="button" ?disabled=${busy || !deadlineAt} @click=${() => store.jump(selected)}>
        Jump to the next deadline
      </button>
      <button type="button" ?disabled=${busy} @click=${() => store.startOver(selected)}>Start over</button>
    </div>
  `;
}
