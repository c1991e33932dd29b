import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { placesOfStep } from '../base/checked-file.ts';
import { clock } from '../base/clock.ts';
import { ActionError } from '../base/errors.ts';
import type { ActionRoot, Host, Status } from '../base/ports.ts';
import type { EvalHost } from '../eval/host.ts';
import type { ModeResult } from '../eval/mode-result.ts';
import { uploadArtifact } from '../github/artifact.ts';
import { workflowContext } from '../github/context.ts';
import { saveState, setOutputs } from '../github/outputs.ts';
import { openArtifactStore } from '../github/artifact-store.ts';
import { openPastArtifacts } from '../github/past-artifacts.ts';
import { showSummary } from '../github/summary.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';
import { modes } from '../modes/table.ts';
import { artifactName } from '../plan/terms.ts';
import { publishLeaderboard } from './publish-leaderboard.ts';
import { endFailed } from './failure.ts';
import { type Publication, publish } from './publish.ts';
import { reportOf } from './own-report.ts';
import { reproduceCommand } from './reproduce.ts';
import { state } from './state.ts';
import type { StepReport } from '../status/step-report.ts';

type StepHost = Host & { log: WorkflowLog };

/** GitHub is given this long to come back before a report is given up. */
const PATIENCE_MS = 2 * 60_000;

/**
 * The main step: does what `mode` says and tells the workflow the result. A cancelled evaluation deletes what it created
 * and ends within the 7.5 s a runner gives between SIGINT and SIGTERM; the post step finishes the rest.
 * @returns the exit code
 */
export async function step(inputs: Inputs, log: WorkflowLog, root: ActionRoot): Promise<number> {
  const { env } = process;
  const cancelling = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => cancelling.abort(new ActionError('cancelled', 'The step was cancelled.')));
  }
  const host = {
    log,
    clock,
    signal: cancelling.signal,
    env,
    root,
    places: placesOfStep(env),
    workflow: workflowContext(env),
    directory: await mkdtemp(path.join(env['RUNNER_TEMP'] ?? tmpdir(), 'clawbench-')),
  };
  const mode = modes[inputs.mode]!;
  const { workflow } = host;
  const onInconclusive = mode.judges === true ? inputs.onInconclusive : null;
  const { report, label } =
    onInconclusive === null || workflow === null
      ? { report: null, label: inputs.label ?? '' }
      : reportOf(inputs, mode, { log, clock, workflow, saved: null, patienceMs: PATIENCE_MS });
  // An evaluation that goes on by itself is reported by the step that judges it.
  if (!inputs.detach) report?.begin();
  const reporting = {
    ...host,
    report,
    log: { ...log, progress: (status: Status) => report?.progress(status) },
  };
  try {
    return await tell(await mode.run(inputs, stepHost(reporting, mode, inputs)), inputs, reporting);
  } catch (error) {
    return await endFailed(error, onInconclusive, { log, workflow, label, report });
  }
}

function stepHost(host: StepHost, { reproducible }: Mode, inputs: InputsOf<'mode' | 'report'>): EvalHost {
  const { log, env, workflow } = host;
  const { githubToken: token, artifactName: name, artifactRetentionDays: retentionDays } = inputs;
  const artifacts =
    workflow === null || token === null ? null : openArtifactStore({ ...host, workflow, token });
  return {
    ...host,
    pastArtifacts: (nameOf) =>
      workflow === null || artifacts === null ? null : openPastArtifacts(nameOf, artifacts, workflow),
    artifacts,
    saveLeftovers: (leftovers) => saveState(state.leftovers, JSON.stringify(leftovers)),
    saveKind: (kind) => saveState(state.kind, kind ?? ''),
    keep: () => saveState(state.kept, 'true'),
    async keepNodeLogs(logs, leg) {
      if (workflow === null) return;
      const artifact = {
        name: `${artifactName(name, { leg, label: '' }, workflow.attempt)}-kind`,
        directory: logs.directory,
        files: logs.files.map((file) => path.join(logs.directory, file)),
        retentionDays,
      };
      await uploadArtifact(artifact, workflow, env, host);
    },
    reproduce: reproducible === true ? reproduceCommand(inputs.mode, env, log.secrets) : null,
    savesVerdicts: true,
  };
}

/** Tells the workflow what a mode came to. @returns the exit code */
async function tell(
  result: ModeResult,
  how: Publication,
  host: StepHost & { report: StepReport | null },
): Promise<number> {
  const { log } = host;
  if (result.kind === 'judged') return await publish(result.outcome, how, host);
  if (result.kind === 'compared') return await publishLeaderboard(result.report, how, host);
  await host.report?.withdraw();
  for (const line of result.lines) log.info(line);
  const { summary } = result;
  if (summary !== undefined) await showSummary(() => summary, log);
  if (result.kind === 'planned') {
    const closeGroup = log.group('Manifests');
    log.info(result.manifests);
    closeGroup();
  }
  setOutputs(log.secrets.clean(result.outputs));
  return 0;
}
