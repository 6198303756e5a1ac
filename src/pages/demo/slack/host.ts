/** What drawn blocks need of whoever shows them. */
import type { Confirm } from '@slack/types';
import type { Reader } from './text.ts';

/** A button or another element that tells the app at once. */
export interface Pressed {
  blockId: string;
  actionId: string;
  /** What was chosen, where it is no button. */
  value?: string | string[] | null;
  /** What it says on it, and what is asked first. */
  label: string;
  confirm?: Confirm;
  style?: string;
}

/** Whoever shows the blocks. */
export interface BlockHost {
  reader: Reader;
  press(pressed: Pressed): void;
  /** The element whose press is on its way, as `pressKey` names it; everything else waits for it. */
  busy: string | undefined;
  /** Sentences for fields, by block id. */
  errors: Readonly<Record<string, string>>;
}

export const pressKey = ({ blockId, actionId }: Pick<Pressed, 'blockId' | 'actionId'>): string =>
  `${blockId}\n${actionId}`;
