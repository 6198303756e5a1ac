/**
 * Reads times of day that a person typed: `09:00`, `9.00`, `๐๙:๐๐`, `9am`, `22h`, `3 ทุ่ม`. People write them by a clock of 24
 * hours or of twelve, and what could be either is not guessed: every reading is answered, and who asks decides what to do.
 */
import { withPlainDigits } from './digits.ts';

export interface DaySpan {
  from: string;
  to: string;
}

/** What a text may mean. `by24`: it can only be of a clock with 24 hours. */
interface Reading {
  minutes: number[];
  by24: boolean;
}

const HALF_DAY = 12 * 60;
const DAY = 2 * HALF_DAY;
/** The colon and signs that look like it. */
const COLONS = /[∶꞉：]/gu;

type Half = 'morning' | 'afternoon' | 'night';
const HALVES: Readonly<Record<Half, readonly string[]>> = {
  morning: ['am', 'a.m.', 'a.m', 'pagi', 'sáng', 'umaga', 'ng umaga', 'เช้า', 'โมงเช้า'],
  afternoon: ['pm', 'p.m.', 'p.m', 'sore', 'petang', 'chiều', 'hapon', 'ng hapon', 'โมงเย็น'],
  night: ['malam', 'tối', 'đêm', 'gabi', 'ng gabi'],
};
const HALF_OF = new Map(
  (Object.keys(HALVES) as Half[]).flatMap((half) => HALVES[half].map((word) => [word, half] as const)),
);
/** What stands behind a number without saying more than that it is a time of day. */
const HOURS = new Set(['', 'giờ', "o'clock", 'โมง']);
/** The same, of a clock with 24 hours. */
const HOURS_BY_24 = new Set(['h', 'hrs', 'น', 'น.', 'นาฬิกา']);

const NAMED: Readonly<Record<string, number>> = {
  noon: HALF_DAY,
  เที่ยง: HALF_DAY,
  เที่ยงวัน: HALF_DAY,
  tanghali: HALF_DAY,
  midnight: 0,
  เที่ยงคืน: 0,
  'nửa đêm': 0,
  'tengah malam': 0,
  hatinggabi: 0,
};
/** Thai counts evenings and nights from their beginning. */
const THAI: readonly [RegExp, number][] = [
  [/^([1-6])\s*ทุ่ม$/u, 18],
  [/^ตี\s*([1-5])$/u, 0],
  [/^บ่าย\s*([1-4])(?:\s*โมง)?$/u, 12],
];

const NUMBER = /^(?<hours>\d{1,2})(?:(?:\s*[:.]\s*|h)(?<minutes>[0-5]\d))?\s*(?<word>\D*)$/u;
const FOUR_DIGITS = /^(?<hours>\d{2})(?<minutes>[0-5]\d)$/u;
const AT = /^(?:at|pukul|jam|alas|lúc|เวลา|ตอน)[\s-]+/u;

/** `9 giờ sáng`, `9h tối`. */
const BEFORE_HALF = /^(?:giờ|h)\s+(?=\p{L})/u;

const NONE: Reading = { minutes: [], by24: false };
const only = (minutes: number, by24 = false): Reading => ({ minutes: [minutes % DAY], by24 });

/** Of a half of the day, an hour from 1 to 12; from 13 on the hour says it already. Null where they contradict. */
function hourIn(half: Half, hour: number): number | null {
  if (half === 'morning') return hour > 12 ? null : hour % 12;
  if (hour > 12) return hour;
  if (half === 'afternoon') return hour === 0 ? null : (hour % 12) + 12;
  if (hour === 12) return 0;
  return hour >= 6 ? hour + 12 : null;
}

/** An hour without its half of the day, and without minutes: `9` may be either, `09` and `21` may not. */
function bareHour(hour: number, typed: string): Reading {
  if (hour === 0 || hour > 12 || typed.startsWith('0')) return only(hour * 60, true);
  return { minutes: [hour * 60, (hour * 60 + HALF_DAY) % DAY], by24: false };
}

function numbered(typedHours: string, typedMinutes: string | undefined, word: string): Reading {
  const hour = Number(typedHours);
  const minutes = Number(typedMinutes ?? 0);
  if (hour > 24 || (hour === 24 && minutes > 0)) return NONE;
  const half = HALF_OF.get(word);
  if (half) {
    const at = hourIn(half, hour);
    return at === null ? NONE : only(at * 60 + minutes);
  }
  if (HOURS_BY_24.has(word)) return only(hour * 60 + minutes, true);
  if (!HOURS.has(word)) return NONE;
  if (typedMinutes !== undefined) return only(hour * 60 + minutes, hour > 12 || typedHours.startsWith('0'));
  return word === 'โมง' && hour >= 7 && hour <= 11 ? only(hour * 60) : bareHour(hour, typedHours);
}

function read(text: string): Reading {
  const bare = text.trim().replace(AT, '');
  if (Object.hasOwn(NAMED, bare)) return only(NAMED[bare] ?? 0);
  for (const [shape, from] of THAI) {
    const [, hours] = shape.exec(bare) ?? [];
    if (hours) return only((from + Number(hours)) * 60);
  }
  const { hours, minutes, word = '' } = (FOUR_DIGITS.exec(bare) ?? NUMBER.exec(bare))?.groups ?? {};
  return hours === undefined ? NONE : numbered(hours, minutes, word.trim().replace(BEFORE_HALF, ''));
}

const clean = (text: string): string => withPlainDigits(text).replace(COLONS, ':').toLowerCase().trim();

function written(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Every time of day that the text may mean, as `HH:MM`; none where it is none. */
export const readDayTimes = (text: string): string[] => read(clean(text)).minutes.map(written);

const FROM = /^(?:from|between|từ|dari|mula|จาก|ตั้งแต่)\s*(?=[\d\p{L}])/u;
const BETWEEN = /\s*[-‐‑–—−~〜]\s*|\s+(?:to|until|till|and|đến|tới|sampai|hingga|s\/d|hanggang)\s+|\s*ถึง\s*/u;

/** The text in two, wherever it may be cut: at the word or dash between, else at a space. */
function halvesOf(text: string): [string, string][] {
  const [first = '', second, ...more] = text.split(BETWEEN);
  if (second !== undefined) return more.length === 0 ? [[first, second]] : [];
  return [...text.matchAll(/\s+/gu)].map(({ index }) => [text.slice(0, index), text.slice(index)]);
}

/** Where one can only be of a clock with 24 hours, so is the other. */
const besides = (one: Reading, other: Reading): number[] => (other.by24 ? one.minutes.slice(0, 1) : one.minutes);

/** Every span of the day that the text may mean: `22:00-07:00`, `10pm to 7am`, `22:00 07:00`; none where it is none. */
export function readDaySpans(text: string): DaySpan[] {
  const spans = halvesOf(clean(text).replace(FROM, '')).flatMap(([first, second]) => {
    const [from, to] = [read(first), read(second)];
    return besides(from, to).flatMap((start) => besides(to, from).map((end) => [start, end] as const));
  });
  return spans.filter(([from, to]) => from !== to).map(([from, to]) => ({ from: written(from), to: written(to) }));
}
