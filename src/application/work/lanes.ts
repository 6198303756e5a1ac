/** Where records go: lanes, of which a few are visited at a time, and what each of them waits for. */
import type { WorkRecord } from './ports.ts';

export interface Lane {
  /** As its records name it; '' for those that do not know yet. */
  name: string;
  /** What is paused when the system fails, and what its visits wait for: the lane itself where absent. */
  system?: string;
  /** False: visited also while that is paused. */
  waits?: boolean;
  /** Whether it may be taken for at the moment; always where absent. */
  isOpen?(): boolean;
  /** What there is to do when nothing is due and nobody visits; answers whether something may be due then. */
  whenIdle?(): (() => Promise<boolean>) | null;
}

/** Where one record goes. */
export interface Route<Context> {
  lane: Lane;
  /** The place in the system, which may be closed while the rest is open. */
  place?: string;
  /** What the visit needs to know besides. */
  context: Context;
}

/** A record under a lease. */
export interface Held<Context> extends Route<Context> {
  record: WorkRecord;
  /** A name of its own for each taking, so that a lease that ran out is known as such. */
  owner: string;
  /** When the lease ends, in wall time. */
  until: number;
}

export const systemOf = ({ lane }: Pick<Route<unknown>, 'lane'>): string => lane.system ?? lane.name;

/** The keys of its pauses, widest first. */
export const keysOf = (route: Pick<Route<unknown>, 'lane' | 'place'>): string[] => {
  const system = systemOf(route);
  return route.place === undefined ? [system] : [system, `${system}/${route.place}`];
};
