/**
 * `node scripts/lint/imports.mjs`: every import of the tree against the table of rooms.mjs. A refused one is told with
 * its line and the reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync } from 'vite';
import { OUTSIDE, ROOMS, WIRING } from './rooms.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['src', 'bots', 'stand-ins', 'packages', 'test', 'bench', 'scripts', 'examples'];
const SOURCE = /\.(?:[cm]?ts|[cm]?js)$/u;

const isWithin = (path, name) => path === name || path.startsWith(`${name}/`);
/** As rooms are named: below `src` without it. */
const nameOf = (path) => path.replace(/^src\//u, '');
export const roomOf = (path) =>
  Object.keys(ROOMS)
    .filter((room) => isWithin(nameOf(path), room))
    .sort((a, b) => b.length - a.length)[0];

const packageOf = (specifier) =>
  specifier.startsWith('node:') ? 'node' : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** What a file imports: `{ specifier, line, isType }`, re-exports and `import()` of a text included. */
export function importsOf(path, text) {
  const { module } = parseSync(path, text);
  const lineAt = (start) => text.slice(0, start).split('\n').length;
  const isType = (entries) => entries.length > 0 && entries.every((entry) => entry.isType);
  return [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => [moduleRequest.value, start, isType(entries)]),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap((entry) => (entry.moduleRequest ? [[entry.moduleRequest.value, start, entry.isType]] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => [
      text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      start,
      false,
    ]),
  ].map(([specifier, start, type]) => ({ specifier, line: lineAt(start), isType: type }));
}

/** Why a room may not import this; null where it may. */
function refusalInRoom(room, { specifier, isType }, path) {
  const { rooms, types = [], packages, because } = ROOMS[room];
  const isRelative = specifier.startsWith('.');
  const wanted = isRelative ? nameOf(relative('.', join(dirname(path), specifier))) : packageOf(specifier);
  if (isRelative && roomOf(wanted) === room) return null;
  const isAllowed = (names) =>
    names.some((name) => (isRelative ? isWithin(wanted, name) : wanted === name || specifier === name));
  if (isAllowed(isRelative ? rooms : packages)) return null;
  if (isAllowed(types)) return isType ? null : `${room} imports types only of ${wanted} (\`import type\`): ${because}.`;
  return `${room} does not import ${wanted}: ${because}.`;
}

function refusal(path, wanted) {
  const { specifier } = wanted;
  if (specifier.startsWith('.') && nameOf(relative('.', join(dirname(path), specifier))) === 'main.ts') {
    return 'nobody imports main.ts: it starts the process. Take the part itself, or createApp from app.ts.';
  }
  const { only, because } = OUTSIDE[path.split('/', 1)[0]] ?? {};
  if (only) return only.test(specifier) ? null : `${because}.`;
  if (!/^(?:src|bots|stand-ins|packages)\//u.test(path) || WIRING.test(nameOf(path))) return null;
  const room = roomOf(path);
  if (!room) return 'this room is not in scripts/lint/rooms.mjs: say there what it may import, and why.';
  return refusalInRoom(room, wanted, path);
}

/** Files as `{ path: text }`, paths from the root → a sentence for every import that is refused, and each one counted. */
export function complaintsOf(files) {
  const found = Object.entries(files).flatMap(([path, text]) =>
    importsOf(path, text).map((wanted) => ({ path, ...wanted, why: refusal(path, wanted) })),
  );
  const complaints = found
    .filter(({ why }) => why)
    .map(({ path, line, specifier, why }) => `${path}:${line} imports '${specifier}', but ${why}`);
  return { complaints, imports: found.length };
}

/** Every source file of the tree, as `{ path: text }`. */
export function tree() {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !/(?:^|\/)(?:node_modules|dist)\//u.test(path)),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { complaints, imports } = complaintsOf(tree());
  for (const complaint of complaints) console.error(complaint);
  console.log(`imports: ${imports} looked at, ${complaints.length} refused`);
  if (complaints.length > 0) process.exitCode = 1;
}
