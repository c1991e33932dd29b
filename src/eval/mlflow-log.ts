import { z } from 'zod';
import { ActionError } from '../errors.ts';
import type { Inputs } from '../inputs.ts';
import type { Kube } from '../kube/client.ts';
import { oneLine } from '../kube/errors.ts';
import { exec } from '../kube/exec.ts';
import type { ContainerRef } from '../kube/types.ts';
import type { MlflowPlan, Plan } from '../plan.ts';
import type { BenchmarkResult } from '../result/benchmark.ts';
import type { VerdictRecord } from '../result/verdict-record.ts';

/** For the client in the pod, which needs some seconds to load. */
const LOG_TIMEOUT_MS = 60_000;

const answerSchema = z.object({ run_id: z.string(), url: z.string(), warnings: z.array(z.string()) });

export interface MlflowLogged {
  url: string;
  warnings: string[];
}

/**
 * Logs the merged result to MLflow with the client in the `results` container of a pod that is still held: the server
 * need not be reachable from here. Credentials go by stdin. Logging twice finds the run of the first time.
 * @throws ActionError api-error with the client's sentence
 */
export async function logToMlflow(
  kube: Kube,
  target: ContainerRef,
  mlflow: MlflowPlan,
  about: { plan: Plan; inputs: Inputs; result: BenchmarkResult; verdict: VerdictRecord },
  signal: AbortSignal,
): Promise<MlflowLogged> {
  const { exitCode, stdout, stderr } = await exec(kube, target, ['python3', '/sidecar/log_to_mlflow.py'], {
    stdin: Buffer.from(JSON.stringify(order(mlflow, about))),
    timeoutMs: LOG_TIMEOUT_MS + 30_000,
    retryForMs: LOG_TIMEOUT_MS,
    signal,
  });
  if (exitCode !== 0)
    throw new ActionError('api-error', oneLine(stderr.trim().split('\n').at(-1) ?? '', 500));
  const answer = answerSchema.safeParse(parseLine(stdout));
  if (!answer.success) throw new ActionError('api-error', 'The MLflow client in the pod gave no answer.');
  return { url: answer.data.url, warnings: answer.data.warnings };
}

function order(
  mlflow: MlflowPlan,
  about: { plan: Plan; inputs: Inputs; result: BenchmarkResult; verdict: VerdictRecord },
): Record<string, unknown> {
  const { plan, inputs, result, verdict } = about;
  const { mlflowExperimentId: id, mlflowExperimentName: name } = inputs;
  const credentials = {
    username: inputs.mlflowUsername,
    password: inputs.mlflowPassword,
    token: inputs.mlflowToken,
  };
  return {
    trackingUri: mlflow.trackingUri,
    ...Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== null)),
    experiment: id === null ? { name } : { id },
    timeoutSeconds: LOG_TIMEOUT_MS / 1000,
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

function parseLine(stdout: Buffer): unknown {
  try {
    return JSON.parse(stdout.toString('utf8').trim().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
