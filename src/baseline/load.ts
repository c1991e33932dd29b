import { branchHistory, type HistoryWish } from '../result/verdict/branch-history.ts';
import { parseBaseline } from '../result/verdict/baseline.ts';
import { type Baseline, poolBaselines } from '../result/verdict/judge-against.ts';
import type { Host } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { PastArtifacts } from '../github/past-artifacts.ts';
import { download, shownUrl } from '../base/download.ts';
import { baselineFromFile, runsBeside } from './file.ts';
import { tellFirst } from './first.ts';
import { fromMlflow, fromMlflowHere, type InMlflow, nameOf } from './from-mlflow.ts';
import type { LoggedFor, MlflowReader } from './logged-evals.ts';
import { type KnownMaking, makingOf } from './made-with.ts';
import type { Part } from './part.ts';
import { recentEvals } from './past-evals.ts';
import type { BaselineSource } from '../inputs/baseline-kind.ts';

/** A result of 27 tasks is 139 kB. */
const MAX_DOWNLOAD_BYTES = 50_000_000;

export interface BaselineDeps extends Pick<Host, 'env' | 'signal' | 'log' | 'places' | 'clock'> {
  /** Null outside of GitHub Actions and without a token. */
  past: PastArtifacts | null;
  /** MLflow as this machine reads it; null where only pods are sure to reach it. */
  mlflow: MlflowReader | null;
  /** What is compared with a baseline from MLflow. */
  logged: LoggedFor;
}

/** The part of a baseline that this machine can fetch. */
export interface BaselineSoFar {
  /** Null if there is nothing to compare the result with, or nothing yet. */
  baseline: Baseline | null;
  /** What belongs to it too and this machine did not reach, as sentences call it; empty if it is complete. */
  inMlflow: readonly string[];
  /**
   * The whole baseline, with what is in MLflow.
   * @throws ActionError `bad-baseline`; KubeError
   */
  complete(reader: MlflowReader): Promise<Baseline | null>;
  /**
   * The directories of its run files, for who wants to show its runs. Artifacts are downloaded again for them.
   * @throws ActionError `bad-baseline`
   */
  findRuns: () => Promise<string[]>;
  /** With what it was made, as far as one result is all of it. */
  making: KnownMaking;
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
  const parts = loaded.flatMap((part) => (part === null || 'later' in part ? [] : [part]));
  const later = loaded.flatMap((part) => (part !== null && 'later' in part ? [part.later] : []));
  const told = new Set<string>();
  const tellOnce = (sentence: string, tell: () => void): void => {
    if (told.has(sentence)) return;
    told.add(sentence);
    tell();
  };
  const pool = (all: readonly Part[]): Baseline | null => {
    const baseline = poolBaselines(all);
    for (const sentence of baseline?.repeated ?? [])
      tellOnce(sentence, () => deps.log.warning('Baseline', sentence));
    const history = all.find((part) => part.history !== undefined)?.history;
    if (baseline === null || history === undefined) return baseline;
    const { slide, left } = history;
    if (slide !== null) tellOnce(slide, () => deps.log.warning('The score slides', slide));
    if (left !== null) tellOnce(left, () => deps.log.info(left));
    return { ...baseline, history };
  };
  const baseline = pool(parts);
  return {
    baseline,
    inMlflow: later.map(nameOf),
    making: later.length > 0 ? { unknown: 'MLflow does not say with what it was made' } : makingOfAll(parts),
    async complete(reader) {
      const late = await Promise.all(later.map((source) => fromMlflow(source, reader, deps, wish)));
      return pool([...parts, ...late.filter((part) => part !== null)]);
    },
    async findRuns() {
      const kept = parts.filter(({ record }) => baseline?.records.includes(record));
      const found = await Promise.all(kept.map(async (part) => (await part.findRuns?.()) ?? null));
      return found.filter((directory) => directory !== null);
    },
  };
}

function makingOfAll(parts: readonly Part[]): KnownMaking {
  const [only] = parts;
  if (parts.length > 1) return { unknown: 'it is several results' };
  return only?.making ?? { unknown: 'nothing says with what it was made' };
}

/** Null for an arm, which runs yet, and if there is no earlier evaluation yet; `later` for what has to wait for a pod. */
async function load(
  source: BaselineSource,
  deps: BaselineDeps,
  wish: HistoryWish,
): Promise<Part | { later: InMlflow } | null> {
  const { env, signal, log, places, clock } = deps;
  if (source.from === 'artifact') {
    const past = readable(deps.past);
    const most = Math.max(1, wish.most);
    const { branch, evals, unread } = await recentEvals(past, source.branch, most, clock);
    const [found, ...older] = evals;
    if (unread !== null) log.warning('History', unread);
    if (found === undefined) {
      tellFirst({ branch, isOwn: branch === past.ownBranch, inMlflow: false }, log);
      return null;
    }
    return wish.most === 0 ? found : { ...found, history: branchHistory(branch, [found, ...older], wish) };
  }
  if (source.from === 'base' || source.from === 'run') return null;
  if (source.from === 'mlflow') return await fromMlflowHere(source, deps, wish);
  if (source.from === 'file') {
    const record = baselineFromFile(source.path, places);
    return {
      name: source.path,
      record,
      findRuns: () => Promise.resolve(runsBeside(source.path, places)),
      making: makingOf(source.path, places, false),
    };
  }
  const name = shownUrl(new URL(source.url));
  const answer = await download(source.url, { maxBytes: MAX_DOWNLOAD_BYTES, env, signal });
  if ('bytes' in answer) return { name, record: parseBaseline(answer.bytes, name) };
  throw new ActionError('bad-baseline', `${answer.problem}.`, {
    cause: answer.cause,
    hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, without a login.',
  });
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
