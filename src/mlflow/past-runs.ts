import { z } from 'zod';
import type { PodTarget } from '../backends/backend.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import { inParallel } from '../base/in-parallel.ts';
import type { Host } from '../base/ports.ts';
import {
  type LoggedOf,
  type LoggedRun,
  MlflowNotReached,
  type MlflowReader,
} from '../baseline/logged-evals.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Kube } from '../kube/client.ts';
import type { Mlflow } from '../plan/mlflow.ts';
import { askMlflow, mlflowServer } from './client.ts';
import { fetchFromMlflow } from './fetch.ts';
import { type MlflowRun, MlflowRefusal, openMlflow } from './http.ts';

/** Pull requests have the same step, so most of what is listed may be of them. */
const MOST_LISTED = 1000;
const FILES = ['verdict.json', 'benchmark.json'];
const MAX_FILE_BYTES = 20_000_000;
/** Of one answer of a program in a pod. */
const MAX_ALL_BYTES = 60_000_000;
const MAX_LIST_BYTES = 20_000_000;
const AT_A_TIME = 4;
const LEG = /^[0-9a-f]{10}$/;

/**
 * Reads MLflow from this machine, without a pod.
 * @throws (all methods) MlflowNotReached; ActionError `bad-baseline`
 */
export function mlflowFromHere(
  server: Pick<Mlflow, 'trackingUri' | 'experiment' | 'login'>,
  host: Pick<Host, 'env' | 'signal'>,
): MlflowReader {
  const mlflow = openMlflow(server, host);
  const search = async (leg: string, experiment: string, before?: MlflowRun): Promise<MlflowRun[]> => {
    if (!LEG.test(leg)) return [];
    const until = before === undefined ? '' : ` and attributes.start_time <= ${before.startedMs}`;
    const filter = `tags.\`clawbench.leg\` = '${leg}' and attributes.status = 'FINISHED'${until}`;
    return await mlflow.runs(filter, MOST_LISTED, experiment);
  };
  const file = async (runId: string, maxBytes: number): Promise<Uint8Array | string> => {
    try {
      for (const name of FILES) {
        const bytes = await mlflow.file(runId, name, maxBytes);
        if (bytes !== null) return bytes;
      }
    } catch (error) {
      if (!(error instanceof MlflowRefusal) || error.status !== 200) throw error;
      return `The result in MLflow run ${runId} is too large: ${error.message}.`;
    }
    return `The MLflow run ${runId} has no ${FILES.join(' and no ')} among its artifacts.`;
  };
  return {
    list: (of) =>
      explained(async () => {
        if ('leg' in of) {
          const experiment = await mlflow.experiment();
          return experiment === null ? [] : await search(of.leg, experiment);
        }
        const run = await mlflow.run(of.runId);
        const earlier = await search(run.tags['clawbench.leg'] ?? '', run.experimentId, run);
        return [run, ...earlier.filter(({ id }) => id !== run.id)];
      }),
    file: (runId) =>
      explained(async () => {
        const found = await file(runId, MAX_FILE_BYTES);
        if (typeof found !== 'string') return found;
        throw new ActionError('bad-baseline', found);
      }),
    files: (runIds, maxBytes) =>
      explained(async () => {
        let left = MAX_ALL_BYTES;
        return await inParallel(runIds, AT_A_TIME, async (runId) => {
          const found = await file(runId, Math.min(left, maxBytes));
          left = Math.max(0, left - (typeof found === 'string' ? 0 : found.byteLength));
          return found;
        });
      }),
  };
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MlflowRefusal)) throw error;
    throw new MlflowNotReached(error.message, { cause: error });
  }
}

const listSchema = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      startedMs: z.number(),
      endedMs: z.number().nullable(),
      tags: z.record(z.string(), z.string()),
    }),
  ),
});
const filesSchema = z.object({
  results: z.array(z.union([z.object({ content: z.string() }), z.object({ problem: z.string() })])),
});

/** Reads MLflow through a pod, since the server may not be reachable from here. */
export function mlflowFromPod(kube: Kube, target: PodTarget, mlflow: Mlflow): MlflowReader {
  const ask = async <T>(
    schema: z.ZodType<T>,
    fields: Record<string, unknown>,
    maxBytes: number,
  ): Promise<T> => {
    try {
      const answer = await askMlflow(kube, target, {
        program: 'history_from_mlflow.py',
        fields: { ...mlflowServer(mlflow), ...fields },
        maxBytes,
      });
      return schema.parse(answer);
    } catch (error) {
      if (kube.signal.aborted || isKubeError(error)) throw error;
      const why = isActionError(error) ? error.message : 'The MLflow client in the pod gave no valid answer.';
      throw new ActionError('bad-baseline', why, {
        cause: error,
        hint: 'Check the experiment and the login of "mlflow-tracking-uri", or write mlflow:<run id> in "baseline".',
      });
    }
  };
  return {
    async list(of: LoggedOf) {
      const which = 'leg' in of ? { leg: of.leg, experiment: mlflow.experiment } : of;
      const { runs } = await ask(listSchema, { of: which, most: MOST_LISTED }, MAX_LIST_BYTES);
      return runs.map(({ id, startedMs, endedMs, tags }): LoggedRun => {
        return { id, startedMs, endedAt: instantOf(endedMs), tags };
      });
    },
    file: async (runId) => await fetchFromMlflow(kube, target, mlflow, runId),
    async files(runIds, maxBytes) {
      const order = { runIds, files: FILES, maxBytes, allBytes: MAX_ALL_BYTES };
      // The files come as JSON strings, which are longer because of their escapes.
      const { results } = await ask(filesSchema, order, 3 * MAX_ALL_BYTES);
      return results.map((one) => ('content' in one ? new TextEncoder().encode(one.content) : one.problem));
    },
  };
}

function instantOf(ms: number | null): string | null {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
