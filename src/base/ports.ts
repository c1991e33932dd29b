import type { WorkflowContext } from './workflow-context.ts';
import type { KnownSecrets } from './clean.ts';

/** Where the program writes. Every line is treated as hostile text: the sink makes it safe for its medium. */
export interface Log {
  info(text: string): void;
  debug(text: string): void;
  notice(title: string, text: string): void;
  warning(title: string, text: string): void;
  error(title: string, text: string): void;
  /** Opens a foldable group; the returned function closes it. Groups do not nest. */
  group(title: string): () => void;
  /** Only where a line can be redrawn in place: shows what is going on, until the next one; null shows nothing. */
  status?: (status: Status | null) => void;
}

/** What is going on right now. */
export interface Status {
  text: string;
  /** From 0 to 1, where that is known. */
  share?: number;
}

/** A log that also hides secrets. */
export interface MaskingLog extends Log {
  /** Hides these values from here on, but for stand-ins: hiding those would blank the log. */
  mask(secrets: readonly string[]): void;
  /** All that were masked, for what leaves by another way than the log. */
  readonly secrets: KnownSecrets;
}

/** Time, so that tests can own it. All durations are milliseconds. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Directory of the action's own files: the checkout that `dist/` is in. */
export type ActionRoot = string;

/** Everything outside the program that its work touches, apart from the cluster. Tests pass one of their own. */
export interface Host {
  readonly log: MaskingLog;
  readonly clock: Clock;
  /** Aborts when the step is cancelled or the user stops the program, with an ActionError `cancelled` as the reason. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: ActionRoot;
  /** Null outside GitHub Actions. */
  readonly workflow: WorkflowContext | null;
  /** An empty directory for this call alone, outside the user's checkout. */
  readonly directory: string;
}
