import { z } from 'zod';

/**
 * `history.json`: one record for each evaluation, and what was found in them. The descriptions are those of the published
 * JSON Schema. A later history can read it in place of artifacts that have expired.
 */

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const name = z.string().max(200);
const instant = z.iso.datetime();

const pointSchema = z.object({
  id: z.string().min(1).max(100).describe('The evaluation: its instance, or else a hash of its verdict.'),
  at: instant.describe('When it ended.'),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  cause: z.string().max(500).nullable().describe('Why it did not pass; null if it passed.'),
  isRegression: z.boolean().describe('Whether it failed because it was worse than its baseline.'),
  score: share.nullable().describe('Null if it was inconclusive: there is a gap then, not a point.'),
  interval: z
    .object({ lower: share, upper: share })
    .nullable()
    .describe(
      '95 % interval of the score, if the same tasks were run again in the same hour; null with one run per task.',
    ),
  runs: z.object({ planned: count, valid: count }),
  costUsd: z
    .number()
    .min(0)
    .nullable()
    .describe('Cost of all runs, US dollars; null if the price is unknown.'),
  totalTokens: z.number().min(0).describe('Tokens of all runs.'),
  runSeconds: z.number().min(0).nullable().describe('Mean duration of a run; each task counts the same.'),
  minutes: z
    .number()
    .min(0)
    .nullable()
    .describe('From the start of the evaluation to its end; null if unknown.'),
  commit: name.nullable().describe('The commit that was evaluated; null if unknown.'),
  runUrl: z.string().max(500).nullable().describe('The workflow run; null if unknown.'),
  attempt: count.describe('The attempt of the workflow run; 0 if unknown.'),
  model: name,
  judgeModel: name.describe('Empty if there was none.'),
  openclawVersion: name.describe('Empty if unknown, like the facts below.'),
  harnessVersion: name,
  harnessImage: name.describe('Digest of the image of ClawBench.'),
  taskFingerprint: name,
  clawbenchArgs: name,
  concurrency: count.nullable(),
  agentFiles: name,
  tasks: z
    .record(
      name,
      z.object({
        score: share.describe('Mean score of the valid runs.'),
        seconds: z.number().min(0).describe('Mean duration of the runs.'),
        costUsd: z
          .number()
          .min(0)
          .nullable()
          .describe('Mean cost of the runs; null if the price is unknown.'),
      }),
    )
    .describe('The tasks that have a score, by their ids.'),
});

const trendSchema = z.object({
  values: count.describe('Evaluations it was computed from.'),
  start: z.number().describe('The fitted line where it begins.'),
  end: z.number().describe('The fitted line where it ends.'),
  change: z
    .object({ lower: z.number(), upper: z.number() })
    .describe('95 % interval of the change from start to end.'),
  pFall: share.describe(
    'Chance of a fall at least this clear if the order of the evaluations meant nothing.',
  ),
  pRise: share.describe('The same for a rise.'),
  detectableFall: z.number().min(0).describe('The steady fall that would be found with 80 % probability.'),
});

const findingsSchema = z.object({
  sentence: z.string().describe('What there is to say, in one sentence.'),
  state: z
    .enum(['slide', 'gain', 'stable', 'too-few'])
    .describe('Whether the score slid or gained, did neither, or has too few evaluations to tell.'),
  since: instant
    .nullable()
    .describe(
      'The first of the evaluations that can be compared with the last one; null if none has a score.',
    ),
  score: trendSchema.nullable(),
  costPerRun: trendSchema.nullable(),
  runSeconds: trendSchema.nullable(),
  tasks: z.array(
    z.object({
      taskId: name,
      state: z.enum(['slide', 'gain']),
      trend: trendSchema,
      p: share.describe(
        "The chance of a false alarm, corrected by Holm's method for all tasks of the series.",
      ),
    }),
  ),
  changes: z.array(
    z.object({
      at: instant.describe('The first evaluation after the change.'),
      what: z.string(),
      isBreak: z.boolean().describe('Whether evaluations before and after it cannot be compared.'),
    }),
  ),
});

export const historySchema = z.object({
  schemaVersion: z.literal(1),
  at: instant.describe('When it was written.'),
  branch: z.string().nullable().describe('The branch whose evaluations are in it; null for any.'),
  weeks: count.describe('How far it looks back.'),
  leastChange: share.describe('A slide or a gain of the score is at least this large.'),
  series: z.array(
    z.object({
      id: z
        .string()
        .regex(/^[0-9a-f]{10}$/)
        .describe('The leg, or a hash of the name.'),
      name,
      evaluations: z.array(pointSchema).describe('In the order of time.'),
      findings: findingsSchema,
    }),
  ),
  notes: z.array(z.string()).describe('What was left out, and why.'),
});

export type HistoryRecord = z.infer<typeof historySchema>;
export type Series = HistoryRecord['series'][number];
export type Evaluation = z.infer<typeof pointSchema>;
export type Findings = z.infer<typeof findingsSchema>;
export type Change = Findings['changes'][number];

/** What a later history takes from an earlier one: the evaluations. What was found in them is found anew. */
export const carriedSchema = z.object({
  schemaVersion: z.literal(1),
  series: z.array(historySchema.shape.series.element.pick({ id: true, name: true, evaluations: true })),
});
