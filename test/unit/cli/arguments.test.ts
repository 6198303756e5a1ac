/** What the command line understands, and what it says where it does not. */
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../src/cli/arguments.ts';

describe('The command line', () => {
  it('reads an import', () => {
    expect(readArguments(['import', 'a.ndjson'])).toEqual({
      name: 'import',
      from: 'a.ndjson',
      dryRun: false,
      allowOverdue: false,
      concurrency: 512,
    });
    const all = ['import', '--dry-run', '-', '--report', 'no.ndjson', '--allow-overdue', '--concurrency=4'];
    expect(readArguments(all)).toEqual({
      name: 'import',
      from: '-',
      report: 'no.ndjson',
      dryRun: true,
      allowOverdue: true,
      concurrency: 4,
    });
  });

  it('reads an export', () => {
    expect(readArguments(['export'])).toEqual({ name: 'export', to: null, filter: {} });
    const all = ['export', '--out', '-', '--since', '2026-11-22T09:30:00+07:00', '--status', 'negotiating, settling'];
    expect(readArguments(all)).toEqual({
      name: 'export',
      to: '-',
      filter: { since: '2026-11-22T02:30:00.000Z', statuses: new Set(['negotiating', 'settling']) },
    });
    expect(readArguments(['export', '--since', '2026-11-22'])).toMatchObject({
      filter: { since: '2026-11-22T00:00:00.000Z' },
    });
  });

  it('reads backup and restore', () => {
    expect(readArguments(['backup', 'a.db'])).toEqual({ name: 'backup', to: 'a.db' });
    expect(readArguments(['restore', 'a.db'])).toEqual({ name: 'restore', from: 'a.db' });
  });

  it('helps whoever asks for it, and whoever asks for nothing', () => {
    for (const args of [[], ['help'], ['--help'], ['import', '-h']])
      expect(readArguments(args)).toEqual({ name: 'help' });
  });

  it.each([
    [['move'], /no command "move"; there are import, export, backup, restore and help/],
    [['import'], /needs a file/],
    [['import', 'a', 'b'], /one file, and b is more/],
    [['import', 'a', '--fast'], /Unknown option '--fast'/],
    [['import', 'a', '--report'], /--report/],
    [['import', 'a', '--concurrency', '0'], /--concurrency is "0"; it must be from 1 to 1000/],
    [['import', 'a', '--concurrency', '1e2'], /"1e2"/],
    [['backup'], /backup needs a new file to write/],
    [['backup', 'a', 'b'], /backup takes one file, and b is more/],
    [['restore'], /restore needs a file that backup wrote/],
    [['restore', 'a', '--force'], /Unknown option '--force'/],
    [['export', 'a.ndjson'], /takes no a\.ndjson; name a file with --out/],
    [['export', '--since', 'yesterday'], /--since is "yesterday"/],
    [['export', '--since', '2026-11-22T09:30:00'], /with Z or an offset/],
    [['export', '--since', '2026-13-01'], /2026-13-01/],
    [['export', '--status', 'open'], /"open"; it must be of awaiting_seller, negotiating/],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(() => readArguments(args)).toThrow(UsageError);
    expect(() => readArguments(args)).toThrow(sentence);
  });
});
