/** How long before a deadline something happens, as people say it. */
import { formattingTag } from './languages.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** `90 minutes`, `2 hours`: in hours where they are whole ones, so that nothing is rounded. */
export function leadTime(seconds: number, locale: string): string {
  const [unit, size] =
    seconds % HOUR === 0
      ? (['hour', HOUR] as const)
      : seconds % MINUTE === 0
        ? (['minute', MINUTE] as const)
        : (['second', 1] as const);
  return new Intl.NumberFormat(formattingTag(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(
    seconds / size,
  );
}
