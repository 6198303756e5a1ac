/** HTML from text: what comes in is escaped, what was made here is not. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (char) => ESCAPES[char] ?? char);

/** Text in which `backticks` mark code. */
export const prose = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/gu, '<code>$1</code>');

/** A description: paragraphs apart by an empty line, and lists whose lines begin with a dash. */
export const described = (text: string): string =>
  text
    .split(/\n{2,}/u)
    .map((part) => {
      const lines = part.split('\n');
      if (!lines.every((line) => line.startsWith('- '))) return `<p>${prose(part)}</p>`;
      return `<ul class="listed">${lines.map((line) => `<li>${prose(line.slice(2))}</li>`).join('')}</ul>`;
    })
    .join('\n');

export const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;

export const json = (value: unknown): string =>
  `<pre tabindex="0"><code>${escapeHtml(JSON.stringify(value, null, 2))}</code></pre>`;
