import { messageOf } from '../base/errors.ts';
import type { PullRequest } from '../base/workflow-context.ts';
import { isForbidden } from '../github/client.ts';
import { openSharedComment } from '../github/shared-comment.ts';
import { commentFormat, entryIn, withoutSection } from '../comment/body.ts';
import type { Entry } from '../comment/entry.ts';
import { renderRunning, shortSha } from '../comment/running.ts';
import { sectionChange, type SectionWish } from '../comment/change.ts';
import type { ReportChannel, ReportPlace } from './channel.ts';

/** The section of a step in the comment on the pull request. */
export function openCommentChannel(
  place: ReportPlace,
  pullRequest: PullRequest,
  mode: 'always' | 'changes' | 'failures',
): ReportChannel {
  const { github, workflow, leg, job, log, clock } = place;
  const { clean } = log.secrets;
  const sha = shortSha(place.sha);
  const run = `${workflow.runId}.${workflow.attempt}`;
  const comment = openSharedComment(github, workflow, {
    number: pullRequest.number,
    format: commentFormat,
    deps: place,
  });
  let last: Entry['last'];
  let writers = 1;
  let writtenAt = 0;
  let isRefused = false;

  async function put(
    said: Pick<Entry, 'state' | 'label'> & Partial<Entry>,
    markdown: SectionWish['markdown'],
    patienceMs: number,
  ): Promise<string | null> {
    if (isRefused) return null;
    // Two writes of one job differ, even within a millisecond.
    writtenAt = Math.max(clock.now(), writtenAt + 1);
    const wish = clean({ ...said, leg, sha, run, job, at: writtenAt });
    const change = sectionChange({ entry: wish, markdown }, mode);
    const url = await comment.write(change, patienceMs);
    last = change.last();
    writers = change.sections();
    const refusal = change.refusal();
    isRefused = refusal !== null;
    if (refusal === 'another job') log.warning('No section in the comment', otherJob(said.label));
    if (refusal === 'a newer run')
      log.info('A newer run of this workflow has written into the comment: it is left as it is.');
    return url;
  }

  return {
    kind: 'comment',
    missing: 'No comment on the pull request',
    async running(progress) {
      const facts = clean({ label: place.label, sha, runUrl: workflow.runUrl });
      const shown = progress === null ? null : clean(progress);
      const markdown: SectionWish['markdown'] = (before) =>
        renderRunning(facts, { startedAtMs: place.startedAtMs, progress: shown, last: before });
      await put({ state: 'running', label: place.label }, markdown, 0);
    },
    async conclude({ state, label, headline, figures, section }, { patienceMs }) {
      return await put({ state, label, headline, ...figures }, section, patienceMs);
    },
    async withdraw() {
      const isGone = (body: string): boolean => entryIn(body, leg) === undefined;
      const next = (body: string | null): string | null =>
        body === null || isGone(body) ? null : withoutSection(body, leg);
      await comment.write({ next, isIn: isGone }, 0);
    },
    explain: (error) => explain(error, pullRequest),
    last: () => last,
    writers: () => writers,
  };
}

function otherJob(label: string): string {
  return `Another job of this workflow run already reports as \`${label}\`, and two would overwrite each other: give each evaluation a \`label\` of its own.`;
}

function explain(error: unknown, { isRestricted }: PullRequest): string {
  const message = messageOf(error);
  if (!isForbidden(error)) return message;
  return isRestricted
    ? `The token can only read, as for all pull requests from forks and of Dependabot. The step summary has the report. (${message})`
    : `The token may not write comments. Add to the job:\n\npermissions:\n  contents: read\n  pull-requests: write\n\nor set \`comment: off\`. (${message})`;
}
