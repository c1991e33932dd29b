import { messageOf } from '../base/errors.ts';
import { concludeCheck, startCheck, updateCheck } from '../github/check-run.ts';
import { isForbidden } from '../github/client.ts';
import { renderRunning } from '../comment/running.ts';
import type { ReportChannel, ReportPlace } from './channel.ts';

/**
 * The check run of a step on the commit that it evaluates.
 * @param saved the id of the check run that the main step started; null if it started none
 * @param save called as soon as there is one, so that the post step can end it
 */
export function openCheckChannel(
  place: ReportPlace,
  saved: number | null,
  save: (id: number) => void,
): ReportChannel {
  const { github, workflow, sha, label, job, log, clock } = place;
  const { clean } = log.secrets;
  const deps = (patienceMs: number) => ({ github, context: workflow, clock, patienceMs });
  const name = `ClawBench: ${label}`;
  const externalId = `${workflow.runId}.${workflow.attempt} ${job}`;
  let id = saved;
  let url: string | null = null;
  let isRefused = false;

  const runningOutput = (progress: string | null) => {
    const facts = clean({ label, sha, runUrl: workflow.runUrl });
    const shown = progress === null ? null : clean(progress);
    const summary = renderRunning(facts, {
      startedAtMs: place.startedAtMs,
      progress: shown,
      last: undefined,
    });
    return clean({ title: progress === null ? 'Running' : `Running: ${progress}`, summary });
  };

  async function start(patienceMs: number): Promise<void> {
    if (id !== null || isRefused) return;
    const started = await startCheck(clean({ name, sha, externalId }), runningOutput(null), deps(patienceMs));
    if (started === null) {
      isRefused = true;
      log.warning(
        'No check run',
        `Another job of this workflow run has a check run \`${name}\`, which this one would hide: give each evaluation a \`label\` of its own.`,
      );
      return;
    }
    ({ id, url } = started);
    save(id);
  }

  return {
    kind: 'check',
    missing: 'No check run',
    async running(progress) {
      await start(0);
      if (id !== null && progress !== null) await updateCheck(id, runningOutput(progress), deps(0));
    },
    async conclude({ headline, conclusion, annotations, summary }, { last, patienceMs }) {
      await start(patienceMs);
      if (id === null) return null;
      const output = clean({ title: headline, summary: summary(last) });
      const ended = { conclusion, output, annotations: clean(annotations) };
      return (await concludeCheck(id, ended, deps(patienceMs))) ?? url;
    },
    withdraw: () => Promise.resolve(),
    explain: (error) =>
      isForbidden(error)
        ? `The token may not write check runs. Add \`checks: write\` to the \`permissions\` of the job, or set \`check-run: false\`. (${messageOf(error)})`
        : messageOf(error),
    last: () => undefined,
    writers: () => 1,
  };
}
