import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../../base/errors.ts';
import { providerFailures } from '../../protocol/wire-faults.ts';
import { comparisonSchema } from './comparison.ts';

/**
 * Separates runs in which the model answered from runs that failed for other reasons. Only the first kind may be scored.
 * The harness itself scores both (a wrong API key gives 0.300, an unreachable gateway 0.020) and exits 0.
 */
const runClasses = [
  'valid',
  'provider-error',
  'no-answer',
  'dead-turn',
  'gateway-lost',
  'relay-lost',
  'rate-limited',
  'over-cap',
  'harness-error',
  'judge-error',
  'evicted',
  'node-lost',
  'oom',
  'tampered',
  'not-run',
] as const;

export type RunClass = (typeof runClasses)[number];

/**
 * `verdict.json`: what was decided and every number behind it, each with its definition (they become the descriptions
 * in the published JSON Schema). Lists have a fixed order: tasks and tiers by tier and id, reasons by weight.
 */

const isErrorCode = (name: string): name is ErrorCode => name in errorCodes;
const share = z.number().min(0).max(1);
const count = z.number().int().min(0);

const intervalSchema = z.strictObject({ lower: share, upper: share }).describe('Bounds of a 95 % interval.');

const invalidRunsSchema = z.strictObject({
  class: z.enum(runClasses).describe('Why these runs do not count.'),
  code: z
    .union([z.number().int(), z.enum(providerFailures)])
    .nullable()
    .describe(
      'HTTP status of the model provider, or what else went wrong between gateway and provider; null if it is not known.',
    ),
  runs: count.describe('How many runs.'),
  cause: z.string().describe('One sentence, from the first such run.'),
});

const identitySchema = z.strictObject({
  model: z.string().describe('The model under test, as the user named it.'),
  judgeModel: z.string().describe('The judge model; empty if there was none.'),
  harnessVersion: z.string().describe('Version of ClawBench.'),
  openclawVersion: z
    .string()
    .nullable()
    .describe('Version of OpenClaw, from its handshake; null if unknown.'),
  taskFingerprint: z.string().describe("ClawBench's fingerprint of the set of tasks (SHA-256)."),
  concurrency: count.nullable().describe('Runs at a time per gateway; null if unknown.'),
  images: z.record(z.string(), z.string()).describe('Image digests by container; empty if unknown.'),
  agentFiles: z
    .string()
    .optional()
    .describe('SHA-256 of the agent files, which go into the workspace of each agent; `none` without any.'),
  ownTasks: z
    .string()
    .optional()
    .describe(
      'SHA-256 of the files of `tasks-dir`; `none` without any, absent in records of older versions.',
    ),
  taskContents: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'By task, the hash of the files that it consists of, as its pod had them before any code of agents ran; absent where that is not known.',
    ),
  clawbenchArgs: z
    .string()
    .optional()
    .describe('Arguments the user added to the harness; `none` without any.'),
  servedModels: z
    .array(z.string())
    .optional()
    .describe('Names under which the provider answered for the model, sorted; absent without a relay.'),
});

const wireSchema = z.strictObject({
  requests: count.describe(
    'Requests to models: of runs, of the judge, of the check before the start, and others.',
  ),
  failed: count.describe('Of these, those that did not end in a complete answer.'),
  unattributed: count.describe('Of these, those that belong to no run that is known.'),
  estimated: count.describe('Of these, those whose tokens the provider did not report.'),
  inputTokens: z.number().min(0).describe('Without what came from a cache.'),
  outputTokens: z.number().min(0),
  cacheReadTokens: z.number().min(0),
  cacheWriteTokens: z.number().min(0),
  costUsd: z.number().min(0).nullable().describe('US dollars; null if the price is unknown.'),
  waitedMs: z.number().min(0).describe('How long requests waited for rate limits and outages, all together.'),
});

