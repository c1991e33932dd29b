import type { PodTarget } from '../backends/backend.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { checkMlflow } from './check.ts';
import { ensureMlflow, waitForMlflow } from './deploy.ts';
import { fetchFromMlflow } from './fetch.ts';
import { logToMlflow, type MlflowRecords } from './log.ts';

/** A first start migrates its database, beside gateways that go first; most evaluations take longer than that anyway. */
const MLFLOW_WAIT_MS = 5 * 60_000;

/** MLflow beside one evaluation, reached from the pods: the server need not be reachable from here. */
export interface MlflowBeside {
  /** Asks whether it will take the result. Does nothing where nothing is logged. @throws ActionError bad-input */
  check(target: PodTarget): Promise<void>;
  /** Fetches the verdict.json or benchmark.json of an MLflow run. @throws ActionError bad-baseline; KubeError */
  fetchRun(target: PodTarget, runId: string): Promise<Uint8Array>;
  /**
   * Logs a result. That it failed is a warning and never costs a result.
   * @param target undefined if no pod is left
   * @returns the address of the MLflow run; null if it was not logged
   */
  log(target: PodTarget | undefined, records: MlflowRecords): Promise<string | null>;
}

/** What an evaluation that logs nothing has in its place. */
const NO_MLFLOW: MlflowBeside = {
  check: () => Promise.resolve(),
  fetchRun: () => Promise.reject(new ActionError('bad-baseline', 'MLflow is switched off.')),
  log: () => Promise.resolve(null),
};

/** Starts MLflow beside the evaluation, which does not need it before its end. A failed start is reported only then. */
export function startMlflow(
  kube: Kube,
  mlflow: Mlflow | undefined,
  isOpenShift: boolean,
  host: Pick<Host, 'log' | 'root'>,
): MlflowBeside {
  if (mlflow === undefined) return NO_MLFLOW;
  const { log } = host;
  const untilReady = deployed(kube, mlflow, isOpenShift, host);
  return {
    async check(target) {
      if (mlflow.deployment !== undefined) {
        // Ours takes what it gets, unless it is asked for an experiment by number.
        if (!('id' in mlflow.experiment)) return;
        const isReady = await untilReady().then(
          () => true,
          // If it did not start, the warning comes when it is time to log.
          () => false,
        );
        if (!isReady) return;
      }
      try {
        await checkMlflow(kube, target, mlflow);
      } catch (error) {
        if (!isActionError(error, 'api-error')) throw error;
        log.warning('MLflow', `Whether MLflow will take the result could not be asked: ${error.message}`);
      }
    },
    async fetchRun(target, runId) {
      await untilReady();
      return await fetchFromMlflow(kube, target, mlflow, runId);
    },
    async log(target, records) {
      try {
        if (target === undefined)
          throw new ActionError('shard-lost', 'No pod of the evaluation is left to log from.');
        await untilReady();
        const { url, warnings } = await logToMlflow(kube, target, mlflow, records);
        for (const warning of warnings) log.warning('MLflow', warning);
        log.info(`Logged to MLflow: ${url}`);
        return url;
      } catch (error) {
        if (!isActionError(error) || error.code === 'cancelled') throw error;
        log.warning('MLflow', `The result was not logged to MLflow: ${error.message}`);
        return null;
      }
    },
  };
}

/** Begins to deploy MLflow where it is ours. @returns waits until it answers */
function deployed(
  kube: Kube,
  { deployment }: Mlflow,
  isOpenShift: boolean,
  { log, root }: Pick<Host, 'log' | 'root'>,
): () => Promise<void> {
  if (deployment === undefined) return () => Promise.resolve();
  const { namespace } = deployment;
  const starting = ensureMlflow(kube, root, { ...deployment, isOpenShift }).then((isNew) =>
    log.info(
      isNew
        ? `MLflow is being deployed to namespace ${namespace}.`
        : `MLflow of namespace ${namespace} is used.`,
    ),
  );
  // Who waits for it gets the error; until then it would count as unhandled.
  starting.catch((error: unknown) => log.debug(`MLflow: ${String(error)}`));
  return async () => {
    await starting;
    await waitForMlflow(kube, namespace, MLFLOW_WAIT_MS);
  };
}
