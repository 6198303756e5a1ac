import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const biome = join(root, 'node_modules/.bin/biome');

interface Finding {
  rule: string;
  file: string;
  message: string;
}
interface Verdict {
  exitCode: number;
  findings: Finding[];
}

/**
 * Plants files (path → text) in a folder of their own, beside this project's lint configuration, and runs the linter
 * there as `npm run lint` does.
 */
async function lint(files: Record<string, string>): Promise<Verdict> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'parley-imports-')));
  try {
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
    await cp(join(root, 'scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    await writeFile(join(folder, '.gitignore'), 'dist/\n');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await runBiome(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runBiome(folder: string): Promise<Verdict> {
  const args = ['lint', '--error-on-warnings', '--reporter=github', '--max-diagnostics=200', '.'];
  const { exitCode, output } = await new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(biome, args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
  const lines = output.matchAll(/^::\w+ title=([^,]*),file=([^,]*),[^:]*::(.*)$/gm);
  const findings = [...lines].map(([, rule = '', file = '', message = '']) => ({
    rule,
    file: relative(folder, file),
    message,
  }));
  return { exitCode, findings };
}

const importing = (path: string): string => `import { thing } from '${path}';\n\nexport const other = thing;\n`;
const THING = 'export const thing = 1;\n';

const FORBIDDEN: { what: string; file: string; imports: string; because: RegExp }[] = [
  {
    what: 'domain importing storage',
    file: 'src/domain/from01.ts',
    imports: '../storage/sqlite/b.ts',
    because: /innermost room/,
  },
  { what: 'domain importing i18n', file: 'src/domain/from02.ts', imports: '../i18n/b.ts', because: /innermost room/ },
  { what: 'domain importing node', file: 'src/domain/from03.ts', imports: 'node:fs', because: /domain is pure/ },
  { what: 'domain importing another library', file: 'src/domain/from04.ts', imports: 'zod', because: /domain is pure/ },
  {
    what: 'domain importing a schema of contract',
    file: 'src/domain/from05.ts',
    imports: '../contract/b.ts',
    because: /types only/,
  },
  {
    what: 'contract importing domain',
    file: 'src/contract/from06.ts',
    imports: '../domain/b.ts',
    because: /no other room/,
  },
  {
    what: 'application importing storage',
    file: 'src/application/from07.ts',
    imports: '../storage/b.ts',
    because: /port/,
  },
  { what: 'application importing http', file: 'src/application/from08.ts', imports: '../http/b.ts', because: /port/ },
  { what: 'storage importing http', file: 'src/storage/from09.ts', imports: '../http/b.ts', because: /ports/ },
  {
    what: 'one backend importing the other',
    file: 'src/storage/sqlite/from10.ts',
    imports: '../mongo/b.ts',
    because: /each can be read/,
  },
  { what: 'channels importing live', file: 'src/channels/from11.ts', imports: '../live/b.ts', because: /relay/ },
  {
    what: 'a connector importing storage',
    file: 'src/connectors/one/from40.ts',
    imports: '../../storage/b.ts',
    because: /one foreign system/,
  },
  {
    what: 'a connector importing http',
    file: 'src/connectors/one/from41.ts',
    imports: '../../http/b.ts',
    because: /one foreign system/,
  },
  { what: 'http importing storage', file: 'src/http/from12.ts', imports: '../storage/b.ts', because: /entry/ },
  { what: 'live importing http', file: 'src/live/from13.ts', imports: '../http/b.ts', because: /entry/ },
  { what: 'cli importing a route', file: 'src/cli/from29.ts', imports: '../http/routes/b.ts', because: /entry/ },
  {
    what: 'pages importing domain',
    file: 'src/pages/chat/from14.ts',
    imports: '../../domain/b.ts',
    because: /no server/,
  },
  {
    what: 'pages importing application',
    file: 'src/pages/from15.ts',
    imports: '../application/b.ts',
    because: /no server/,
  },
  {
    what: 'i18n importing application',
    file: 'src/i18n/from16.ts',
    imports: '../application/b.ts',
    because: /sentences/,
  },
  {
    what: 'client importing application',
    file: 'src/client/from29.ts',
    imports: '../application/b.ts',
    because: /without the server/,
  },
  { what: 'client importing a library', file: 'src/client/from30.ts', imports: 'luxon', because: /without the server/ },
  {
    what: 'client importing a schema of contract',
    file: 'src/client/from31.ts',
    imports: '../contract/b.ts',
    because: /types only/,
  },
  { what: 'client importing zod itself', file: 'src/client/from32.ts', imports: 'zod', because: /types only/ },
  { what: 'app.ts importing main.ts', file: 'src/app.ts', imports: './main.ts', because: /main\.ts/ },
  { what: 'http importing main.ts', file: 'src/http/from18.ts', imports: '../main.ts', because: /entry/ },
  {
    what: 'documents importing http',
    file: 'src/documents/from33.ts',
    imports: '../http/b.ts',
    because: /on paper/,
  },
  {
    what: 'http importing documents',
    file: 'src/http/from34.ts',
    imports: '../documents/b.ts',
    because: /handed to it/,
  },
  {
    what: 'a test importing main.ts',
    file: 'test/unit/from19.test.ts',
    imports: '../../src/main.ts',
    because: /main\.ts/,
  },
];

const ALLOWED: { file: string; text: string }[] = [
  { file: 'src/domain/from20.ts', text: importing('luxon') },
  { file: 'src/domain/rules/from21.ts', text: importing('../b.ts') },
  {
    file: 'src/domain/from22.ts',
    text: `import type { Thing } from '../contract/b.ts';\n\nexport type Other = Thing;\n`,
  },
  { file: 'src/application/from23.ts', text: importing('../domain/b.ts') },
  { file: 'src/storage/sqlite/from24.ts', text: importing('../../application/b.ts') },
  { file: 'src/channels/from25.ts', text: importing('../application/b.ts') },
  { file: 'src/http/from26.ts', text: importing('../contract/b.ts') },
  { file: 'src/live/from27.ts', text: importing('../i18n/b.ts') },
  { file: 'src/pages/from28.ts', text: importing('../i18n/b.ts') },
  { file: 'src/documents/from35.ts', text: importing('../application/b.ts') },
  {
    file: 'src/client/from33.ts',
    text: `import type { z } from 'zod';\nimport type { Thing } from '../contract/b.ts';\n\nexport type Other = z.infer<Thing>;\n`,
  },
  { file: 'src/client/from34.ts', text: importing('./b.ts') },
  { file: 'src/main.ts', text: importing('./storage/b.ts') },
  { file: 'src/cli/from30.ts', text: importing('../http/validation.ts') },
  { file: 'src/cli/from31.ts', text: importing('../storage/open.ts') },
];

describe('Imports point inwards, and the lint step says so', () => {
  let forbidden: Verdict;
  let allowed: Verdict;

  beforeAll(async () => {
    const planted = FORBIDDEN.flatMap(({ file, imports }) => [
      [file, importing(imports)],
      ...(imports.startsWith('.') ? [[join(dirname(file), imports), THING]] : []),
    ]);
    forbidden = await lint(Object.fromEntries(planted));
    allowed = await lint(Object.fromEntries(ALLOWED.map(({ file, text }) => [file, text])));
  });

  it.each(FORBIDDEN)('$what fails the lint step, with the reason', ({ file, because }) => {
    expect(forbidden.exitCode).not.toBe(0);
    const messages = forbidden.findings.filter((finding) => finding.file === file).map((finding) => finding.message);
    expect(messages.join('\n')).toMatch(because);
  });

  it('only the offenders are named', () => {
    const named = new Set(forbidden.findings.map((finding) => finding.file));
    expect(named).toEqual(new Set(FORBIDDEN.map(({ file }) => file)));
  });

  it('what lies further in may be imported', () => {
    expect(allowed).toEqual({ exitCode: 0, findings: [] });
  });

  it('two files that import each other fail the lint step', async () => {
    const verdict = await lint({
      'src/application/one.ts': `import { two } from './two.ts';\n\nexport const one = () => two;\n`,
      'src/application/two.ts': `import { one } from './one.ts';\n\nexport const two = () => one;\n`,
    });
    expect(verdict.exitCode).not.toBe(0);
    const circles = verdict.findings.filter((finding) => finding.rule.endsWith('noImportCycles'));
    expect(new Set(circles.map((finding) => finding.file))).toEqual(
      new Set(['src/application/one.ts', 'src/application/two.ts']),
    );
  });

  it('a circle of types is a circle too', async () => {
    const verdict = await lint({
      'src/domain/one.ts': `import type { Two } from './two.ts';\n\nexport type One = { two: Two };\n`,
      'src/domain/two.ts': `import type { One } from './one.ts';\n\nexport type Two = { one: One };\n`,
    });
    expect(verdict.findings.map((finding) => finding.rule)).toContain('lint/suspicious/noImportCycles');
  });

  it('a warning is enough to fail the lint step', async () => {
    const verdict = await lint({ 'src/app.ts': 'export const f = (value?: string) => value!;\n' });
    expect(verdict.exitCode).not.toBe(0);
    expect(verdict.findings.map((finding) => finding.rule)).toEqual(['lint/style/noNonNullAssertion']);
  });
});
