/** What sellers read in Slack, in their language. A language is added here with its file; the others read English. */
import { type SayOf, speakers } from '../catalogue.ts';
import type { Language } from '../languages.ts';
import { en, type SlackKey, type SlackMessages } from './en.ts';
import { fil } from './fil.ts';
import { id } from './id.ts';
import { ms } from './ms.ts';
import { th } from './th.ts';
import { vi } from './vi.ts';

export type { SlackMessages };
export type SaySlack = SayOf<SlackKey>;

/** The languages that have a catalogue. */
export const translated: Readonly<Partial<Record<Language, SlackMessages>>> = { en, th, vi, id, ms, fil };

/** The words of Slack for a language tag; a language without a catalogue reads English. */
export const slackSay: (tag: string | undefined) => SaySlack = speakers<SlackKey>(translated, en);
