import { z } from 'zod';

/**
 * `leaderboard.json`: several evaluations side by side. All figures of ranked legs are over the same tasks, so that they can
 * be compared with each other. Legs are in the order of their rank; those without one come last.
 */

const share = z.number().min(0).max(1);
const signedShare = z.number().min(-1).max(1);
const count = z.number().int().min(0);
const amount = z.number().min(0);
const verdict = z.enum(['pass', 'fail', 'inconclusive']);
const interval = z
  .strictObject({ lower: signedShare, upper: signedShare })
  .describe('Bounds of a 95 % interval.');

const taskSchema = z.strictObject({ taskId: z.string(), tier: z.string() });

const legSchema = z.strictObject({
  label: z.string().describe('The name of the leg, unlike that of every other.'),
  model: z.string().describe('Empty if it left no result that can be read.'),
  verdict,
  failureReason: z.string().nullable().describe('Code of the reason; null for pass.'),
  reason: z.string().describe('What decided its verdict, one sentence.'),
  rank: count.nullable().describe('From 1, by score; null if it cannot be ranked.'),
  unranked: z.string().nullable().describe('Why it is not ranked, one sentence; null if it is.'),
  score: share.nullable().describe('Mean of the task scores; null if it is not ranked.'),
  intervals: z.strictObject({
    overRuns: interval
      .nullable()
      .describe('Where the score would settle if the same tasks were run many times.'),
    overTasks: interval.nullable().describe('How the score would vary with other tasks of the same kind.'),
  }),
  runs: z.strictObject({ valid: count, passed: count }),
  costPerRunUsd: amount
    .nullable()
    .describe('Mean over tasks of the cost of one run, US dollars; null if the price is unknown.'),
  costPerSolvedUsd: amount
    .nullable()
    .describe('Cost of all runs, divided by the runs that passed; null if none did or the price is unknown.'),
  durationMs: amount.nullable().describe('Mean over tasks of the duration of one run.'),
  tokensPerRun: amount.nullable().describe('Mean over tasks of the tokens of one run.'),
  onFront: z
    .boolean()
    .describe('On the Pareto front: no other ranked leg is better and not dearer, or cheaper and not worse.'),
  totalCostUsd: amount
    .nullable()
    .describe('Cost of all runs of the evaluation; null if the price is unknown.'),
  tasks: z
    .array(z.strictObject({ taskId: z.string(), score: share.nullable(), passes: count, runs: count }))
    .describe('Its result in every task of the leaderboard, in the same order; runs are the valid ones.'),
  source: z.strictObject({
    name: z.string().describe('The artifact or the directory it was read from.'),
    sha: z.string().describe('The commit it ran for, as it says; empty if unknown.'),
    runUrl: z.string().nullable().describe('The workflow run, as it says.'),
  }),
});

const pairSchema = z.strictObject({
  better: z.string().describe('Label of the leg with the higher score.'),
  worse: z.string(),
  difference: share.describe('Score of `better` − score of `worse`.'),
  interval: interval.nullable().describe('Of the difference, over tasks.'),
  pTasks: share.describe(
    'Chance of such a difference if neither were better at tasks of this kind (signs of the tasks permuted), corrected for all pairs by Holm.',
  ),
  pRuns: share.describe(
    'Chance of such a difference if both did these tasks equally well (runs permuted within tasks), corrected for all pairs by Holm.',
  ),
  shown: z
    .enum(['tasks', 'runs', 'nothing'])
    .describe(
      '`tasks`: better at tasks of this kind; `runs`: better at these tasks, others might turn it round; `nothing`: no difference can be shown. At 5 % for all pairs together.',
    ),
});

export const leaderboardSchema = z.strictObject({
  schemaVersion: z.literal(1),
  verdict: verdict.describe('Of all legs together, by `failOn`.'),
  failOn: z.enum(['any', 'all', 'none']),
  reasons: z.array(z.string()).describe('What decided the verdict, a sentence each.'),
  notes: z.array(z.string()).describe('What a reader should know although it did not decide.'),
  missing: count.describe('Legs that left no result at all.'),
  tasks: z.array(taskSchema).describe('The tasks that the ranked legs are compared on.'),
  legs: z.array(legSchema),
  pairs: z.array(pairSchema).describe('Every two ranked legs.'),
});

export type Leaderboard = z.infer<typeof leaderboardSchema>;
export type LegRow = z.infer<typeof legSchema>;
export type PairRow = z.infer<typeof pairSchema>;
