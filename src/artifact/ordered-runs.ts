import { type OrderedRuns, orderedRuns, withPurpose } from '../result/formats/rounds.ts';
import type { SavedArtifact } from './read.ts';

/**
 * The runs that were ordered. Records of older versions count those that confirm among the planned ones; which they are can only
 * be told where there are run files, since without these runs are known by their scores, and not by their place.
 */
export function orderedIn(
  { record, manifest }: Pick<SavedArtifact, 'record' | 'manifest'>,
  hasRunFiles: boolean,
): OrderedRuns[] {
  const { runs = 0, 'max-runs': most = 0 } = manifest.inputs ?? {};
  const rules = {
    runs: runs === 'auto' ? ('auto' as const) : Number(runs),
    maxRuns: typeof most === 'number' ? most : 0,
  };
  return record.tasks.map(({ taskId, runs: { planned }, confirming }) => {
    if (confirming !== undefined) {
      const more = confirming.runs.planned;
      return { taskId, runs: planned + more, confirming: more };
    }
    const shard = manifest.shards.find(({ tasks }) => tasks?.includes(taskId));
    const runsPerTask = shard?.plan?.runsPerTask;
    if (!hasRunFiles || runsPerTask === undefined) return { taskId, runs: planned };
    const ordered = orderedRuns(taskId, runsPerTask, withPurpose(shard?.rounds ?? [], rules));
    return ordered.runs === planned ? ordered : { taskId, runs: planned };
  });
}
