/** Fields of the page's forms: label, control, hint and what was wrong, tied together for screen readers too. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { draw } from '../chat/icons.ts';
import type { Explained } from './answering.ts';

export interface FieldSettings {
  name: string;
  label: string;
  hint?: string;
  /** The id of a hint that stands elsewhere, for several fields. */
  hintId?: string;
  /** What was refused, shown here if it is about this field. */
  refused?: Explained | undefined;
  maxlength?: number;
  decimal?: boolean;
  /** What is likely to be typed, to choose from; with what it stands for, where that is something else. */
  likely?: readonly (string | Option)[];
  /** What the empty field says of what may be done with it. */
  placeholder?: string;
  /** A number as it stands on a label: no capitals, corrections or spelling are the device's to add. */
  code?: boolean;
  value?: string;
  input?: (value: string) => void;
}

const errorAt = ({ name, refused }: FieldSettings): string | undefined =>
  refused?.field === name ? refused.text : undefined;

function around(settings: FieldSettings, control: TemplateResult): TemplateResult {
  const { name, label, hint } = settings;
  const error = errorAt(settings);
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      ${control}
      <p class="quiet" id="${name}-hint" ?hidden=${!hint}>${hint}</p>
      ${error ? html`<p class="wrong" id="${name}-wrong" role="alert">${error}</p>` : nothing}
    </div>
  `;
}

const describedBy = (settings: FieldSettings): string =>
  `${settings.hintId ?? `${settings.name}-hint`}${errorAt(settings) ? ` ${settings.name}-wrong` : ''}`;
const invalid = (settings: FieldSettings): 'true' | 'false' => (errorAt(settings) ? 'true' : 'false');
const told =
  ({ input }: FieldSettings) =>
  (event: Event): void =>
    input?.((event.target as HTMLInputElement).value);

/** One line. */
export const lineField = (settings: FieldSettings): TemplateResult => around(settings, likelyBeside(settings));

const line = (settings: FieldSettings): TemplateResult => html`<input
  id=${settings.name}
  name=${settings.name}
  type="text"
  autocomplete="off"
  inputmode=${settings.decimal ? 'decimal' : nothing}
  maxlength=${settings.maxlength ?? nothing}
  list=${settings.likely?.length ? `${settings.name}-likely` : nothing}
  placeholder=${settings.placeholder ?? nothing}
  autocapitalize=${settings.code ? 'characters' : nothing}
  spellcheck=${settings.code ? 'false' : nothing}
  .value=${settings.value ?? ''}
  aria-describedby=${describedBy(settings)}
  aria-invalid=${invalid(settings)}
  @input=${told(settings)}
/>`;

const arrow = draw(svg`<path d="m6 8 4 4 4-4" />`);

/** A line to type, with what is likely to choose from. */
function likelyBeside(settings: FieldSettings): TemplateResult {
  const { name, likely = [] } = settings;
  if (likely.length === 0) return line(settings);
  return html`<span class="combo">${line(settings)}${arrow}</span
    ><datalist id="${name}-likely">
      ${likely.map((one) => {
        const { value, label } = typeof one === 'string' ? { value: one, label: one } : one;
        return html`<option value=${value} label=${label === value ? nothing : label}></option>`;
      })}
    </datalist>`;
}

/** Several lines. */
export const textField = (settings: FieldSettings): TemplateResult =>
  around(
    settings,
    html`<textarea
      id=${settings.name}
      name=${settings.name}
      rows="2"
      maxlength=${settings.maxlength ?? 1000}
      .value=${settings.value ?? ''}
      aria-describedby=${describedBy(settings)}
      aria-invalid=${invalid(settings)}
      @input=${told(settings)}
    ></textarea>`,
  );

export interface Option {
  value: string;
  label: string;
}

/** One of several. */
export const choiceField = (settings: FieldSettings, options: readonly Option[]): TemplateResult =>
  around(
    settings,
    html`<select
      id=${settings.name}
      name=${settings.name}
      aria-describedby=${describedBy(settings)}
      aria-invalid=${invalid(settings)}
      @change=${told(settings)}
    >
      ${options.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === (settings.value ?? '')}>${label}</option>`,
      )}
    </select>`,
  );

export const optional = (label: string, strings: SellerStrings): string => fill(strings.optional, { label });

/** The trimmed entries of a form, by name. */
export function entriesOf(event: SubmitEvent): (name: string) => string {
  const form = new FormData(event.currentTarget as HTMLFormElement);
  return (name) => String(form.get(name) ?? '').trim();
}
