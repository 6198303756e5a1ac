/** The head of the demo's stage: which request is on it, how time passes, and what moves it without any of its people. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DemoSpeed } from '../../contract/demo.ts';
import type { DemoStrings } from '../../i18n/demo/index.ts';
import type { DemoStore } from './store.ts';

const SPEEDS = [1, 60, 1440] as const satisfies readonly DemoSpeed[];

const FACE = { weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
const LONG = { month: 'short', second: '2-digit' } as const;

/** In which words the stage speaks, and how it writes times. */
export interface Speech {
  strings: DemoStrings;
  locale: string;
}

/** Which request is on the stage. */
export function picker(store: DemoStore, { strings }: Speech): TemplateResult {
  const { people, selected } = store;
  return html`
    <div class="picker">
      <label class="heard" for="request">${strings.request}</label>
      <select id="request" @change=${(event: Event) => store.select((event.target as HTMLSelectElement).value)}>
        ${[...people.values()].map(
          ({ id, market, title, buyerName, waits }) => html`
            <option value=${id} .selected=${id === selected?.id}>
              ${market} · ${title} · ${buyerName}${waits ? '' : ` · ${strings.closed}`}
            </option>
          `,
        )}
      </select>
      <button type="button" ?disabled=${store.busy} @click=${() => store.open()}>${strings.newRequest}</button>
    </div>
  `;
}

/** The demo's time. */
export function timeOf({ timer }: DemoStore, { locale }: Speech, long = false): TemplateResult {
  const now = timer.now();
  const words = new Intl.DateTimeFormat(locale, long ? { ...FACE, ...LONG } : FACE).format(now);
  return html`<time datetime=${new Date(now).toISOString()}>${words} UTC</time>`;
}

/** What time it is and how fast it passes; without its clock where that stands elsewhere. */
export function time(store: DemoStore, speech: Speech, hasClock: boolean): TemplateResult {
  const { timer } = store;
  const { strings } = speech;
  return html`
    <div class="clock">
      ${hasClock ? timeOf(store, speech, true) : nothing}
      <fieldset class="choice">
        <legend class="heard">${strings.speed}</legend>
        ${SPEEDS.map(
          (speed) => html`
            <label>
              <input
                type="radio"
                name="speed"
                .checked=${timer.speed === speed}
                @change=${() => store.setSpeed(speed)}
              />
              <span>${strings[`speed.${speed}`]}</span>
            </label>
          `,
        )}
      </fieldset>
    </div>
  `;
}

/** What moves a request without any of the three: time, and the world outside. */
export function acts(store: DemoStore, { strings }: Speech): TemplateResult | typeof nothing {
  const { selected, busy } = store;
  if (!selected) return nothing;
  const { waits, deadlineAt } = selected;
  return html`
    <div class="acts">
      ${
        waits === 'refund' || waits === 'scan'
          ? html`<button type="button" class="primary" ?disabled=${busy} @click=${() => store.outside(selected)}>${strings[waits]}</button>`
          : nothing
      }
      <button type="button" ?disabled=${busy || !deadlineAt} @click=${() => store.jump(selected)}>
        ${strings.jump}
      </button>
      <button type="button" ?disabled=${busy} @click=${() => store.startOver(selected)}>${strings.startOver}</button>
    </div>
  `;
}
