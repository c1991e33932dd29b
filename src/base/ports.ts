import type { Places } from './checked-file.ts';
import type { WorkflowContext } from './workflow-context.ts';
import type { KnownSecrets } from './clean.ts';

/** Where the program writes. Lines may be untrusted: each implementation makes them safe for its medium. */
export interface Log {
  info(text: string): void;
  debug(text: string): void;
  notice(title: string, text: string): void;
  warning(title: string, text: string): void;
  error(title: string, text: string): void;
  /** Opens a foldable group; the returned function closes it. Groups do not nest. */
  group(title: string): () => void;
  /** Shows the current activity until the next call; null clears it. Only where a line can be redrawn in place. */
  status?: (status: Status | null) => void;
  /** Passes on what the runs are at, to where it is shown beside the log. */
  progress?: (status: Status) => void;
}

/** The current activity. */
export interface Status {
  text: string;
  /** The progress from 0 to 1, if known. */
  share?: number;
}

/** A log that also hides secrets. */
export interface MaskingLog extends Log {
  /** Hides these values from now on, except stand-ins: hiding those would make the log unreadable. */
  mask(secrets: readonly string[]): void;
  /** Everything masked so far, for output other than the log. */
  readonly secrets: KnownSecrets;
}

/** The time, which tests can replace. All durations are in milliseconds. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason if it aborts first. */
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
  /** Where the paths that inputs name may lead. */
  readonly places: Places;
  /** Null outside GitHub Actions. */
  readonly workflow: WorkflowContext | null;
  /** An empty directory for this call alone, outside the user's checkout. */
  readonly directory: string;
}
