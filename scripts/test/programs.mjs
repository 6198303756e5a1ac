/** Finds the programs that the tests start, or answers why one is not there and how to get it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/sbin')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** A program of the system by its name → `{ path }`, or `{ why }`, with the Debian package that brings it. */
export function findProgram(name, debianPackage) {
  const path = onPath(name);
  return path ? { path } : { why: `no ${name}: install one (apt-get install ${debianPackage})` };
}

/** The shells without a window first: they open a page for less than half of the work. */
const BROWSERS = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

/** The browser of tests, gallery and screenshots, `CHROMIUM_PATH` or one on the PATH → `{ path }`, or `{ why }`. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? { path: given } : { why: `CHROMIUM_PATH names ${given}, which is not there` };
  const path = BROWSERS.map(onPath).find((found) => found !== undefined);
  if (path) return { path };
  return { why: 'no Chromium: install one (apt-get install chromium-headless-shell), or set CHROMIUM_PATH' };
}
