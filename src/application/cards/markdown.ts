/**
 * Words shown as they are by a renderer of Markdown (CommonMark): what could become a link, emphasis, a list, HTML or
 * one of Adaptive Cards' `{{DATE(…)}}` functions is escaped with a backslash.
 */

/** Meaningful wherever it stands. */
const ANYWHERE = /[\\*_[\]<>~`|{}&]/gu;
/** Meaningful at the beginning of a line: headings, bullets, rules, and after a number. */
const AT_START = /^([ \t]*\d{0,9})([#+\-=.)])/gmu;

export const escapeMarkdown = (text: string): string => text.replace(ANYWHERE, '\\$&').replace(AT_START, '$1\\$2');
