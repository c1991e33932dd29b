import type { PodTarget } from '../backends/backend.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { MlflowReader } from '../baseline/logged-evals.ts';
import type { Host } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { admissionReasons, isKubeError } from '../kube/errors.ts';
import { hasCredentials, type Mlflow } from '../plan/mlflow.ts';
import { checkMlflow } from './check.ts';
import { ensureMlflow, waitForMlflow } from './deploy.ts';
import { logToMlflow, type MlflowRecords } from './log.ts';
import { ownPod } from './own-pod.ts';
import { mlflowFromPod } from './past-runs.ts';

/** A first start migrates the database while gateways take the CPU. Most evaluations take longer anyway. */
const MLFLOW_WAIT_MS = 5 * 60_000;

/**
 * MLflow during one evaluation. Only pods talk to it, since it may not be reachable from here: the evaluation's own, or, where
 * agents could take its credentials there, one that is made for it.
 */
export interface MlflowBeside {
  /**
   * Checks that MLflow will take the result; does nothing if nothing is logged. That it could not be asked now is a warning.
   * @throws ActionError bad-input; what keeps a pod from being made for it; KubeError
   */
  check(target: PodTarget): Promise<void>;
  /** Reads what earlier evaluations logged. */
  reader(target: PodTarget): MlflowReader;
  /**
   * Logs a result. A failure is only a warning, so it never costs the result.
   * @param target undefined if no pod is left
   * @returns the address of the MLflow run; null if it was not logged
   */
  log(target: PodTarget | undefined, records: MlflowRecords): Promise<string | null>;
}

const refuse = (): Promise<never> =>
  Promise.reject(
    new ActionError('bad-baseline', 'There is no MLflow to fetch the baseline from.', {
      hint: 'Write the address of the one that has it as "mlflow-tracking-uri".',
    }),
  );

/** For an evaluation that logs nothing. */
const NO_MLFLOW: MlflowBeside = {
  check: () => Promise.resolve(),
  reader: () => ({ list: refuse, file: refuse, files: refuse }),
  log: () => Promise.resolve(null),
};

/**
 * Starts to deploy our MLflow, if it is to be deployed, while the evaluation runs, which needs it only at its end; a failure is reported then.
 * @param mlflow undefined if nothing is logged
 */
export function startMlflow(
  kube: Kube,
  mlflow: Mlflow | undefined,
  { leftovers, isOpenShift }: { leftovers: Leftovers; isOpenShift: boolean },
  host: Pick<Host, 'log' | 'root'>,
): MlflowBeside {
  if (mlflow === undefined) return NO_MLFLOW;
  const { log } = host;
  const { attached } = leftovers;
  const own =
    attached !== undefined && hasCredentials(mlflow)
      ? ownPod(kube, { ...leftovers, attached }, isOpenShift, host)
      : undefined;
  const from = async <T>(
    target: PodTarget | undefined,
    use: (target: PodTarget) => Promise<T>,
  ): Promise<T> => {
    if (own !== undefined) return await own(use);
    if (target !== undefined) return await use(target);
    throw new ActionError('shard-lost', 'No pod of the evaluation is left to log from.');
  };
  const untilReady = deployed(kube, mlflow, isOpenShift, host);
  return {
    async check(target) {
      if (mlflow.server.kind !== 'given') {
        // Our own takes every result, unless the user chose an experiment by its id.
        if (!('id' in mlflow.experiment)) return;
        const isReady = await untilReady().then(
          () => true,
          // A failed start is reported when the result is logged.
          () => false,
        );
        if (!isReady) return;
      }
      try {
        await from(target, async (pod) => await checkMlflow(kube, pod, mlflow));
      } catch (error) {
        if (!mayPass(error)) throw error;
        log.warning(
          'MLflow',
          `It could not be checked whether MLflow will take the result: ${error.message}`,
        );
      }
    },
    reader(target) {
      const read = async <T>(use: (reader: MlflowReader) => Promise<T>): Promise<T> => {
        await untilReady();
        return await from(target, async (pod) => await use(mlflowFromPod(kube, pod, mlflow)));
      };
      return {
        list: async (of) => await read(async (reader) => await reader.list(of)),
        file: async (runId) => await read(async (reader) => await reader.file(runId)),
        files: async (ids, maxBytes) => await read(async (reader) => await reader.files(ids, maxBytes)),
      };
    },
    async log(target, records) {
      try {
        await untilReady();
        const { url, warnings } = await from(
          target,
          async (pod) => await logToMlflow(kube, pod, mlflow, records),
        );
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

/** Whether MLflow, or a pod that talks to it, may be there at the end although it is not there now. */
function mayPass(error: unknown): error is ActionError {
  return (
    isActionError(error, 'api-error', 'startup-timeout', 'evicted', 'node-lost') ||
    isKubeError(error, admissionReasons.usedUp)
  );
}

/** Starts to deploy MLflow if it is to be deployed. @returns a function that waits until ours is ready */
function deployed(
  kube: Kube,
  { server }: Mlflow,
  isOpenShift: boolean,
  { log, root }: Pick<Host, 'log' | 'root'>,
): () => Promise<void> {
  if (server.kind === 'given') return () => Promise.resolve();
  if (server.kind === 'standing') return () => waitForMlflow(kube, server.namespace, MLFLOW_WAIT_MS);
  const { namespace } = server.pod;
  const starting = ensureMlflow(kube, root, { ...server.pod, isOpenShift }).then((isNew) =>
    log.info(
      isNew
        ? `MLflow is being deployed to namespace ${namespace}.`
        : `MLflow of namespace ${namespace} is used.`,
    ),
  );
  // The error is thrown where it is awaited; without this it would count as unhandled until then.
  starting.catch((error: unknown) => log.debug(`MLflow: ${String(error)}`));
  return async () => {
    await starting;
    await waitForMlflow(kube, namespace, MLFLOW_WAIT_MS);
  };
}