const confirmingRowSchema = z.strictObject({
  failureModes: z.record(z.string(), count).optional(),
  scores: z.array(share),
  scoredRuns: z.array(count),
  passes: count,
  runs: z.strictObject({ planned: count, valid: count }),
  invalid: z.array(invalidRunsSchema),
  meanDurationMs: z.number().min(0),
  totalTokens: z.number().min(0),
  costUsd: z.number().min(0),
});

const taskRowSchema = z.strictObject({
  taskId: z.string(),
  tier: z.string(),
  family: z.string(),
  score: share
    .nullable()
    .describe('0.9 × mean run score + 0.1 × reliability, over valid planned runs; null without any.'),
  meanRunScore: share.nullable().describe('Mean score of the valid runs; null without any.'),
  reliability: share
    .nullable()
    .describe('0.5 × [all valid runs passed] + 0.3 × share of passes + 0.2 × max(0, 1 − sd / 0.2).'),
  scores: z.array(share).describe('Run scores of the valid planned runs, in run order.'),
  scoredRuns: z
    .array(count)
    .optional()
    .describe('Which runs these are, counted from 0; absent in records of older versions.'),
  passes: count.describe('Valid runs that passed: every assertion held and the score reached the pass mark.'),
  runs: z.strictObject({ planned: count, valid: count }),
  invalid: z.array(invalidRunsSchema),
  failureModes: z
    .record(z.string(), count)
    .optional()
    .describe(
      'How valid runs failed, by the name ClawBench gives it. Without run files, invalid runs are counted too.',
    ),
  firstFailure: z
    .string()
    .optional()
    .describe('First failed assertion of the first valid run that did not pass; absent if none is known.'),
  meanDurationMs: z.number().min(0).describe('Mean duration of the planned runs, valid or not.'),
  totalTokens: z.number().min(0).describe('Tokens of the planned runs of the task.'),
  costUsd: z
    .number()
    .min(0)
    .describe('Cost of the planned runs of the task, US dollars; 0 if the price is unknown.'),
  quarantined: z
    .literal(true)
    .optional()
    .describe('The task only informs: no score, coverage, threshold, comparison or alarm rests on it.'),
  confirming: confirmingRowSchema
    .optional()
    .describe(
      'The same of the runs after the planned ones, which confirm a suspected regression: they count in the comparison alone. Absent without any.',
    ),
});

const tierRowSchema = z.strictObject({
  tier: z.string(),
  tasks: count.describe('Tasks of the tier that have a score.'),
  score: share.nullable().describe('Plain mean of the task scores; null without any.'),
  interval: intervalSchema.nullable().describe('As intervals.overTasks, for this tier.'),
  threshold: share.nullable().describe('The least score this tier must have; null if there is none.'),
});

