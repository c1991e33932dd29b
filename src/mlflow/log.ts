import { z } from 'zod';
import { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import type { MlflowPlan, Plan } from '../plan/plan.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { PodTarget } from '../backends/backend.ts';
import { askMlflow, mlflowServer, wantedExperiment } from './client.ts';

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
  mlflow: MlflowPlan,
  about: { plan: Plan; inputs: Inputs; result: BenchmarkResult; verdict: VerdictRecord },
  signal: AbortSignal,
): Promise<MlflowLogged> {
  const said = await askMlflow(kube, target, 'log_to_mlflow.py', order(mlflow, about), {
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  });
  const answer = answerSchema.safeParse(said);
  if (!answer.success) throw new ActionError('api-error', 'The MLflow client in the pod gave no answer.');
  return { url: answer.data.url, warnings: answer.data.warnings };
}

function order(
  mlflow: MlflowPlan,
  about: { plan: Plan; inputs: Inputs; result: BenchmarkResult; verdict: VerdictRecord },
): Record<string, unknown> {
  const { plan, inputs, result, verdict } = about;
  return {
    ...mlflowServer(mlflow, inputs),
    experiment: wantedExperiment(inputs),
    result,
    params: {
      openclaw_version: verdict.identity.openclawVersion ?? 'unknown',
      concurrency: inputs.concurrency,
      runs: inputs.runs,
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
      'clawbench.instance': plan.identity.instance,
      'clawbench.label': plan.label,
      ...(plan.runUrl === undefined ? {} : { 'clawbench.run_url': plan.runUrl }),
    },
    artifacts: { 'verdict.json': JSON.stringify(verdict, null, 2) },
  };
}
