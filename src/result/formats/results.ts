import { z } from 'zod';

/**
 * `results.json`: the few figures of an evaluation that dashboards and scripts want. Fields may be added; those that are
 * here keep their names and meaning as long as `schemaVersion` is 1. verdict.json has every number behind it.
 */

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const amount = z.number().min(0);

const taskSchema = z.object({
  id: z.string(),
  tier: z.string(),
  score: share.nullable().describe('Null if no run counts.'),
  baselineScore: share.nullable().describe('Mean run score in the baseline; null without one.'),
  runs: count.describe('Valid runs.'),
  passes: count.describe('Valid runs that passed.'),
  alarm: z
    .enum(['unconfirmed', 'confirmed', 'refuted'])
    .nullable()
    .optional()
    .describe(
      'Whether the task by itself is suspected to have got worse, and what fresh runs said; null if not.',
    ),
  quarantined: z.boolean().optional().describe('Whether it only informs: no score rests on it.'),
  unstable: z
    .boolean()
    .optional()
    .describe('Whether its passes differ between the evaluations it is held against by more than chance.'),
  failureMode: z.string().nullable().describe("ClawBench's most frequent failure mode of these runs."),
  meanDurationMs: amount,
  totalTokens: amount,
  costUsd: amount.nullable().describe('Of all runs; null if the price is unknown.'),
});

export const resultsSchema = z.object({
  schemaVersion: z.literal(1),
  label: z.string().describe('The name of the evaluation.'),
  model: z.string(),
  headline: z.string().describe('The verdict in one sentence.'),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  failureReason: z.string().nullable().describe('Code of the reason; null for pass.'),
  score: share.nullable(),
  scoreInterval: z
    .object({ lower: share, upper: share })
    .nullable()
    .describe('95 % interval over tasks, as ClawBench computes it.'),
  threshold: share.nullable(),
  baselineScore: share.nullable().describe('Null if nothing was compared.'),
  pValue: share
    .nullable()
    .describe('Of the drop, by the fresh runs if these decided; null if nothing was compared.'),
  regressed: z.boolean(),
  runs: z.object({ planned: count, valid: count }),
  costUsd: amount.nullable().describe('Of all runs, US dollars; null if the price is unknown.'),
  baseArmCostUsd: amount
    .nullable()
    .optional()
    .describe('The same of the base arm, which costUsd is without; null without one.'),
  totalTokens: amount,
  runDurationMs: amount.describe('Sum of the durations of all runs; not wall time.'),
  sha: z.string().describe('The commit it ran for; empty if unknown.'),
  runUrl: z.string().nullable().describe('The workflow run; null outside of one.'),
  finishedAt: z.string().describe('When the harness finished, as it wrote it; empty if it wrote no result.'),
  openclawVersion: z.string().nullable(),
  harnessVersion: z.string(),
  tasks: z.array(taskSchema),
});

export type Results = z.infer<typeof resultsSchema>;