export const verdictRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  failureReason: z.enum(Object.keys(errorCodes).filter(isErrorCode)).nullable().describe('Null for pass.'),
  reasons: z.array(z.string()).min(1).describe('What decided, most important first; sentences to act on.'),
  notes: z.array(z.string()).describe('What a reader should know although it did not decide.'),
  identity: identitySchema,
  resultTimestamp: z.string().describe('When the harness finished, as it wrote it.'),
  score: share
    .nullable()
    .describe('Mean of the task scores, recomputed from valid runs; null if there is none.'),
  threshold: share.nullable().describe('The least score that passes; null if there is none.'),
  intervals: z.strictObject({
    overTasks: intervalSchema
      .nullable()
      .describe(
        "ClawBench's bootstrap over tasks: how the score would vary with other tasks of the same kind.",
      ),
    overRuns: intervalSchema
      .nullable()
      .describe(
        'Where the score of the next evaluation lies, if the same tasks are run again as often, with the drift between evaluations if it is known; null with one run per task.',
      ),
  }),
  coverage: z.strictObject({
    planned: count.describe('Runs that were planned.'),
    valid: count.describe('Runs in which the model answered.'),
    ratio: share.describe('valid / planned.'),
    minimum: share.describe('Below this ratio there is no verdict.'),
    certainty: z
      .enum(['sure', 'likely'])
      .describe('likely: there were no run files, so validity was inferred from summary figures.'),
    invalid: z.array(invalidRunsSchema).describe('Runs that do not count, by cause, most first.'),
    droppedTasks: z.array(z.string()).describe('Tasks left out before the start; not part of planned.'),
    confirming: z
      .strictObject({ planned: count, valid: count, invalid: z.array(invalidRunsSchema) })
      .optional()
      .describe('Runs after the planned ones, to confirm a suspected regression; absent without any.'),
  }),
  tiers: z.array(tierRowSchema),
  tasks: z.array(taskRowSchema),
  totals: z.strictObject({
    costUsd: z
      .number()
      .min(0)
      .nullable()
      .describe(
        'Cost of all runs, valid or not, and with a relay of whatever else was asked of models, in lost pods too; null if the price is unknown.',
      ),
    totalTokens: z.number().min(0).describe('Of the same, with what came from a cache.'),
    inputTokens: z.number().min(0),
    outputTokens: z.number().min(0),
    runDurationMs: z.number().min(0).describe('Sum of the durations of all runs; not wall time.'),
  }),
  harness: z
    .strictObject({
      score: share.describe('overall_score of the file.'),
      lower: share,
      upper: share,
      agrees: z.boolean().describe('The recomputed score equals it to 1e-9.'),
    })
    .nullable()
    .describe('What the harness itself reported, invalid runs included; null if it wrote no result.'),
  comparison: comparisonSchema.nullable().describe('Against the baseline; null if there is none.'),
  baseArm: z
    .strictObject({
      name: z.string().describe('Its name in sentences.'),
      madeAgain: z
        .literal(true)
        .optional()
        .describe(
          'It is a stored baseline that was made again to confirm a suspicion, with the suspect tasks alone.',
        ),
      runs: z.strictObject({ planned: count, valid: count }).describe('All of its runs.'),
      costUsd: z.number().min(0).nullable().describe('As totals.costUsd, of the base arm.'),
      totalTokens: z.number().min(0).describe('As totals.totalTokens, of the base arm.'),
    })
    .optional()
    .describe(
      'What ran beside this result to compare it with, and is in no other total; absent if nothing did.',
    ),
  wire: wireSchema
    .optional()
    .describe('What the relay counted on all pods, lost ones included; absent without a relay.'),
  sequential: z
    .enum(['above', 'below', 'too-close'])
    .optional()
    .describe(
      'With `runs: auto` and a threshold: on which side of it the score was when the runs ended, or that it was too close to it to tell at 5 % error.',
    ),
  quarantine: z
    .strictObject({
      tasks: z.array(z.string()).describe('Tasks that ran and only inform.'),
      absent: z.array(z.string()).describe('Tasks in the file that were not part of this evaluation.'),
    })
    .optional()
    .describe('What the file `quarantine` names; absent without any.'),
  requiredTasks: z.array(z.string()).optional().describe('Tasks whose valid runs had to pass, all of them.'),
});

export type VerdictRecord = z.infer<typeof verdictRecordSchema>;

/** The scores of all valid runs of a task, those that only confirm included: what a comparison rests on. */
export function comparedScores({ scores, confirming }: Pick<TaskRow, 'scores' | 'confirming'>): number[] {
  return confirming === undefined ? [...scores] : [...scores, ...confirming.scores];
}

export type BaseArm = NonNullable<VerdictRecord['baseArm']>;
export type SequentialOutcome = NonNullable<VerdictRecord['sequential']>;
export type Verdict = VerdictRecord['verdict'];
export type TaskRow = z.infer<typeof taskRowSchema>;
export type TierRow = z.infer<typeof tierRowSchema>;
export type InvalidRuns = z.infer<typeof invalidRunsSchema>;
export type Identity = z.infer<typeof identitySchema>;
