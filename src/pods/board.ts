import type { Arm } from '../stack/ownership.ts';
import type { Clock, Log } from '../base/ports.ts';
import type { ShardState } from '../protocol/pod.ts';
import { openProgressReport } from './progress.ts';

/** What people see of a running evaluation, whatever arms it has: one group of log lines, and one progress. */
export interface Board {
  /** Opens the group. */
  open(): void;
  isOpen(): boolean;
  /** Shows the progress of all arms, of which this one has news. */
  report(arm: Arm, states: readonly ShardState[]): void;
  close: () => void;
}

export function openBoard(clock: Clock, log: Log): Board {
  const report = openProgressReport(clock, log);
  let closeGroup: (() => void) | undefined;
  return {
    open: () => void (closeGroup ??= log.group('Evaluation')),
    isOpen: () => closeGroup !== undefined,
    report,
    close() {
      closeGroup?.();
      closeGroup = undefined;
    },
  };
}
