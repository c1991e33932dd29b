import { z } from 'zod';
import { confirmationSchema } from './confirmation.ts';
import { taskAlarmsSchema } from './task-alarms.ts';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const signedShare = z.number().min(-1).max(1);

const powerSchema = z.strictObject({
  byRuns: z.array(
    z.strictObject({
      runs: count.describe('Of each task, on each side.'),
      drop: share
        .nullable()
        .describe('The drop that is detected with 80 % probability; null if that cannot be said.'),
      costUsd: z
        .number()
        .min(0)
        .nullable()
        .describe(
          'Of an evaluation with so many runs, without those that confirm, US dollars; null if unknown.',
        ),
    }),
  ),
  toDetect: z.array(
    z.strictObject({
      drop: share,
      runs: count
        .nullable()
        .describe('The fewest runs that detect it with 80 % probability; null if not even 100 do.'),
      confirmRuns: count.describe('The `confirm-runs` that it takes beside them.'),
      costUsd: z.number().min(0).nullable().describe('As above.'),
    }),
  ),
});

/** A result held against its baseline: what is worse, and what that rests on. */
export const comparisonSchema = z.strictObject({
  baseline: z.string().describe('Where the baseline came from.'),
  arm: z
    .literal(true)
    .optional()
    .describe(
      'The baseline is the base arm: it ran beside this result, in the same hour, so nothing drifts between the two.',
    ),
  comparable: z.boolean(),
  differences: z.array(z.string()).describe('Why the two cannot be compared; empty if they can.'),
  notes: z.array(z.string()).describe('Differences that do not forbid the comparison.'),
  servedModels: z
    .strictObject({ baseline: z.array(z.string()), head: z.array(z.string()) })
    .optional()
    .describe(
      'Names under which the provider answered for the model, if they are not the same on both sides.',
    ),
  runs: z
    .strictObject({ baseline: count, head: count })
    .describe('Valid runs of the compared tasks on each side.'),
  baselineScore: share
    .nullable()
    .describe('Score of the baseline over the compared tasks; its mean run score with `unlikeRuns`.'),
  headScore: share
    .nullable()
    .describe('Score of this result over the compared tasks; its mean run score with `unlikeRuns`.'),
  unlikeRuns: z
    .literal(true)
    .optional()
    .describe(
      'The sides planned different numbers of runs of a task. The score of a task falls with their number, and the mean run score does not.',
    ),
  drop: signedShare
    .nullable()
    .describe('Mean over tasks of (mean run score of the baseline − of this result); negative is better.'),
  dropInterval: z
    .strictObject({ lower: signedShare, upper: signedShare })
    .nullable()
    .describe('95 % interval of the drop over run-to-run noise, and over the drift if it is known.'),
  pValue: share
    .nullable()
    .describe(
      'Chance of differences at least this bad if nothing had changed (permutation of runs within tasks).',
    ),
  pValueDrift: share
    .optional()
    .describe(
      'Chance of a drop at least this large by the noise of the runs and the drift between evaluations (t test); a regression needs this below level too. Absent if the drift is not known.',
    ),
  pValueBetter: share
    .nullable()
    .describe(
      'The same for an improvement: chance of differences at least this good if nothing had changed.',
    ),
  alpha: share.describe('Chance of a false alarm of this comparison.'),
  level: share.describe(
    'A regression needs a p-value below this: alpha, or alpha / 5 if head alone confirmed it, and less where `runs: auto` decided how many runs a side has. With `confirmation`, what a suspicion needs.',
  ),
  maxRegression: share.describe('A regression needs a drop above this.'),
  minimumDetectableEffect: share
    .nullable()
    .describe(
      'The drop on all tasks that this comparison detects with 80 % probability; null if that cannot be said of any.',
    ),
  power: powerSchema
    .optional()
    .describe(
      'What other numbers of runs would show, the same on both sides; absent if nothing true can be said.',
    ),
  cannotDetect: z
    .string()
    .optional()
    .describe('Why no scores of this result could be a regression; absent if some could.'),
  otherHarness: z
    .boolean()
    .optional()
    .describe(
      "In records of older versions: whether ClawBench's image was another one under the same version, which they compared.",
    ),
  regressed: z.boolean(),
  suspects: z
    .array(z.string())
    .describe(
      'Tasks to run more often before a suspected regression is believed; empty if nothing is suspected.',
    ),
  confirmed: z.boolean().describe('Decided after more runs of the suspects.'),
  confirmedBy: z
    .enum(['both', 'head'])
    .optional()
    .describe(
      'Which side made these runs. `both`: they alone decided, as `confirmation` says, and all other figures here are those of the first look. `head`: all runs together decided. Absent without confirmation, and in records of older versions, where it was head.',
    ),
  confirmation: confirmationSchema
    .optional()
    .describe('What the fresh runs of both sides came to; absent unless both made some.'),
  headAloneBecause: z
    .string()
    .optional()
    .describe('Why head alone confirmed, one sentence; absent if both did or nothing was confirmed.'),
  tasks: z.array(
    z.strictObject({
      taskId: z.string(),
      baselineMean: share.describe('Mean run score in the baseline.'),
      headMean: share.describe('Mean run score in this result.'),
      change: signedShare.describe('headMean − baselineMean.'),
      pWorse: share.describe(
        'Chance of a drop at least this large in this task alone if nothing had changed.',
      ),
      pBetter: share.describe('The same for a rise.'),
      baselineScore: share
        .optional()
        .describe('Task score of the baseline, as `score` of the task in this result.'),
      baselineScores: z.array(share).optional().describe('Run scores of the valid runs of the baseline.'),
      baselineFailureModes: z
        .record(z.string(), count)
        .optional()
        .describe('As `failureModes` of the task in this result; absent if the baseline has none.'),
    }),
  ),
  baselineTimestamp: z
    .string()
    .optional()
    .describe('When the harness finished the newest result of the baseline, as it wrote it.'),
  baselineEvaluations: count.optional().describe('How many evaluations the baseline was pooled from.'),
  history: z
    .strictObject({
      branch: z.string().describe('The branch whose evaluations these are.'),
      evaluations: count.describe(
        'Its last evaluations that are of the same thing, a stored baseline among them, and a base arm not.',
      ),
      from: z.string().describe('When the first of them was published.'),
      to: z
        .string()
        .describe('When the last of them was published, which is the baseline if that is stored.'),
      drift: z
        .strictObject({
          evaluations: count.describe('The evaluations that it was estimated from.'),
          variance: z
            .number()
            .min(0)
            .describe(
              'What an evaluation adds to the variance of its mean run score; 0 if none can be seen.',
            ),
          total: z
            .number()
            .min(0)
            .describe('The variance between evaluations, noise of their runs included.'),
          freedom: z.number().min(0).describe('Degrees of freedom of total.'),
          noise: z.number().min(0).describe('The part of total that the noise of the runs explains.'),
          noiseFreedom: z.number().min(0).describe('Degrees of freedom of noise.'),
        })
        .nullable()
        .describe('By how much they drift apart; null if they are too few to show it.'),
      slide: z
        .string()
        .optional()
        .describe('How their score slides, in one sentence; absent if it does not.'),
    })
    .optional()
    .describe('The earlier evaluations of the base branch; absent if they are not known.'),
  noHistory: z
    .string()
    .optional()
    .describe('Beside a base arm, why there are no earlier evaluations of the base branch, as a clause.'),
  newlyQuarantined: z
    .array(
      z.strictObject({
        taskId: z.string(),
        baseline: z.strictObject({ valid: count, passes: count }),
        head: z.strictObject({ valid: count, passes: count }),
      }),
    )
    .optional()
    .describe(
      'Tasks that counted in the newest evaluation of the baseline and are in quarantine here, with their valid planned runs; absent if there are none.',
    ),
  taskAlarms: taskAlarmsSchema
    .optional()
    .describe('Each task by itself against its history; absent with `task-regression: off`.'),
  scoreChangeInterval: z
    .strictObject({ lower: signedShare, upper: signedShare })
    .nullable()
    .optional()
    .describe('95 % interval of headScore − baselineScore over the same.'),
  costPerRun: z
    .strictObject({ baseline: z.number().min(0), head: z.number().min(0) })
    .nullable()
    .optional()
    .describe(
      'Mean over the compared tasks of the cost of a run, US dollars; null if the price is unknown on a side.',
    ),
});

export type Comparison = z.infer<typeof comparisonSchema>;
