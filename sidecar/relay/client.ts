import type { Writable } from 'node:stream';
import type { OwnAnswer } from './own-answer.ts';

/** Who gets the answer. */
export interface Client {
  /** Aborts when it goes away. */
  signal: AbortSignal;
  /** Begins an answer. @returns where its body goes */
  begin(status: number, headers: Readonly<Record<string, string>>): Writable;
  /** Gets an answer of the relay itself instead. */
  answer(own: OwnAnswer): void;
}
