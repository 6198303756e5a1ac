/** A time of day to choose, written as the page writes times: the browser's own field writes it as the device does. */
import type { TemplateResult } from 'lit';
import { formatTime } from '../../i18n/format.ts';
import { choiceField, type FieldSettings } from '../answers/fields.ts';

const HALF_HOURS = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
);

interface DayTimeSettings extends FieldSettings {
  /** `22:00`, or empty. */
  value: string;
  /** What stands for no time. */
  none: string;
  locale: string;
}

/** Every half hour, and the time that is set already. */
export function dayTimeField({ none, locale, ...settings }: DayTimeSettings): TemplateResult {
  const times = [...new Set([...HALF_HOURS, ...(settings.value ? [settings.value] : [])])].sort();
  return choiceField(settings, [
    { value: '', label: none },
    ...times.map((value) => ({ value, label: formatTime(`2000-01-01T${value}:00.000Z`, locale, 'UTC') })),
  ]);
}
