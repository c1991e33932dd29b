import type { ErrorCode } from '../../src/base/errors.ts';

/** What goes wrong around an evaluation, and what becomes of it: a row of docs/reliability.md. */
export interface Fault {
  /** What happens, as a sentence. */
  readonly what: string;
  /** The verdict that the evaluation would have had without it, or the code with which it is inconclusive. */
  readonly ends: 'as without it' | ErrorCode;
  /**
   * From the beginning of the fault, at most, until the evaluation has gone on; where the fault ends the evaluation or does not
   * strike in the middle of it, until the step has ended.
   */
  readonly seconds: number;
  readonly paidAgain: keyof typeof paidAgain;
  readonly left: keyof typeof left;
  readonly shown: Shown;
}

/** What the provider is paid for twice. A finished run never is. */
export const paidAgain = {
  nothing: 'nothing',
  'under way': 'at most the run under way',
} as const;

/** What is in the cluster after the step. */
export const left = {
  nothing: 'nothing',
  evaluation: 'the evaluation, until it is fetched or expires',
} as const;

type Shown =
  | {
      /**
       * The evaluation on the real cluster in which it strikes: one that it shares with other faults, one of its own, or one
       * beside which there can be no other, because the fault hits the whole cluster.
       */
      readonly evaluation: 'shared' | 'own' | 'alone';
      /** Whether it takes the pod: a Job replaces few. */
      readonly takesPod?: true;
    }
  /** Tests that show it: file and title. */
  | { readonly tests: readonly (readonly [file: string, title: string])[] };

/** Faults by a name of two or three words. */
export type Faults = Readonly<Record<string, Fault>>;

/** The names of those that strike an evaluation on the real cluster. */
export type StruckIn<All extends Faults> = {
  [Name in keyof All & string]: All[Name]['shown'] extends { evaluation: string } ? Name : never;
}[keyof All & string];

/** What holds of most faults. */
export const goesOn = { ends: 'as without it', paidAgain: 'nothing', left: 'nothing' } as const;
/** What holds of faults that may cost a run. */
export const losesRun = { ends: 'as without it', paidAgain: 'under way', left: 'nothing' } as const;
/** What else holds of faults that end the evaluation. */
export const ended = { paidAgain: 'nothing', left: 'nothing' } as const;
