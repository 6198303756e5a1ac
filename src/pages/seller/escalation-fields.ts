/** The steps in which somebody else is told of what still waits: how long before, and whom. An empty one is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EscalationStep } from '../../contract/seller.ts';
import { leadTime } from '../../i18n/lead-time.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Explained } from '../answers/answering.ts';
import { choiceField, lineField, type Option } from '../answers/fields.ts';
import type { Desk } from './desk.ts';

const LEADS = [15, 30, 60, 2 * 60, 4 * 60, 8 * 60, 24 * 60].map((minutes) => minutes * 60);
/** As many as the contract takes. */
const STEPS = [0, 1, 2] as const;

interface EscalationSettings {
  steps: readonly EscalationStep[];
  /** How many are shown, even if fewer are set. */
  shown: number;
  /** Shows one more. */
  add(): void;
  /** Who is known in Slack. */
  people: readonly Option[];
  desk: Pick<Desk, 'strings' | 'locale'>;
  /** What was refused at a field of this name. */
  refusedAt(name: string): Explained | undefined;
}

export function escalationFields(settings: EscalationSettings): TemplateResult {
  const { steps, shown, add, desk } = settings;
  const { strings } = desk;
  const places = STEPS.slice(0, Math.max(shown, steps.length));
  return html`
    <fieldset class="steps">
      <legend>${strings.escalation}</legend>
      <p class="quiet" id="escalation-hint">${strings.escalationHint}</p>
      ${places.map((index) => stepFields(index, settings))}
      ${
        places.length < STEPS.length
          ? html`<div><button type="button" data-tool="step" @click=${add}>${strings.escalationAdd}</button></div>`
          : nothing
      }
    </fieldset>
  `;
}

function stepFields(
  index: number,
  { steps, people, desk: { strings, locale }, refusedAt }: EscalationSettings,
): TemplateResult {
  const step = steps[index];
  const leads = [...new Set([...LEADS, ...(step ? [step.leadSeconds] : [])])].toSorted((a, b) => a - b);
  return html`<fieldset class="step">
    <legend>${fill(strings.escalationStep, { number: index + 1 })}</legend>
    ${choiceField(
      {
        name: `lead-${index}`,
        label: strings.escalationBefore,
        value: String(step?.leadSeconds ?? ''),
        hintId: 'escalation-hint',
        refused: refusedAt(`lead-${index}`),
      },
      [
        { value: '', label: strings.escalationNone },
        ...leads.map((seconds) => ({ value: String(seconds), label: leadTime(seconds, locale) })),
      ],
    )}
    ${lineField({
      name: `who-${index}`,
      label: strings.escalationWho,
      value: step?.mention ?? '',
      hintId: 'escalation-hint',
      maxlength: 32,
      code: true,
      likely: people,
      refused: refusedAt(`who-${index}`),
    })}
  </fieldset>`;
}

/** The steps as typed, each with its place in the form; null where there is none. One half of a step alone is refused by the server. */
export function readEscalation(entry: (name: string) => string): { steps: object[] | null; places: number[] } {
  const places = STEPS.filter((index) => entry(`lead-${index}`) || entry(`who-${index}`));
  const steps = places.map((index) => ({
    leadSeconds: Number(entry(`lead-${index}`) || Number.NaN),
    mention: entry(`who-${index}`),
  }));
  return { steps: steps.length > 0 ? steps : null, places };
}

/** The field that a problem's path is about: `alerts.slack.escalation[0].mention` is one of the first step that was typed. */
export function escalationFieldAt(path: string, places: readonly number[]): string | undefined {
  const [, step, name] = /\.escalation\[(\d+)\]\.(\w+)$/u.exec(path) ?? [];
  const place = places[Number(step)];
  return place === undefined ? undefined : `${name === 'mention' ? 'who' : 'lead'}-${place}`;
}
