/** How tests wait, made a rule: the forms that raced are refused where they are written (CONTRIBUTING.md says what to do). */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

interface Manner {
  what: string;
  form: RegExp;
  because: string;
  /** What the form catches, and what it leaves alone. */
  like: string;
  unlike: string;
}

const MANNERS: readonly Manner[] = [
  {
    what: 'chance without a seed',
    form: /Math\.random\(/gu,
    because:
      'chance comes from support/random.ts, so that a failure can be had again; names come from a counter or randomUUID',
    like: 'const id = Math.random().toString(36);',
    unlike: "const random = randomOf('the order of answers');",
  },
  {
    what: 'a wait without a name',
    form: /expect\.poll\((?:(?!message:|expect\.poll|\n\n)[\s\S])*?\)\s*\.(?:not|to|resolves)/gu,
    because: 'a wait names what it waits for: eventually, or expect.poll with a message',
    like: 'await expect.poll(() => titles()).toEqual([]);',
    unlike: "await expect.poll(() => titles(), { message: 'the titles' }).toEqual([]);",
  },
  {
    what: "vitest's own waits",
    form: /vi\.wait(?:For|Until)\(/gu,
    because: 'there is one way to wait: support/eventually.ts',
    like: 'await vi.waitFor(() => holds());',
    unlike: "await eventually('it holds', () => holds());",
  },
  {
    what: 'a wait for the last of a growing list',
    form: /(?:eventually|expect\.poll)\((?:(?!\n\n|;\n)[\s\S]){0,200}?\.at\(-1\)/gu,
    because: 'what is last now may not be last when it is looked at: arrives, in the whole list',
    like: "await eventually('the card', () => expect(heard.at(-1)).toEqual(card));",
    unlike: "await arrives('the card', () => heard, card);\nexpect(sorted.at(-1)).toBe(3);",
  },
  {
    what: 'a page that sleeps',
    form: /\.waitForTimeout\(/gu,
    because: 'a moment is arranged or waited for by what it brings',
    like: 'await page.waitForTimeout(500);',
    unlike: "await page.getByText('Done').waitFor();",
  },
  {
    what: 'a second try',
    form: /\bretry: [1-9]/gu,
    because: 'what passes at its second try has failed',
    like: "it('works', { retry: 1 }, () => {});",
    unlike: "it('tries again', () => {});",
  },
  {
    what: 'a limit that a slow machine breaks',
    form: /(?:\b(?:waitFor|click|fill|check|press|goto|poll|it)\b[^;\n]*\btimeout: |DefaultTimeout\()(?:\d_)?\d{1,4}\b(?!_)/gu,
    because: 'a limit only costs time where something is wrong: 60 s and more, or none',
    like: 'await button.click({ timeout: 5_000 });',
    unlike: "it('imports', { timeout: 180_000 }, () => {});",
  },
];

function filesIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return filesIn(inside);
    return /\.m?ts$/u.test(entry.name) && entry.name !== 'manners.test.ts' ? [inside] : [];
  });
}

/** `file:line: what stands there`, for each place that has the form. */
function places(path: string, form: RegExp): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(form)].map(
    ({ index, 0: found }) =>
      `${relative(folder, path)}:${text.slice(0, index).split('\n').length}: ${found.split('\n', 1)[0]}`,
  );
}

describe('Tests have', () => {
  it.each(MANNERS)('no $what', ({ form, because, like, unlike }) => {
    expect(like).toMatch(new RegExp(form.source, 'u'));
    expect(unlike).not.toMatch(new RegExp(form.source, 'u'));
    expect(
      filesIn(folder).flatMap((path) => places(path, form)),
      because,
    ).toEqual([]);
  });
});
