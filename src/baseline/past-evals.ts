import { ActionError } from '../base/errors.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { parseRecord } from '../result/verdict/baseline.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { baselineFromFile } from './file.ts';

/** Runs whose eval was inconclusive are passed over; where so many were, an older one would say little. */
const MOST_LOOKED_AT = 10;

/**
 * The newest eval of a branch that came to a verdict.
 * @param branch null for the base branch of the pull request, else the default branch
 * @returns null if there is none yet
 * @throws ActionError `bad-baseline`
 */
export async function lastGoodEval(
  past: PastArtifacts,
  branch: string | null,
): Promise<{ name: string; record: VerdictRecord } | null> {
  const wanted = branch ?? past.baseBranch;
  if (wanted === null) {
    throw new ActionError(
      'bad-baseline',
      'The event of this workflow does not say what the base branch is.',
      {
        hint: 'Write the branch: artifact:main in "baseline".',
      },
    );
  }
  const candidates = await past.ofBranch(wanted);
  for (const candidate of candidates.slice(0, MOST_LOOKED_AT)) {
    // One without a valid run, of a day on which the key was refused, is inconclusive as well.
    const record = await baselineFromFile(await past.fetch(candidate), parseRecord);
    if (record.verdict === 'inconclusive') continue;
    return { name: `${wanted} (run ${candidate.runId})`, record };
  }
  return null;
}
