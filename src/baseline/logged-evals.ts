import { ActionError, isActionError } from '../base/errors.ts';
import type { Clock } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { canBeBaseline, parseRecord } from '../result/verdict/baseline.ts';
import type { PastRecord } from '../result/verdict/branch-history.ts';
import { MAX_OLDER_BYTES, type ReadEval, readOlder } from './older-evals.ts';

/** A run in MLflow, as far as it says what was logged. */
export interface LoggedRun {
  id: string;
  /** As the client that logged it says, in ms since 1970. */
  startedMs: number;
  /** RFC 3339; null if it has not ended. */
  endedAt: string | null;
  tags: Readonly<Record<string, string>>;
}

/** This machine cannot read MLflow, so that a pod has to; the message is a clause. */
export class MlflowNotReached extends Error {
  override readonly name = 'MlflowNotReached';
}

/** Which runs: of a step, or of the step of this run and before it. */
export type LoggedOf = { runId: string } | { leg: string };

/**
 * MLflow, as it is read from somewhere.
 * @throws (all methods) ActionError `bad-baseline`; KubeError, or MlflowNotReached if it is read from here
 */
export interface MlflowReader {
  /** The finished runs, the newest first; a run that is named is the first. */
  list(of: LoggedOf): Promise<readonly LoggedRun[]>;
  /** The verdict.json, else the benchmark.json of a run. */
  file(runId: string): Promise<Uint8Array>;
  /** The same of several: each file, or why it cannot be read, as a sentence. */
  files(runIds: readonly string[], maxBytes: number): Promise<readonly (Uint8Array | string)[]>;
}

/** The evaluation that is compared with what was logged. */
export interface LoggedFor {
  leg: string;
  /** Null for a result that is judged again. */
  instance: string | null;
  workflow: WorkflowContext | null;
}

/** A named record of an evaluation that was logged. */
interface LoggedEval extends PastRecord {
  name: string;
}

/** What was logged of a step on a branch. */
export interface LoggedEvals {
  /** As sentences call it. */
  branch: string;
  /** The newest first. */
  evals: readonly LoggedEval[];
  /** What is said of those that are left out; null if there are none. */
  unread: string | null;
}

/** A clock may be ahead. */
const SLACK_MS = 86_400_000;
/** At a time: each request to a program in a pod takes some seconds. */
const AT_A_TIME = 12;

/**
 * The last evaluations of a step on the base branch that were logged to MLflow and that others can be compared with; outside of
 * GitHub Actions those that name no branch either.
 * @throws ActionError `bad-baseline` if the branch is not known, or if none of them can be read; KubeError
 */
export async function recentLogged(
  reader: MlflowReader,
  { leg, instance, workflow }: LoggedFor,
  most: number,
  clock: Pick<Clock, 'now'>,
): Promise<LoggedEvals> {
  const branch = branchOf(workflow);
  const own = workflow?.runUrl;
  const listed = (await reader.list({ leg })).filter(
    ({ tags }) =>
      tags['clawbench.instance'] !== undefined &&
      tags['clawbench.arm'] !== 'base' &&
      tags['clawbench.instance'] !== instance &&
      (own === undefined || tags['clawbench.run_url'] !== own),
  );
  const name = branch ?? listed[0]?.tags['clawbench.label'] ?? 'this label';
  const { evals, unread } = await readable(reader, listed, { branch, name, most, known: null }, clock);
  if (evals.length === 0 && unread !== null)
    throw new ActionError('bad-baseline', unread, {
      hint: 'Write mlflow:<run id> of one that can be read in "baseline", or delete these runs.',
    });
  return { branch: name, evals, unread };
}

/**
 * What was logged before a run, of the same step on the same branch.
 * @returns why that is not known, as a sentence, if the run does not say what it is of
 * @throws ActionError `bad-baseline`; KubeError
 */
