import { z } from 'zod';
import type { Clean } from '../base/clean.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { PodTarget } from '../backends/backend.ts';
import type { EvalRecord } from '../backends/eval-record.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { askMlflow, mlflowServer } from './client.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

const answerSchema = z.object({ run_id: z.string(), url: z.string(), warnings: z.array(z.string()) });

export interface MlflowLogged {
  url: string;
  warnings: string[];
}

/** What is logged of an evaluation. */
export interface MlflowRecords {
  about: Clean<
    Pick<EvalRecord, 'instance' | 'arm' | 'leg' | 'label' | 'runUrl' | 'branch' | 'concurrency' | 'runs'>
  >;
  result: Clean<BenchmarkResult>;
  verdict: Clean<VerdictRecord>;
}

/**
 * Logs the merged result to MLflow, through the `results` container of a pod that still runs. Logging the same result
 * again does not make a second MLflow run.
 * @throws ActionError api-error with the client's message; KubeError
 */
export async function logToMlflow(
  kube: Kube,
  target: PodTarget,
  mlflow: Mlflow,
  records: MlflowRecords,
): Promise<MlflowLogged> {
  const output = await askMlflow(kube, target, {
    program: 'log_to_mlflow.py',
    // The login is the only secret among these.
    fields: { ...mlflowServer(mlflow), experiment: mlflow.experiment, ...loggedFields(records) },
    maxBytes: MAX_ANSWER_BYTES,
  });
  const answer = answerSchema.safeParse(output);
  if (!answer.success)
    throw new ActionError('api-error', 'The MLflow client in the pod gave no valid answer.');
  return { url: answer.data.url, warnings: answer.data.warnings };
}

function loggedFields({ about, result, verdict }: MlflowRecords): Record<string, unknown> {
  return {
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
      'clawbench.arm': about.arm,
      'clawbench.leg': about.leg,
      'clawbench.label': about.label,
      ...(about.runUrl === null ? {} : { 'clawbench.run_url': about.runUrl }),
      ...(about.branch === null ? {} : { 'clawbench.branch': about.branch }),
    },
    artifacts: { 'verdict.json': JSON.stringify(verdict, null, 2) },
  };
}
