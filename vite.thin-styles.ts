/** Takes out of the styles in the components what only their readers in an editor need: comments, indents, line ends. */
import type { Plugin } from 'vite';

const STYLES = /\bcss`(?:[^`\\]|\\.)*`/gu;

/** In a tag over several lines. */
const BETWEEN_ATTRIBUTES = /\n(?=[@.?]?[a-z-]+=)/gu;
const BEFORE_END = /\n(?=\/?>)/gu;

/** The same styles with less around them. What stands in `${…}` is left alone. */
const thin = (styles: string): string =>
  styles
    .replace(/\/\*[\s\S]*?\*\//gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?([{};,>]) ?/gu, '$1')
    .replace(/\( | (?=\))/gu, (brace) => brace.trim())
    .replace(/(?<![\d.])0\.(?=\d)/gu, '.')
    .replace(/: /gu, ':')
    .replaceAll(';}', '}');

export const thinStyles = (): Plugin => ({
  name: 'thin-styles',
  transform: {
    filter: { id: /\/src\/pages\/.*\.ts$/u },
    handler: (code) => ({
      code: code
        .replace(STYLES, thin)
        .replace(/\n[ \t]+/gu, '\n')
        .replace(BETWEEN_ATTRIBUTES, ' ')
        .replace(BEFORE_END, ''),
      map: null,
    }),
  },
});
