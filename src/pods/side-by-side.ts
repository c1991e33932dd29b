import type { EvalRecord } from '../backends/eval-record.ts';
import type { Log } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import type { Arm } from '../stack/ownership.ts';
import { type Board, openBoard } from './board.ts';
import { writeAllowance } from './requests.ts';
import { openRoom, type Room } from './room.ts';
import { openSharing, type Sharing } from './sharing.ts';
import { openStartTogether, type StartTogether } from './start-together.ts';

/** What the drivers of all arms of one evaluation have in common. An arm may join later. */
export interface SideBySide {
  readonly board: Board;
  readonly room: Room;
  readonly start: StartTogether;
  /** Undefined without caps, or where this process does not know them. */
  readonly sharing: Sharing | undefined;
}

/** @param caps of the whole evaluation, to be shared out as the shards need them; null to leave each its equal share */
export function openSideBySide(kube: Kube, caps: RelayAllowance | null, log: Log): SideBySide {
  const isCapped = caps !== null && (caps.maxCostUsd !== null || caps.maxTokens !== null);
  return {
    board: openBoard(kube.clock, log),
    room: openRoom(),
    start: openStartTogether(),
    sharing: isCapped
      ? openSharing({
          caps,
          write: (target, allowance) => writeAllowance(kube, target, allowance),
          // A pod without it keeps the share that it had.
          onError: (error) => log.debug(`The share of a pod could not be changed: ${String(error)}`),
        })
      : undefined,
  };
}

/** What lines of a shard begin with where others have lines too. */
export function prefixOf({ arm, shards }: Pick<EvalRecord, 'arm' | 'shards'>, index: number): string {
  return `${armPrefix(arm)}${shards === 1 ? '' : `[shard ${index}] `}`;
}

/** The same of a whole arm. */
export const armPrefix = (arm: Arm): string => (arm === 'base' ? '[base] ' : '');
