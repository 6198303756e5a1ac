/**
 * Words shown as they are by a renderer of Markdown (CommonMark): what could become a link, emphasis, a list, HTML or
 * one of Adaptive Cards' `{{DATE(…)}}` functions is escaped with a backslash.
 */

/** Meaningful wherever it stands. */
const ANYWHERE = /[\\*_[\]<>~`|{}&]/gu;
/** Meaningful at the beginning of a line: headings, bullets, rules, and after a number. */
const AT_START = /^([ \t]*\d{0,9})([#+\-=.)])/gmu;

const ENTITIES_ANYWHERE = /[\\*_[\]<>~`|{}&"]/gu;
const entity = (sign: string): string => `&#${sign.codePointAt(0)};`;

/**
 * The same for words that one reader sees drawn from Markdown and another from HTML: both know character references, and
 * neither takes what they stand for as markup.
 */
export const escapeForBoth = (text: string): string =>
  text.replace(ENTITIES_ANYWHERE, entity).replace(AT_START, (_, start: string, sign: string) => start + entity(sign));

/** Addresses that nothing makes a link of: makers of links look for `://`, an `@`, or a dot before a Latin letter. */
export const unlinked = (text: string): string =>
  text.replace(/:(?=\/\/)|@(?=\w)|(?<=[\p{L}\p{N}])\.(?=[A-Za-z])/gu, '$&\u200B');

export const escapeMarkdown = (text: string): string => text.replace(ANYWHERE, '\\$&').replace(AT_START, '$1\\$2');
