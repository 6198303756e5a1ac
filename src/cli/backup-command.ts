/** `backup` and `restore`: what they say. What fails is thrown, and ends the command with its sentence. */
import { backUpStorage, restoreStorage } from '../storage/backup.ts';
import type { Command } from './arguments.ts';
import type { Screen } from './progress.ts';

type BackupCommand = Extract<Command, { name: 'backup' }>;
type RestoreCommand = Extract<Command, { name: 'restore' }>;

const requestsOf = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'request' : 'requests'}`;

/** Answers the exit code. */
export async function backupCommand({ to }: BackupCommand, url: string, screen: Screen): Promise<number> {
  const { requests, bytes } = await backUpStorage(url, to);
  screen.write(`Backed up ${requestsOf(requests)} to ${to}, ${(bytes / 1e6).toFixed(1)} MB.\n`);
  return 0;
}

/** Answers the exit code. */
export async function restoreCommand(
  { from }: RestoreCommand,
  url: string,
  screen: Screen,
  now: Date,
): Promise<number> {
  screen.write(`Checking ${from}.\n`);
  const { requests, aside } = await restoreStorage(url, from, now);
  const before = aside === null ? 'There was nothing before.' : `What was there before is now ${aside}.`;
  screen.write(`Restored ${requestsOf(requests)} from ${from}. ${before}\n`);
  return 0;
}
