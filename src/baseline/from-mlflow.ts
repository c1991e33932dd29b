import { isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { evaluatedBranch } from '../base/workflow-context.ts';
import type { BaselineSource } from '../inputs/baseline-kind.ts';
import { parseBaseline } from '../result/verdict/baseline.ts';
import { branchHistory, type BranchHistory, type HistoryWish } from '../result/verdict/branch-history.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { tellFirst } from './first.ts';
import {
  loggedBefore,
  type LoggedFor,
  type MlflowReader,
  MlflowNotReached,
  recentLogged,
} from './logged-evals.ts';
import type { Part } from './part.ts';

export type InMlflow = Extract<BaselineSource, { from: 'mlflow' }>;

interface MlflowDeps extends Pick<Host, 'log' | 'clock'> {
  logged: LoggedFor;
}

/** As sentences call it. */
export function nameOf({ runId }: InMlflow): string {
  return runId === null ? 'the last evaluation of this step in MLflow' : `MLflow run ${runId}`;
}

/** Reads it from this machine if that is possible; else it has to wait for a pod. @throws ActionError `bad-baseline` */
export async function fromMlflowHere(
  source: InMlflow,
  { mlflow, ...deps }: MlflowDeps & { mlflow: MlflowReader | null },
  wish: HistoryWish,
): Promise<Part | { later: InMlflow } | null> {
  if (mlflow === null) return { later: source };
  try {
    return await fromMlflow(source, mlflow, deps, wish);
  } catch (error) {
    if (!(error instanceof MlflowNotReached)) throw error;
    deps.log.info(`A pod will read ${nameOf(source)}, since from here it cannot be read: ${error.message}.`);
    return { later: source };
  }
}

/**
 * @returns null if there is none yet
 * @throws ActionError `bad-baseline`; MlflowNotReached; KubeError
 */
export async function fromMlflow(
  { runId }: InMlflow,
  reader: MlflowReader,
  deps: MlflowDeps,
  wish: HistoryWish,
): Promise<Part | null> {
  return runId === null ? await lastLogged(reader, deps, wish) : await oneRun(runId, reader, deps, wish);
}

async function lastLogged(
  reader: MlflowReader,
  { log, clock, logged }: MlflowDeps,
  wish: HistoryWish,
): Promise<Part | null> {
  const { branch, evals, unread } = await recentLogged(reader, logged, Math.max(1, wish.most), clock);
  if (unread !== null) log.warning('History', unread);
  const [found, ...older] = evals;
  if (found === undefined) {
    const { workflow } = logged;
    const isOwn = workflow === null || evaluatedBranch(workflow) === branch;
    tellFirst({ branch, isOwn, inMlflow: true }, log);
    return null;
  }
  const part = { name: `${branch} (${found.name})`, record: found.record };
  return wish.most === 0 ? part : { ...part, history: branchHistory(branch, [found, ...older], wish) };
}

async function oneRun(
  runId: string,
  reader: MlflowReader,
  deps: MlflowDeps,
  wish: HistoryWish,
): Promise<Part> {
  const name = `MLflow run ${runId}`;
  const record = parseBaseline(await reader.file(runId), name);
  const history = wish.most === 0 ? null : await historyOf({ runId, record }, reader, deps, wish);
  return history === null ? { name, record } : { name, record, history };
}

/** What cannot be read costs a warning, since the baseline is there. */
async function historyOf(
  { runId, record }: { runId: string; record: VerdictRecord },
  reader: MlflowReader,
  { log, clock }: MlflowDeps,
  wish: HistoryWish,
): Promise<BranchHistory | null> {
  try {
    const before = await loggedBefore(reader, runId, wish.most, clock);
    if (typeof before === 'string') {
      log.info(before);
      return null;
    }
    const { branch, evals, unread, at } = before;
    if (unread !== null) log.warning('History', unread);
    return branchHistory(branch, [{ record, at }, ...evals], wish);
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    log.warning('History', `What was logged before MLflow run ${runId} could not be read: ${error.message}`);
    return null;
  }
}
