import { branchHistory, type BranchHistory, type HistoryWish } from '../result/verdict/branch-history.ts';
import { parseBaseline } from '../result/verdict/baseline.ts';
import { type Baseline, poolBaselines } from '../result/verdict/judge-against.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import type { Host } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { download, shownUrl } from '../base/download.ts';
import { baselineFromFile, runsBeside } from './file.ts';
import { recentEvals } from './past-evals.ts';
import type { BaselineSource } from '../inputs/baseline-kind.ts';

/** A result of 27 tasks is 139 kB. */
const MAX_DOWNLOAD_BYTES = 50_000_000;

export interface BaselineDeps extends Pick<Host, 'env' | 'signal' | 'log' | 'places' | 'clock'> {
  /** Null outside of GitHub Actions and without a token. */
  past: PastArtifacts | null;
}

/** One result of a baseline. */
interface Part {
  name: string;
  record: VerdictRecord;
  /** The directory of its run files; null if it came without. Absent where there are never any. */
  findRuns?: () => Promise<string | null>;
  /** The earlier evaluations of its branch; absent if they are not asked for, or where they are not known. */
  history?: BranchHistory;
}

/** The part of a baseline that this machine can fetch. */
export interface BaselineSoFar {
  /** Null if there is nothing to compare the result with, or nothing yet. */
  baseline: Baseline | null;
  /** The MLflow runs that belong to it too; only pods are sure to reach them. */
  mlflowRuns: readonly string[];
  /**
   * The whole baseline, with the MLflow runs.
   * @param fetchRun fetches the verdict.json or benchmark.json of a run
   * @throws ActionError `bad-baseline`
   */
  complete(fetchRun: (runId: string) => Promise<Uint8Array>): Promise<Baseline | null>;
  /**
   * The directories of its run files, for who wants to show its runs. Artifacts are downloaded again for them.
   * @throws ActionError `bad-baseline`
   */
  findRuns: () => Promise<string[]>;
}

/**
 * Fetches the baseline to compare a result with, before anything is spent.
 * @param wish what is asked of the branch of the first baseline that is an artifact
 * @throws ActionError `bad-baseline`
 */
export async function loadBaseline(
  sources: readonly BaselineSource[],
  deps: BaselineDeps,
  wish: HistoryWish,
): Promise<BaselineSoFar> {
  const loaded = await Promise.all(sources.map((source) => load(source, deps, wish)));
  const parts = loaded.filter((part) => part !== null);
  const history = parts.find((part) => part.history !== undefined)?.history;
  if (history !== undefined) tellHistory(history, deps.log);
  const told = new Set<string>();
  const pool = (all: readonly Part[]): Baseline | null => {
    const baseline = poolBaselines(all);
    for (const sentence of baseline?.repeated.filter((one) => !told.has(one)) ?? []) {
      told.add(sentence);
      deps.log.warning('Baseline', sentence);
    }
    return baseline === null || history === undefined ? baseline : { ...baseline, history };
  };
  const baseline = pool(parts);
  const mlflowRuns = sources.flatMap((source) => (source.from === 'mlflow' ? [source.runId] : []));
  return {
    baseline,
    mlflowRuns,
    async complete(fetchRun) {
      const late = mlflowRuns.map(async (runId): Promise<Part> => {
        const name = `MLflow run ${runId}`;
        return { name, record: parseBaseline(await fetchRun(runId), name) };
      });
      return pool([...parts, ...(await Promise.all(late))]);
    },
    async findRuns() {
      const kept = parts.filter(({ record }) => baseline?.records.includes(record));
      const found = await Promise.all(kept.map(async (part) => (await part.findRuns?.()) ?? null));
      return found.filter((directory) => directory !== null);
    },
  };
}

/** Null for an MLflow run, which has to wait, for an arm, which runs yet, and if there is no earlier evaluation yet. */
async function load(source: BaselineSource, deps: BaselineDeps, wish: HistoryWish): Promise<Part | null> {
  const { env, signal, log, places, clock } = deps;
  if (source.from === 'artifact') {
    const past = readable(deps.past);
    const most = Math.max(1, wish.most);
    const { branch, evals, unread } = await recentEvals(past, source.branch, most, clock);
    const [found, ...older] = evals;
    if (unread !== null) log.warning('History', unread);
    if (found === undefined) {
      tellFirst(branch, past.ownBranch, log);
      return null;
    }
    return wish.most === 0 ? found : { ...found, history: branchHistory(branch, [found, ...older], wish) };
  }
  if (source.from === 'mlflow' || source.from === 'base' || source.from === 'run') return null;
  if (source.from === 'file') {
    const record = baselineFromFile(source.path, places);
    return { name: source.path, record, findRuns: () => Promise.resolve(runsBeside(source.path, places)) };
  }
  const name = shownUrl(new URL(source.url));
  const answer = await download(source.url, { maxBytes: MAX_DOWNLOAD_BYTES, env, signal });
  if ('bytes' in answer) return { name, record: parseBaseline(answer.bytes, name) };
  throw new ActionError('bad-baseline', `${answer.problem}.`, {
    cause: answer.cause,
    hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, without a login.',
  });
}

/** Before anything is spent. */
function tellHistory({ slide, left }: BranchHistory, log: Host['log']): void {
  if (slide !== null) log.warning('The score slides', slide);
  if (left !== null) log.info(left);
}

/** The first evaluation of a branch is what later ones are compared with; before there is one, a pull request has none. */
function tellFirst(branch: string, ownBranch: string | null, log: Host['log']): void {
  if (branch === ownBranch)
    return log.info(
      `This is the first evaluation of this step on ${branch}: later ones are compared with it.`,
    );
  log.warning(
    'No baseline yet',
    `No evaluation of this step on ${branch} has passed or failed yet, so nothing is compared. Run this workflow on ${branch} once, with \`on: push\` or \`workflow_dispatch\` and the same job, step and label: later pull requests are compared with that. Until then only a \`threshold\` gates.`,
  );
}

function readable(past: PastArtifacts | null): PastArtifacts {
  if (past !== null) return past;
  throw new ActionError(
    'bad-baseline',
    'Artifacts of earlier runs can only be read in a workflow with a token.',
    {
      hint: 'Give `github-token`, or download the artifact and write its path in "baseline".',
      terminalHint: 'Download the artifact and write its path as --baseline.',
    },
  );
}
