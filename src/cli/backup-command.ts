/** `backup` and `restore`: what they say. What fails is thrown, and ends the command with its sentence. */
import { backUpStorage, type Place, restoreStorage } from '../storage/backup.ts';
import type { Command } from './arguments.ts';
import type { Screen } from './progress.ts';

type BackupCommand = Extract<Command, { name: 'backup' }>;
type RestoreCommand = Extract<Command, { name: 'restore' }>;

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const held = ({ requests, photos }: { requests: number; photos: number }): string =>
  photos > 0 ? `${counted(requests, 'request')} and ${counted(photos, 'photo')}` : counted(requests, 'request');

/** Answers the exit code. */
export async function backupCommand({ to }: BackupCommand, place: Place, screen: Screen): Promise<number> {
  const backedUp = await backUpStorage(place, to);
  screen.write(`Backed up ${held(backedUp)} to ${to}, ${(backedUp.bytes / 1e6).toFixed(1)} MB.\n`);
  return 0;
}

/** Answers the exit code. */
export async function restoreCommand(
  { from }: RestoreCommand,
  place: Place,
  screen: Screen,
  now: Date,
): Promise<number> {
  screen.write(`Checking ${from}.\n`);
  const restored = await restoreStorage(place, from, now);
  const { aside } = restored;
  const before = aside === null ? 'There was nothing before.' : `What was there before is now ${aside}.`;
  screen.write(`Restored ${held(restored)} from ${from}. ${before}\n`);
  return 0;
}
