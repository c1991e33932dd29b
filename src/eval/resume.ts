import path from 'node:path';
import { placesBelow } from '../base/checked-file.ts';
import type { Log } from '../base/ports.ts';
import { isActionError } from '../base/errors.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { runKey, runOfPath } from '../result/formats/run-cache.ts';
import { wireJournalOf } from '../artifact/file-names.ts';
import { findRunFiles } from '../artifact/files.ts';
import type { Manifest } from '../artifact/manifest.ts';
import { readSavedEval } from '../artifact/saved-eval.ts';
import { readArtifact, wantedOfArtifact } from '../artifact/read.ts';

/**
 * The valid runs of the newest earlier attempt of this workflow run that has any, unless it came to a verdict. An attempt
 * whose pods never started has none, although the one before it may. Never fails: runs that cannot be read are made again,
 * with a warning.
 * @param attempt number of the current attempt
 * @returns null if there are no runs to reuse
 */
export async function earlierRuns(
  past: PastArtifacts,
  attempt: number,
  log: Log,
): Promise<EarlierRuns | null> {
  try {
    for (let earlier = attempt - 1; earlier >= 1; earlier -= 1) {
      const artifact = await past.ofAttempt(earlier);
      if (artifact === null) continue;
      const found = readEarlier(await past.fetch(artifact, wantedOfArtifact), earlier, log);
      if (found === 'judged') return null;
      if (found !== null) return found;
    }
  } catch (error) {
    if (!isActionError(error)) throw error;
    log.warning('Not resumed', `${error.message} All runs are made again.`);
  }
  return null;
}

/** @returns null if it left no valid run */
function readEarlier(directory: string, attempt: number, log: Log): EarlierRuns | 'judged' | null {
  const saved = readArtifact(directory);
  if (saved === null) return null;
  if (saved.record.verdict !== 'inconclusive') {
    log.info(
      `Attempt ${attempt} came to a verdict (${saved.record.verdict}); this one starts from the beginning.`,
    );
    return 'judged';
  }
  const { manifest } = saved;
  const { settingsHash = '', taskDurations = {} } = manifest;
  const runs = path.join(directory, 'runs');
  const { evidence, problems } = readSavedEval(['.'], null, placesBelow(directory));
  for (const problem of problems) log.warning('Run files', problem);
  const distrusted = [...evidence.contradictions, ...(evidence.changedFiles ?? [])];
  if (distrusted.length > 0) {
    log.info(`Attempt ${attempt} cannot be trusted, and nothing of it is reused: ${distrusted[0]}`);
    return null;
  }
  const valid = new Set(
    evidence.health.filter((run) => run.class === 'valid').map((run) => runKey(run.taskId, run.runIndex)),
  );
  if (valid.size === 0) return null;
  const kept = findRunFiles(runs).names.filter((name) => {
    const key = runOfPath(name);
    return key !== null && valid.has(key);
  });
  if (kept.length === 0) return null;
  log.info(
    `Attempt ${attempt} left ${kept.length} valid runs, which are reused if nothing else has changed.`,
  );
  return {
    directory: runs,
    files: kept,
    journals: manifest.shards.map(({ index }) => path.join(directory, wireJournalOf(index))),
    tasks: manifest.shards.map((shard) => shard.tasks ?? []),
    images: imagesOf(manifest),
    settingsHash,
    taskDurations,
  };
}

/** Image digests by container; all shards run the same images. */
function imagesOf({ shards }: Manifest): Record<string, string> {
  return Object.assign({}, ...shards.map(({ pod }) => pod?.images ?? {}));
}
