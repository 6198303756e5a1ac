/** What a server and the process that reads its pictures say to each other. */
import type { Picture, Unreadable } from '../application/attachments/ports.ts';

export interface Asked {
  id: number;
  sent: Uint8Array;
}
export type Answered = 'ready' | { id: number; picture: Picture | Unreadable } | { id: number; error: string };
