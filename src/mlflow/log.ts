import { z } from 'zod';
import type { Clean } from '../base/clean.ts';
import { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { PodTarget } from '../backends/backend.ts';
import { askMlflow, type mlflowServer, type wantedExperiment } from './client.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

const answerSchema = z.object({ run_id: z.string(), url: z.string(), warnings: z.array(z.string()) });

export interface MlflowLogged {
  url: string;
  warnings: string[];
}

/**
 * Logs the merged result to MLflow from the `results` container of a pod that is still held. Logging twice finds the run of the first time.
 * @throws ActionError api-error with the client's sentence
 */
export async function logToMlflow(
  kube: Kube,
  target: PodTarget,
  order: MlflowOrder,
  signal: AbortSignal,
): Promise<MlflowLogged> {
  const said = await askMlflow(kube, target, 'log_to_mlflow.py', order, {
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  });
  const answer = answerSchema.safeParse(said);
  if (!answer.success) throw new ActionError('api-error', 'The MLflow client in the pod gave no answer.');
  return { url: answer.data.url, warnings: answer.data.warnings };
}

type MlflowOrder = Record<string, unknown>;

export interface MlflowRecords {
  about: Clean<{
    instance: string;
    label: string;
    runUrl: string | undefined;
    concurrency: number;
    runs: Inputs['runs'];
  }>;
  result: Clean<BenchmarkResult>;
  verdict: Clean<VerdictRecord>;
}

/** What the program in the pod is to log. The login for the server is the one secret in it, and it goes by stdin. */
export function mlflowOrder(
  server: ReturnType<typeof mlflowServer>,
  experiment: ReturnType<typeof wantedExperiment>,
  { about, result, verdict }: MlflowRecords,
): MlflowOrder {
  return {
    ...server,
    experiment,
    result,
    params: {
      openclaw_version: verdict.identity.openclawVersion ?? 'unknown',
      concurrency: about.concurrency,
      runs: about.runs,
    },
    metrics: {
      ...(verdict.score === null ? {} : { score: verdict.score }),
      coverage: verdict.coverage.ratio,
      valid_runs: verdict.coverage.valid,
      total_tokens: verdict.totals.totalTokens,
      ...(verdict.totals.costUsd === null ? {} : { total_cost_usd: verdict.totals.costUsd }),
    },
    tags: {
      verdict: verdict.verdict,
      'clawbench.instance': about.instance,
      'clawbench.label': about.label,
      ...(about.runUrl === undefined ? {} : { 'clawbench.run_url': about.runUrl }),
    },
    artifacts: { 'verdict.json': JSON.stringify(verdict, null, 2) },
  };
}
