import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { KnownMaking } from './made-with.ts';
import type { BranchHistory } from '../result/verdict/branch-history.ts';

/** One result of a baseline. */
export interface Part {
  name: string;
  record: VerdictRecord;
  /** The directory of its run files; null if it came without. Absent where there are never any. */
  findRuns?: () => Promise<string | null>;
  /** The earlier evaluations of its branch; absent if they are not asked for, or where they are not known. */
  history?: BranchHistory;
  /** Absent where nothing can tell it. */
  making?: KnownMaking;
}
