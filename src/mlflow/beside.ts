import type { Clean } from '../base/clean.ts';
import type { ActionRoot, MaskingLog } from '../base/ports.ts';
import { isActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import type { MlflowPlan, Plan } from '../plan/plan.ts';
import type { BenchmarkResult } from '../result/formats/benchmark.ts';
import { ensureMlflow, waitForMlflow } from './deploy.ts';
import { deployedPod } from '../plan/deployed-pod.ts';
import { checkMlflow } from './check.ts';
import type { MlflowLogged } from './log.ts';
import type { PodTarget } from '../backends/backend.ts';

/** A first start migrates its database, beside gateways that go first; most evals take longer than that anyway. */
const MLFLOW_WAIT_MS = 5 * 60_000;

export interface MlflowBeside {
  untilReady: () => Promise<void>;
  /** Whether it will take the result, asked from a `results` container. @throws ActionError bad-input */
  check: (target: PodTarget) => Promise<void>;
}

/** MLflow starts beside the eval, which does not need it before its end; that it can not is no reason to stop. */
export function startMlflow(
  kube: Kube,
  plan: Plan,
  inputs: Inputs,
  deps: { log: MaskingLog; signal: AbortSignal; root: ActionRoot; isOpenShift: boolean },
): MlflowBeside {
  const { log, signal } = deps;
  const namespace = plan.mlflow?.namespace;
  const check = async (target: PodTarget): Promise<void> => {
    if (plan.mlflow === undefined) return;
    try {
      await checkMlflow(kube, target, plan.mlflow, inputs, signal);
    } catch (error) {
      if (!isActionError(error, 'api-error')) throw error;
      log.warning('MLflow', `Whether MLflow will take the result could not be asked: ${error.message}`);
    }
  };
  if (namespace === undefined) return { untilReady: () => Promise.resolve(), check };
  const settings = deployedPod(namespace, plan.images.mlflow, inputs, deps.isOpenShift);
  const deployed = ensureMlflow(kube, deps.root, settings, signal).then((isNew) =>
    log.info(
      isNew
        ? `MLflow is being deployed to namespace ${namespace}.`
        : `MLflow of namespace ${namespace} is used.`,
    ),
  );
  // Whoever awaits it at the end gets the error; until then it is nobody's.
  deployed.catch((error: unknown) => log.debug(`MLflow: ${String(error)}`));
  const untilReady = async (): Promise<void> => {
    await deployed;
    await waitForMlflow(kube, namespace, MLFLOW_WAIT_MS, signal);
  };
  return {
    untilReady,
    async check(target) {
      // Ours takes what it gets, unless it is asked for an experiment by number.
      if (inputs.mlflowExperimentId === null) return;
      const isReady = await untilReady().then(
        () => true,
        // That it is not there is a warning when it is time to log.
        () => false,
      );
      if (isReady) await check(target);
    },
  };
}

/** Failing to log never costs a result: it is a warning. @returns the address of the MLflow run */
export async function logged(
  plan: Plan,
  result: Clean<BenchmarkResult> | null,
  log: MaskingLog,
  work: (mlflow: MlflowPlan, result: Clean<BenchmarkResult>) => Promise<MlflowLogged>,
): Promise<string | null> {
  if (plan.mlflow === undefined || result === null) return null;
  try {
    const { url, warnings } = await work(plan.mlflow, result);
    for (const warning of warnings) log.warning('MLflow', warning);
    log.info(`Logged to MLflow: ${url}`);
    return url;
  } catch (error) {
    if (!isActionError(error) || error.code === 'cancelled') throw error;
    log.warning('MLflow', `The result was not logged to MLflow: ${error.message}`);
    return null;
  }
}
