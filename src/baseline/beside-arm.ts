import { isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { otherInputs } from '../inputs/base-arm.ts';
import type { BranchEvals } from '../result/verdict/branch-history.ts';
import { type PastEval, recentEvals } from './past-evals.ts';

/** What an arm beside an evaluation is held against. */
export interface ArmWish {
  /** How many evaluations of the base branch are looked at; 0 for none. */
  most: number;
  /** The inputs that only the base arm has, by name: an evaluation with others was of something else. Null if they are not known. */
  underTest: Readonly<Record<string, unknown>> | null;
}

/**
 * The last evaluations of the base branch, as `baseline: artifact` finds them, for an arm that runs beside an evaluation. The
 * arm is what is compared with, so that not to have them costs no error.
 *
 * @param past null outside of GitHub Actions and without a token
 */
export async function evalsBesideArm(
  past: PastArtifacts | null,
  { most, underTest }: ArmWish,
  { log, clock }: Pick<Host, 'log' | 'clock'>,
): Promise<BranchEvals> {
  if (most === 0) return { unknown: '`history` is 0' };
  if (past === null)
    return { unknown: 'artifacts of earlier runs can only be read in a workflow with a token' };
  if (underTest === null) return { unknown: 'nothing says by which inputs the base arm differed' };
  try {
    const { branch, evals, unread } = await recentEvals(past, null, most, clock);
    if (unread !== null) log.warning('History', unread);
    return evals.length === 0
      ? { unknown: `no evaluation of this step on ${branch} has passed or failed yet` }
      : { branch, evals: evals.map((one) => ({ ...one, unlike: whyUnlike(one, underTest) })) };
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    return { unknown: error.message };
  }
}

function whyUnlike({ making }: PastEval, underTest: NonNullable<ArmWish['underTest']>): string | null {
  const names = Object.keys(underTest);
  if (names.length === 0) return null;
  if ('unknown' in making) return `with which \`${names.join('`, `')}\` it ran is not known`;
  const [other] = otherInputs(underTest, making.inputs);
  return other === undefined ? null : `its \`${other}\` was another one`;
}
