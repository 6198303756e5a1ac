/**
 * What the list shows, as the address keeps it and as the server is asked for it. Dates and amounts stand as they were
 * typed; what they come to depends on the shop's zone and currency.
 */
import { REASONS } from '../../contract/choices.ts';
import { DUES, type Due } from '../../contract/due.ts';
import type { RequestFilter, RequestSort } from '../../contract/lists.ts';
import type { Reason } from '../../contract/policy.ts';
import type { Tab } from '../../contract/request.ts';
import { startOfDay } from '../theme/zone.ts';
import { TABS } from './lists.ts';

const SORTS: readonly RequestSort[] = ['deadline', '-updatedAt'];

export interface View {
  tab: Tab;
  q: string;
  reason: Reason | '';
  due: Due | '';
  /** Who of the shop has it in hand: `me`, `none`, or an id. */
  holder: string;
  /** Only those whose buyer waits for a reply. */
  reply: 'waiting' | '';
  /** Opened on this day or later, `2026-11-30`. */
  from: string;
  /** Opened on this day or earlier. */
  to: string;
  /** The least and the most that is asked for, as typed. */
  least: string;
  most: string;
  sort: RequestSort;
}

/** Nothing left out but what is in other tabs. */
export const UNNARROWED = {
  q: '',
  reason: '',
  due: '',
  holder: '',
  reply: '',
  from: '',
  to: '',
  least: '',
  most: '',
} as const;
export const FIRST_VIEW: View = { ...UNNARROWED, tab: 'awaiting_action', sort: 'deadline' };

/** What the address may say of each: one of these, or what looks so. */
const KNOWN: Readonly<Record<keyof View, readonly string[] | RegExp>> = {
  tab: TABS,
  q: /^.{1,128}$/u,
  reason: REASONS,
  due: DUES,
  holder: /^[!-~]{1,128}$/u,
  reply: ['waiting'],
  from: /^\d{4}-\d\d-\d\d$/u,
  to: /^\d{4}-\d\d-\d\d$/u,
  least: /^.{1,20}$/u,
  most: /^.{1,20}$/u,
  sort: SORTS,
};
const NAMES = Object.keys(KNOWN) as (keyof View)[];

/** Reads a fragment without its `#`. What is not known is left out. */
export function readView(given: URLSearchParams): View {
  const said = NAMES.flatMap((name) => {
    const value = given.get(name) ?? '';
    const known = KNOWN[name];
    return (known instanceof RegExp ? known.test(value) : known.includes(value)) ? [[name, value]] : [];
  });
  return { ...FIRST_VIEW, ...Object.fromEntries(said) };
}

/** The fragment of a view, without its `#`; empty for the one that the page begins with. */
export function writeView(view: View): string {
  const said = NAMES.filter((name) => view[name].trim() !== FIRST_VIEW[name]).map((name) => [name, view[name].trim()]);
  return new URLSearchParams(said as [string, string][]).toString();
}

/** A search looks into every tab, and so does whoever asks who waits: neither knows where the request is now. */
export const looksEverywhere = ({ q, reply }: View): boolean => q.trim() !== '' || reply !== '';

/** What else is set, a list shows one tab. */
export const IN_ONE_TAB = { q: '', reply: '' } as const;

/** How many filters are set. */
export const narrowedBy = ({ reason, due, holder, reply, from, to, least, most }: View): number =>
  [reason, due, holder, reply, from || to, least || most].filter(Boolean).length;

/** A search or a filter leaves something out. */
export const isNarrowed = (view: View): boolean => looksEverywhere(view) || narrowedBy(view) > 0;

/** `minor` reads an amount in the shop's currency; null where it is none. */
export function filterOf(
  view: View,
  zone: string,
  minor: (typed: string) => number | null,
): RequestFilter & Record<string, string | number> {
  const { tab, reason, due, holder, reply, from, to } = view;
  const q = view.q.trim();
  const [least, most] = [minor(view.least), minor(view.most)];
  return {
    ...(looksEverywhere(view) ? {} : { tab }),
    ...(q ? { q } : {}),
    ...(reason ? { reason } : {}),
    ...(due ? { due } : {}),
    ...(holder ? { assignee: holder } : {}),
    ...(reply ? { reply } : {}),
    ...(from ? { openedFrom: startOfDay(from, zone) } : {}),
    ...(to ? { openedTo: startOfDay(to, zone, 1) } : {}),
    ...(least === null ? {} : { claimFrom: least }),
    ...(most === null ? {} : { claimTo: most }),
  };
}
