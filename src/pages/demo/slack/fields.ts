/** Draws what a person fills in: input blocks of modals, and the same controls where they tell the app at once. */
import type { Confirm, InputBlock, Option, PlainTextElement } from '@slack/types';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BlockHost } from './host.ts';
import { drawText, plain, type Reader } from './text.ts';

/** The members of Block Kit's controls that are drawn, in one shape. */
interface Control {
  type: string;
  action_id?: string;
  confirm?: Confirm;
  placeholder?: PlainTextElement;
  options?: Option[];
  option_groups?: { label: PlainTextElement; options: Option[] }[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_value?: string;
  initial_time?: string;
  initial_user?: string;
  multiline?: boolean;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
}

const TEXTS: ReadonlyMap<string, string> = new Map([
  ['plain_text_input', 'text'],
  ['number_input', 'text'],
  ['email_text_input', 'email'],
  ['url_text_input', 'url'],
  ['timepicker', 'time'],
]);
const SELECTS = ['static_select', 'users_select'];
const GROUPS = ['radio_buttons', 'checkboxes'];

export const isControl = ({ type }: { type: string }): boolean =>
  TEXTS.has(type) || SELECTS.includes(type) || GROUPS.includes(type);

/** What a control's parts need to be named and described by. */
interface Named {
  name: string;
  labelled: string;
  described: string | typeof nothing;
  invalid: boolean;
  required: boolean;
  change?: (value: string | string[] | null) => void;
}

/** The ids of a block's parts are its own within one shadow root; any text may be a block id. */
const partId = (blockId: string, part: string): string => `${part}-${encodeURIComponent(blockId)}`;

export function drawInput(block: InputBlock, host: BlockHost): TemplateResult {
  const control = block.element as Control;
  const name = block.block_id ?? '';
  const error = host.errors[name];
  const described = [block.hint ? partId(name, 'hint') : '', error ? partId(name, 'error') : '']
    .filter(Boolean)
    .join(' ');
  const told = (value: string | string[] | null): void =>
    host.press({ blockId: name, actionId: control.action_id ?? '', label: plain(block.label), value });
  const named: Named = {
    name,
    labelled: partId(name, 'label'),
    described: described || nothing,
    invalid: error !== undefined,
    required: !block.optional,
    ...(block.dispatch_action ? { change: told } : {}),
  };
  const label = html`${plain(block.label)}${block.optional ? html` <span class="optional">(optional)</span>` : nothing}`;
  return html`
    <div class="field ${error ? 'wrong' : ''}">
      ${
        GROUPS.includes(control.type)
          ? html`<span class="name" id=${named.labelled}>${label}</span>`
          : html`<label class="name" id=${named.labelled} for=${partId(name, 'input')}>${label}</label>`
      }
      ${draw(control, named, host.reader)}
      ${error ? html`<p class="error" id=${partId(name, 'error')} role="alert">${error}</p>` : nothing}
      ${block.hint ? html`<p class="hint" id=${partId(name, 'hint')}>${plain(block.hint)}</p>` : nothing}
    </div>
  `;
}

/** A control outside of a form: every change goes to the app. */
export function drawControl(one: { type: string }, blockId: string, host: BlockHost): TemplateResult {
  const control = one as Control;
  const label = control.placeholder ? plain(control.placeholder) : 'Choose';
  const name = `${blockId}/${control.action_id ?? ''}`;
  const change = (value: string | string[] | null): void =>
    host.press({ blockId, actionId: control.action_id ?? '', label, value, confirm: control.confirm });
  const named: Named = {
    name,
    labelled: partId(name, 'label'),
    described: nothing,
    invalid: false,
    required: false,
    change,
  };
  return html`
    <div class="control">
      <label class="heard" id=${named.labelled} for=${partId(name, 'input')}>${label}</label>
      ${draw(control, named, host.reader)}
    </div>
  `;
}

function draw(control: Control, named: Named, reader: Reader): TemplateResult {
  if (SELECTS.includes(control.type)) return select(control, named, reader);
  if (GROUPS.includes(control.type)) return group(control, named, reader);
  return control.multiline ? textarea(control, named) : input(control, named);
}

const enteredIn = (event: Event): string | null =>
  (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value || null;

function input(control: Control, { name, described, invalid, required, change }: Named): TemplateResult {
  const initial = control.initial_value ?? control.initial_time ?? '';
  return html`
    <input
      id=${partId(name, 'input')}
      name=${name}
      type=${TEXTS.get(control.type) ?? 'text'}
      inputmode=${control.type === 'number_input' ? 'decimal' : nothing}
      autocomplete="off"
      value=${initial}
      placeholder=${control.placeholder ? plain(control.placeholder) : nothing}
      maxlength=${control.max_length ?? nothing}
      aria-required=${required ? 'true' : 'false'}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${described}
      @change=${(event: Event) => change?.(enteredIn(event))}
    />
  `;
}

function textarea(control: Control, { name, described, invalid, required }: Named): TemplateResult {
  return html`
    <textarea
      id=${partId(name, 'input')}
      name=${name}
      rows="2"
      placeholder=${control.placeholder ? plain(control.placeholder) : nothing}
      maxlength=${control.max_length ?? nothing}
      aria-required=${required ? 'true' : 'false'}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${described}
      .defaultValue=${live(control.initial_value ?? '')}
    ></textarea>
  `;
}

function select(control: Control, named: Named, reader: Reader): TemplateResult {
  const { name, described, invalid, required, change } = named;
  const people = control.type === 'users_select';
  const chosen = people ? control.initial_user : control.initial_option?.value;
  const option = (value: string, words: string): TemplateResult =>
    html`<option value=${value} ?selected=${value === chosen}>${words}</option>`;
  const options = (list: readonly Option[] = []): TemplateResult[] =>
    list.map(({ value, text }) => option(value ?? '', plain(text as PlainTextElement)));
  return html`
    <select
      id=${partId(name, 'input')}
      name=${name}
      aria-required=${required ? 'true' : 'false'}
      aria-invalid=${invalid ? 'true' : 'false'}
      aria-describedby=${described}
      @change=${(event: Event) => change?.(enteredIn(event))}
    >
      <option value="" ?selected=${chosen === undefined}>
        ${control.placeholder ? plain(control.placeholder) : 'Choose an option'}
      </option>
      ${people ? Object.entries(reader.users).map(([id, words]) => option(id, words)) : options(control.options)}
      ${control.option_groups?.map(
        ({ label, options: list }) => html`<optgroup label=${plain(label)}>${options(list)}</optgroup>`,
      )}
    </select>
  `;
}

function group(control: Control, named: Named, reader: Reader): TemplateResult {
  const { name, labelled, described, invalid, change } = named;
  const one = control.type === 'radio_buttons';
  const chosen = new Set((one ? [control.initial_option] : (control.initial_options ?? [])).map((each) => each?.value));
  const told = (event: Event): void => {
    const boxes = (event.currentTarget as HTMLElement).querySelectorAll<HTMLInputElement>(':checked');
    const values = [...boxes].map(({ value }) => value);
    change?.(one ? (values[0] ?? null) : values);
  };
  return html`
    <div
      class="options"
      role=${one ? 'radiogroup' : 'group'}
      aria-labelledby=${labelled}
      aria-describedby=${described}
      aria-invalid=${one && invalid ? 'true' : nothing}
      @change=${told}
    >
      ${control.options?.map(
        ({ value, text, description }) => html`
          <label class="option">
            <input type=${one ? 'radio' : 'checkbox'} name=${name} value=${value ?? ''} ?checked=${chosen.has(value)} />
            <span>
              <span class="text">${drawText(text, reader)}</span>
              ${description ? html`<span class="text quiet">${drawText(description, reader)}</span>` : nothing}
            </span>
          </label>
        `,
      )}
    </div>
  `;
}

/** What was entered, by block: text, an option's value, several, or null where nothing was. */
export type Entries = Record<string, string | string[] | null>;

/** Reads a modal's form. */
export function readForm(form: HTMLFormElement, blocks: readonly Record<string, unknown>[]): Entries {
  const data = new FormData(form);
  const values: Entries = {};
  for (const block of blocks) {
    if (block.type !== 'input' || typeof block.block_id !== 'string') continue;
    const { type } = block.element as Control;
    const all = data.getAll(block.block_id).map(String);
    values[block.block_id] = type === 'checkboxes' ? all : all[0]?.trim() || null;
  }
  return values;
}
