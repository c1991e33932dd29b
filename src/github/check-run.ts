import type { Clean } from '../base/clean.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { GitHub } from './client.ts';
import { type Patience, patiently } from './patience.ts';

/** Something to see to, at a line of a file. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  title: string;
  message: string;
}

export interface CheckOutput {
  title: string;
  /** Markdown, at most `maxCheckSummaryBytes`. */
  summary: string;
}

export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled';

/** GitHub's description says characters, its refusal says bytes. */
export const maxCheckSummaryBytes = 65_535;
const MAX_ANNOTATIONS = 50;

/** What tells check runs apart. */
export interface CheckName {
  /** The same for every commit, so that it can be required. */
  name: string;
  sha: string;
  /** Of this job and no other, as `<run id>.<attempt> <job>`. */
  externalId: string;
}

export interface StartedCheck {
  id: number;
  url: string;
}

interface CheckDeps extends Patience {
  github: GitHub;
  context: Pick<WorkflowContext, 'owner' | 'repo' | 'runUrl'>;
}

/**
 * Starts the check run of a commit.
 * @returns null if another job of this workflow run has one of the same name, which must not be hidden
 * @throws what GitHub's client throws
 */
export async function startCheck(
  { name, sha, externalId }: CheckName,
  output: Clean<CheckOutput>,
  { github, context, ...patience }: CheckDeps,
): Promise<StartedCheck | null> {
  const { owner, repo, runUrl } = context;
  return await patiently(async () => {
    const listed = await github.rest.checks.listForRef({ owner, repo, ref: sha, check_name: name });
    const [run = ''] = externalId.split(' ');
    const mine = listed.data.check_runs.find((each) => each.external_id === externalId);
    if (mine !== undefined) return { id: mine.id, url: mine.html_url ?? runUrl };
    if (listed.data.check_runs.some((each) => each.external_id?.startsWith(`${run} `) === true)) return null;
    const { data } = await github.rest.checks.create({
      owner,
      repo,
      name,
      head_sha: sha,
      external_id: externalId,
      status: 'in_progress',
      details_url: runUrl,
      output,
    });
    return { id: data.id, url: data.html_url ?? runUrl };
  }, patience);
}

/** Shows what a check run is at. @throws what GitHub's client throws */
export async function updateCheck(
  id: number,
  output: Clean<CheckOutput>,
  { github, context, ...patience }: CheckDeps,
): Promise<void> {
  const { owner, repo } = context;
  await patiently(() => github.rest.checks.update({ owner, repo, check_run_id: id, output }), patience);
}

/**
 * Ends a check run.
 * @param annotations GitHub takes 50 in one request, and adds those of later requests
 * @returns its address
 * @throws what GitHub's client throws
 */
export async function concludeCheck(
  id: number,
  {
    conclusion,
    output,
    annotations,
  }: { conclusion: Conclusion; output: Clean<CheckOutput>; annotations: readonly CheckAnnotation[] },
  { github, context, ...patience }: CheckDeps,
): Promise<string | null> {
  const { owner, repo } = context;
  let url: string | null = null;
  const check = { owner, repo, check_run_id: id };
  // The conclusion comes first: it must not depend on whether all annotations arrive.
  for (let at = 0; at === 0 || at < annotations.length; at += MAX_ANNOTATIONS) {
    const batch = annotations.slice(at, at + MAX_ANNOTATIONS);
    const { title, summary } = output;
    const what = { title, summary, ...(batch.length > 0 && { annotations: batch }) };
    const { data } = await patiently(
      () =>
        github.rest.checks.update(
          at === 0 ? { ...check, status: 'completed', conclusion, output: what } : { ...check, output: what },
        ),
      patience,
    );
    url = data.html_url;
  }
  return url;
}
