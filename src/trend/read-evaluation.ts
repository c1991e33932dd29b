import { z } from 'zod';
import { sha256 } from '../base/sha256.ts';
import { oneLine } from '../base/plain-text.ts';
import { legLabel } from '../inputs/matrix.ts';
import type { Evaluation } from './history-record.ts';

/** An evaluation and the series it belongs to. */
export interface FoundEvaluation {
  series: { id: string; name: string };
  evaluation: Evaluation;
  /** The branch that it evaluated, as it says itself; null for a pull request, undefined if it does not say. */
  branch: string | null | undefined;
}

/** What is known of an evaluation from where it was found, which its own files cannot contradict. */
export interface Origin {
  leg: string | null;
  runUrl: string | null;
  attempt: number | null;
  /** RFC 3339; taken for its end if its own files do not say it. */
  at: string | null;
}

export const noOrigin: Origin = { leg: null, runUrl: null, attempt: null, at: null };

const share = z.number().min(0).max(1);
const amount = z.number().min(0);
const count = z.number().int().min(0);
const interval = z.object({ lower: share, upper: share });

/** The part of a verdict.json that is needed; what other versions have beside it does not matter. */
const verdictSchema = z.object({
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  failureReason: z.string().nullable(),
  reasons: z.array(z.string()).min(1),
  identity: z.object({
    model: z.string(),
    judgeModel: z.string().default(''),
    harnessVersion: z.string().default(''),
    openclawVersion: z.string().nullable().default(null),
    taskFingerprint: z.string().default(''),
    concurrency: count.nullable().default(null),
    images: z.record(z.string(), z.string()).default({}),
    agentFiles: z.string().default('none'),
    clawbenchArgs: z.string().default('none'),
  }),
  resultTimestamp: z.string(),
  score: share.nullable(),
  intervals: z.object({ overRuns: interval.nullable() }),
  coverage: z.object({
    planned: count,
    valid: count,
    invalid: z.array(z.object({ cause: z.string() })).default([]),
    confirming: z.object({ planned: count, valid: count }).optional(),
  }),
  tasks: z
    .array(
      z.object({
        taskId: z.string(),
        meanRunScore: share.nullable(),
        runs: z.object({ planned: count }),
        meanDurationMs: amount,
        costUsd: amount,
      }),
    )
    .max(2000),
  totals: z.object({ costUsd: amount.nullable(), totalTokens: amount }),
});

const manifestSchema = z.object({
  leg: z.string().optional(),
  instance: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  workflow: z
    .object({
      runUrl: z.string(),
      attempt: count,
      sha: z.string(),
      branch: z.string().nullable().optional(),
    })
    .nullable()
    .optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Reads one evaluation. Its files may be from another version, and their texts are of others: they are shortened, and
 * nothing invisible is left in them.
 * @param files verdict.json and manifest.json, parsed; the manifest is undefined if there is none
 * @returns null if this is no verdict
 */
export function readEvaluation(
  files: { verdict: unknown; manifest: unknown },
  origin: Origin,
): FoundEvaluation | null {
  const verdict = verdictSchema.safeParse(files.verdict).data;
  if (verdict === undefined) return null;
  const manifest = manifestSchema.safeParse(files.manifest).data ?? {};
  const { workflow } = manifest;
  const at = [manifest.finishedAt, verdict.resultTimestamp, origin.at]
    .map(instantOf)
    .find((one) => one !== null);
  if (at === undefined) return null;
  const isScored = verdict.verdict !== 'inconclusive';
  const { identity, coverage, totals, intervals } = verdict;
  const evaluation: Evaluation = {
    id: short(manifest.instance ?? '', 100) || sha256(JSON.stringify(verdict)).slice(0, 16),
    at,
    verdict: verdict.verdict,
    cause: verdict.verdict === 'pass' ? null : causeOf(verdict),
    isRegression: verdict.failureReason === 'regression',
    score: isScored ? verdict.score : null,
    interval: isScored ? intervals.overRuns : null,
    runs: {
      planned: coverage.planned + (coverage.confirming?.planned ?? 0),
      valid: coverage.valid + (coverage.confirming?.valid ?? 0),
    },
    costUsd: totals.costUsd,
    totalTokens: totals.totalTokens,
    runSeconds: secondsOf(verdict.tasks),
    minutes: minutesBetween(manifest.startedAt, manifest.finishedAt),
    commit: short(workflow?.sha ?? '') || null,
    runUrl: webAddress(origin.runUrl ?? workflow?.runUrl),
    attempt: origin.attempt ?? workflow?.attempt ?? 0,
    model: short(identity.model),
    judgeModel: short(identity.judgeModel),
    openclawVersion: short(identity.openclawVersion ?? ''),
    harnessVersion: short(identity.harnessVersion),
    harnessImage: short(identity.images['clawbench'] ?? ''),
    taskFingerprint: short(identity.taskFingerprint),
    clawbenchArgs: short(identity.clawbenchArgs),
    concurrency: identity.concurrency,
    agentFiles: short(identity.agentFiles),
    tasks: isScored ? tasksOf(verdict.tasks, totals.costUsd !== null) : {},
  };
  return {
    series: seriesOf(origin.leg ?? manifest.leg, manifest.inputs ?? {}, evaluation.model),
    evaluation,
    branch: workflow === null ? undefined : workflow?.branch,
  };
}

/** What decided, and if too few runs were valid, what most of the others failed of. */
function causeOf({ verdict, reasons, coverage }: z.infer<typeof verdictSchema>): string {
  const why = verdict === 'inconclusive' ? (coverage.invalid[0]?.cause ?? '') : '';
  return oneLine(`${reasons[0] ?? ''} ${why}`, 500);
}

/** The name is what the comment calls the leg. */
function seriesOf(
  leg: string | undefined,
  { label, matrix }: Record<string, unknown>,
  model: string,
): FoundEvaluation['series'] {
  const written = typeof label === 'string' ? short(label) : '';
  const name = written || legLabel(model, typeof matrix === 'string' ? matrix : null) || 'unnamed';
  return { id: leg !== undefined && /^[0-9a-f]{10}$/.test(leg) ? leg : seriesId(name), name };
}

/** The id of a series that has no leg. */
function seriesId(name: string): string {
  return sha256(name).slice(0, 10);
}

type Tasks = z.infer<typeof verdictSchema>['tasks'];

function tasksOf(tasks: Tasks, isPriceKnown: boolean): Evaluation['tasks'] {
  return Object.fromEntries(
    tasks.flatMap(({ taskId, meanRunScore, runs, meanDurationMs, costUsd }) => {
      if (meanRunScore === null || short(taskId) === '') return [];
      const cost = isPriceKnown && runs.planned > 0 ? costUsd / runs.planned : null;
      return [[short(taskId), { score: meanRunScore, seconds: meanDurationMs / 1000, costUsd: cost }]];
    }),
  );
}

/** Each task counts the same, however often it was run. */
function secondsOf(tasks: Tasks): number | null {
  const ran = tasks.filter(({ meanDurationMs }) => meanDurationMs > 0);
  if (ran.length === 0) return null;
  return ran.reduce((total, { meanDurationMs }) => total + meanDurationMs, 0) / ran.length / 1000;
}

function short(text: string, maxLength = 200): string {
  return oneLine(text, maxLength);
}

function instantOf(text: string | null | undefined): string | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function minutesBetween(start: string | undefined, end: string | undefined): number | null {
  const ms = Date.parse(end ?? '') - Date.parse(start ?? '');
  return ms >= 0 ? ms / 60_000 : null;
}

function webAddress(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.length > 500 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}
