import { z } from 'zod';

const share = z.number().min(0).max(1);
const signedShare = z.number().min(-1).max(1);
const sides = z.strictObject({ baseline: z.number().int().min(0), head: z.number().int().min(0) });

/** What fresh runs of both sides came to, which were made in the same hour after a suspicion: they alone decide about it. */
export const confirmationSchema = z.strictObject({
  planned: sides.describe('Fresh runs of the suspect tasks that were ordered of each side.'),
  runs: sides.describe('Of these, those that count: valid, of tasks that have some on both sides.'),
  drop: signedShare.describe(
    'Drop of the mean run score over all compared tasks by the fresh runs; tasks that were not suspect count as unchanged.',
  ),
  dropInterval: z
    .strictObject({ lower: signedShare, upper: signedShare })
    .nullable()
    .describe('95 % interval of this drop over run-to-run noise; null if the runs do not show it.'),
  pValue: share.describe(
    'Chance of fresh runs at least this bad if nothing had changed (permutation of runs within tasks).',
  ),
  level: share.describe('A regression needs this p-value below this, and the drop above maxRegression.'),
  tasks: z
    .array(
      z.strictObject({
        taskId: z.string(),
        baselineMean: share.describe('Mean score of the fresh runs of the baseline.'),
        headMean: share.describe('The same of this result.'),
        change: signedShare.describe('headMean − baselineMean.'),
        pWorse: share.describe('As pWorse of the comparison, by the fresh runs.'),
        baselineScores: z.array(share),
        headScores: z.array(share),
      }),
    )
    .describe('The suspect tasks that have valid fresh runs on both sides.'),
  unanswered: z.array(z.string()).describe('Suspect tasks without a valid fresh run on one side.'),
});

export type Confirmation = z.infer<typeof confirmationSchema>;
