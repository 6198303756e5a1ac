import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/contract/rules.ts';
import { catalogues, sayIn } from '../../src/i18n/catalogue.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { loadRuleStrings } from '../../src/i18n/rules/index.ts';
import { slackSay, translated } from '../../src/i18n/slack/index.ts';
import { ruleSentence } from '../../src/pages/rules/rule-sentence.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
type Params = Record<string, string | number>;

const SAID = ['I want the cup.', 'I want…', 'I said “the cup.”'];
const TWO_STOPS = /[.…][”"]*\.(?!\.)/u;

/** What each placeholder of a message can be: words, or for a choice each of its options. */
function valuesOf(elements: Element[], words: string): Map<string, (string | number)[]> {
  const values = new Map<string, (string | number)[]>();
  for (const element of elements) {
    if (element.type === 0 || !('value' in element) || typeof element.value !== 'string') continue;
    const options = 'options' in element ? Object.entries(element.options) : [];
    const isPlural = element.type === 6;
    if (!isPlural && !values.has(element.value)) values.set(element.value, options.length > 0 ? [] : [words]);
    if (isPlural) values.set(element.value, [1, 2]);
    for (const [option, { value }] of options) {
      if (!isPlural) values.get(element.value)?.push(option);
      for (const [name, inner] of valuesOf(value, words)) values.set(name, values.get(name) ?? inner);
    }
  }
  return values;
}

/** Every choice of a message. */
function paramsOf(text: string, words: string): Params[] {
  const all: Params[] = [{}];
  return [...valuesOf(new IntlMessageFormat(text).getAst(), words)].reduce(
    (made, [name, values]) => made.flatMap((params) => values.map((value) => ({ ...params, [name]: value }))),
    all,
  );
}

/** What is said with two stops in a row, by whatever people wrote. */
const doubled = (messages: Readonly<Record<string, string>>, say: (key: string, params: Params) => string): string[] =>
  Object.entries(messages).flatMap(([key, text]) =>
    SAID.flatMap((words) => paramsOf(text, words).map((params) => say(key, params))).filter((said) =>
      TWO_STOPS.test(said),
    ),
  );

describe('A sentence that ends with people’s words ends once', () => {
  it.each(LANGUAGES)('in chats, in %s', (language) => {
    expect(doubled(catalogues[language], sayIn(language) as never)).toEqual([]);
  });

  it.each(LANGUAGES)('in Slack, in %s', (language) => {
    expect(doubled(translated[language] ?? {}, slackSay(language) as never)).toEqual([]);
  });

  it.each(LANGUAGES)('in a rule, in %s', async (locale) => {
    const strings = await loadRuleStrings(locale);
    const rule = { at: 'opened', when: {}, then: { kind: 'refund_only' }, note: 'Keep the bowl.' } as unknown as Rule;
    const said = [
      ruleSentence(rule, { strings, locale }),
      ruleSentence({ ...rule, when: { skus: ['B'] } }, { strings, locale }),
    ];
    for (const sentence of said) expect(sentence).not.toMatch(TWO_STOPS);
  });

  it('and leaves what they wrote as it is', () => {
    const say = sayIn('en');
    expect(say('because', { who: 'other', text: 'I want.. the “cup.”. Now' })).toBe(
      'Reason: “I want.. the “cup.”. Now”.',
    );
    expect(say('because', { who: 'other', text: 'Where is it?' })).toBe('Reason: “Where is it?”.');
    expect(say('because', { who: 'other', text: 'I want the cup.' })).toBe('Reason: “I want the cup.”');
    expect(say('because', { who: 'other', text: 'أريد الكوب.' })).toBe('Reason: “\u2068أريد الكوب.\u2069”');
  });
});