export async function loggedBefore(
  reader: MlflowReader,
  runId: string,
  most: number,
  clock: Pick<Clock, 'now'>,
): Promise<(LoggedEvals & { at: string }) | string> {
  const [run, ...earlier] = await reader.list({ runId });
  if (run === undefined) return `MLflow does not list run ${runId}, so it has no history.`;
  const { tags } = run;
  const branch = tags['clawbench.branch'] ?? null;
  if ((tags['clawbench.leg'] ?? '') === '')
    return `MLflow run ${runId} does not say which step it is of (tag clawbench.leg), so it has no history.`;
  if (branch === null && tags['clawbench.run_url'] !== undefined)
    return `MLflow run ${runId} is of a pull request and not of a branch, so it has no history.`;
  const name = branch ?? tags['clawbench.label'] ?? 'this label';
  const of = { branch, name, most, known: keyOf(run) };
  const { evals, unread } = await readable(reader, earlier, of, clock);
  return { branch: name, evals, unread, at: atOf(run) };
}

/** Null outside of GitHub Actions. @throws ActionError `bad-baseline` */
function branchOf(workflow: WorkflowContext | null): string | null {
  if (workflow === null) return null;
  if (workflow.baseBranch !== null) return workflow.baseBranch;
  throw new ActionError('bad-baseline', 'The event of this workflow does not say what the base branch is.', {
    hint: 'Write the run: mlflow:<run id> in "baseline".',
  });
}

/** @param known the key of an evaluation that is there already and counts among `most`; null if there is none */
async function readable(
  reader: MlflowReader,
  listed: readonly LoggedRun[],
  { branch, name, most, known }: { branch: string | null; name: string; most: number; known: string | null },
  clock: Pick<Clock, 'now'>,
): Promise<Omit<LoggedEvals, 'branch'>> {
  const ofBranch = listed.filter(({ tags }) => isOfBranch(tags, branch));
  const dated = ofBranch.filter(({ startedMs }) => startedMs <= clock.now() + SLACK_MS);
  const source = {
    candidates: dated,
    atATime: AT_A_TIME,
    downloadBytes: () => 0,
    async read(group: readonly LoggedRun[]) {
      const files = await reader.files(
        group.map(({ id }) => id),
        MAX_OLDER_BYTES,
      );
      return group.map((run, index) => readOne(run, files[index] ?? `MLflow did not give run ${run.id}.`));
    },
  };
  const { evals, unread } = await readOlder(
    source,
    { most: known === null ? most + 1 : most, known: known ?? '', branch: name },
    clock,
  );
  const said = [...(unread === null ? [] : [unread]), ...futureWords(ofBranch.length - dated.length, name)];
  return { evals, unread: said.length === 0 ? null : said.join(' ') };
}

/** What names no branch is of a pull request, or was not made in a workflow. */
function isOfBranch(tags: LoggedRun['tags'], branch: string | null): boolean {
  // The arm beside an evaluation is of another commit, or of other inputs.
  if (tags['clawbench.arm'] === 'base') return false;
  const its = tags['clawbench.branch'] ?? null;
  return its === branch && (branch !== null || tags['clawbench.run_url'] === undefined);
}

function readOne(run: LoggedRun, file: Uint8Array | string): ReadEval<LoggedEval> | string | null {
  if (typeof file === 'string') return file;
  const name = `MLflow run ${run.id}`;
  let record: VerdictRecord;
  try {
    record = parseRecord(file, name);
  } catch (error) {
    if (!isActionError(error, 'bad-baseline')) throw error;
    return error.message;
  }
  if (!canBeBaseline(record)) return null;
  return { found: { name, record, at: atOf(run) }, key: keyOf(run), recordBytes: file.byteLength };
}

/** Attempts of one workflow run share runs. */
function keyOf({ tags, id }: LoggedRun): string {
  return tags['clawbench.run_url'] ?? id;
}

function atOf({ endedAt, startedMs }: LoggedRun): string {
  return endedAt ?? new Date(Math.min(8.64e15, Math.max(0, startedMs))).toISOString();
}

function futureWords(count: number, branch: string): string[] {
  if (count === 0) return [];
  return [
    `${count} evaluation${count === 1 ? '' : 's'} of ${branch} in MLflow ${count === 1 ? 'is' : 'are'} left out, since ${count === 1 ? 'it begins' : 'they begin'} in the future.`,
  ];
}
