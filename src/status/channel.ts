import type { Clock, MaskingLog } from '../base/ports.ts';
import type { PullRequest, WorkflowContext } from '../base/workflow-context.ts';
import type { GitHub } from '../github/client.ts';
import type { Entry } from '../comment/entry.ts';
import type { ToldEnding } from './ending.ts';

/** What a step reports to, once it is known which pull request and commit it is for. */
export interface ReportPlace {
  github: GitHub;
  workflow: WorkflowContext;
  /** Null if there is none. */
  pullRequest: PullRequest | null;
  /** Empty if unknown. */
  sha: string;
  /** Names the section of the comment. */
  leg: string;
  /** The name of the evaluation until a result says it better. */
  label: string;
  /** Differs in each job of a workflow run. */
  job: string;
  startedAtMs: number;
  log: MaskingLog;
  clock: Clock;
  /** A random number from 0 to 1. */
  random: () => number;
}

/** Where a step is shown while it runs and when it has ended. All methods throw what GitHub's client throws. */
export interface ReportChannel {
  readonly kind: 'comment' | 'check';
  /** The title of the warning if it cannot be written. */
  readonly missing: string;
  /** Says that the step runs. @param progress null if nothing is known of it yet */
  running(progress: string | null): Promise<void>;
  /** @returns the address of what says so; null if there is none */
  conclude(ending: ToldEnding, told: { last: Entry['last']; patienceMs: number }): Promise<string | null>;
  /** Takes back that the step runs: another one will report the evaluation. */
  withdraw(): Promise<void>;
  /** What to do about an error. */
  explain(error: unknown): string;
  /** The last verdict on another commit, if it has it. */
  last(): Entry['last'];
  /** How many evaluations write here: the more, the rarer each one may. */
  writers(): number;
}
