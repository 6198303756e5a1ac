/**
 * What other instances said last, by what they said it of. Each replaces what it said before, and repeats what still holds:
 * so a lost letter, Redis away or a killed process come right by themselves. Who is silent for long is forgotten.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../application/ports/clock.ts';

export const REPEAT_EVERY_MS = 10_000;
export const FORGOTTEN_AFTER_MS = 30_000;

export class Elsewhere<Said> {
  /** Names this instance in what it says. */
  readonly instance = randomUUID();
  readonly #clock: Clock;
  /** By subject and instance. */
  readonly #said = new Map<string, Map<string, { said: Said; at: number }>>();
  #repeatedAt: number;

  /** `clock`: the wall's. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#repeatedAt = clock.now();
  }

  /** `said`: null where there is nothing any more. Answers whether it was another instance that said it. */
  heard(subject: string, instance: string, said: Said | null): boolean {
    if (instance === this.instance) return false;
    const known = this.#said.get(subject) ?? new Map();
    if (said === null) known.delete(instance);
    else known.set(instance, { said, at: this.#clock.now() });
    if (known.size > 0) this.#said.set(subject, known);
    else this.#said.delete(subject);
    return true;
  }

  /** What each said of it. */
  of(subject: string): Said[] {
    return [...(this.#said.get(subject)?.values() ?? [])].map(({ said }) => said);
  }

  /** Forgets who was silent; answers of what. */
  forget(): string[] {
    const now = this.#clock.now();
    const changed: string[] = [];
    for (const [subject, known] of this.#said) {
      const silent = [...known].filter(([, { at }]) => now - at > FORGOTTEN_AFTER_MS);
      for (const [instance] of silent) this.heard(subject, instance, null);
      if (silent.length > 0) changed.push(subject);
    }
    return changed;
  }

  /** Whether it is time to say again what still holds here. */
  isTimeToRepeat(): boolean {
    if (this.#clock.now() - this.#repeatedAt < REPEAT_EVERY_MS) return false;
    this.#repeatedAt = this.#clock.now();
    return true;
  }
}
