/** The little of HTTP that the shop needs: bounded bodies, answers, and safe HTML. */

/** @typedef {import('node:http').IncomingMessage} Incoming */

export class TooLarge extends Error {}

/** @param {Incoming} request @param {number} limit  In bytes. */
export async function bodyOf(request, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @param {Incoming} request */
export async function formOf(request) {
  return new URLSearchParams((await bodyOf(request, 16_384)).toString('utf8'));
}

/**
 * Whether a form was sent by one of our own pages. Browsers say so themselves; what is no browser carries no session
 * of anybody.
 * @param {Incoming} request
 */
export const isOwnForm = ({ headers }) =>
  ['same-origin', 'none', undefined].includes(/** @type {string | undefined} */ (headers['sec-fetch-site']));

/** Text that was made safe, so that it is not made safe twice. */
class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {unknown} value @returns {string} */
function safe(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(safe).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

/** A template whose values are text, never markup. @param {TemplateStringsArray} parts @param {...unknown} values */
export const html = (parts, ...values) =>
  new Html(parts.reduce((text, part, index) => text + safe(values[index - 1]) + part));

/** @typedef {Html} SafeHtml */
