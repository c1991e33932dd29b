import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { askGateway } from '../backends/attached/ask.ts';
import { loadBaseline } from '../baseline/load.ts';
import { conclude } from './finish.ts';
import { connectTo } from './connect.ts';
import type { ActionRoot, MaskingLog } from '../base/ports.ts';
import { isActionError } from '../base/errors.ts';
import { evaluate } from '../pods/evaluate.ts';
import { fetchFromMlflow } from '../mlflow/fetch.ts';
import { startMlflow } from '../mlflow/beside.ts';
import type { CollectedShard } from '../pods/collect.ts';
import type { FoundRun } from '../backends/eval-record.ts';
import { findEval } from './find-eval.ts';
import { publicInputs, takes } from '../inputs/load.ts';
import { inputRows, type Inputs } from '../inputs/types.ts';
import { identifyAndLog } from '../kube/identify.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { read } from '../kube/objects.ts';
import type { Secret } from '../kube/types.ts';
import type { Outcome } from './outcome.ts';
import { artifactName, mlflowPlan, type Plan } from '../plan/plan.ts';
import { type RunDeps, withCleanUp } from './run.ts';
import { readOwnFile } from '../stack/manifests.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { openRounds } from './rounds.ts';
import { isOpenShift } from '../stack/openshift.ts';
import type { ModelRoute } from '../stack/providers.ts';

/**
 * The second half of the story, for an eval that another process began: waits for it, brings it home, judges by the
 * gate of this call, and cleans up.
 * @throws ActionError
 */
export async function bringHome(given: Inputs, deps: RunDeps): Promise<Outcome> {
  const { log, signal } = deps;
  const kube = await connectTo(given, deps);
  try {
    await identifyAndLog(kube, log);
    const { run, place, leftovers } = await findEval(kube, given, signal);
    log.info(
      `Evaluation ${run.instance} of ${run.model.model}, begun at ${new Date(run.startedAtMs).toISOString()}.`,
    );
    const secrets = await secretsOf(kube, run, deps.root, log, signal);
    log.mask(secrets);
    const inputs = asItRan(given, run);
    const plan = planOf(run, inputs);
    const past = deps.pastArtifacts((attempt) => artifactName(inputs.artifactName, run.leg, attempt));
    const baselineSoFar = await loadBaseline(inputs.baseline, { ...deps, past });
    const bring = async (): Promise<Outcome> => {
      const platform = { isOpenShift: await isOpenShift(kube, signal) };
      const mlflow = startMlflow(kube, plan, inputs, { ...deps, ...platform });
      const pods = path.join(deps.directory, 'pods');
      await mkdir(pods, { recursive: true });
      let { baseline } = baselineSoFar;
      const { mlflow: server } = plan;
      let isComplete = server === undefined || baselineSoFar.mlflowRuns.length === 0;
      const baselineOf = async (collected: readonly CollectedShard[]): Promise<Baseline | null> => {
        const pod = collected.find((shard) => shard.failure === undefined)?.pod;
        if (isComplete || server === undefined || pod === undefined) return baseline;
        const target = place.at(pod.name);
        await mlflow.untilReady();
        baseline = await baselineSoFar.complete((runId) =>
          fetchFromMlflow(kube, target, server, inputs, runId, signal),
        );
        isComplete = true;
        return baseline;
      };
      const rounds = openRounds(plan, inputs, baselineOf, log);
      const { shards, held } = await evaluate({
        kube,
        log,
        place,
        shards: run.shards,
        directory: pods,
        startupTimeoutMs: run.startupTimeoutMs,
        timeoutMs: run.timeoutMs,
        signal,
        given: undefined,
        isStarted: true,
        earlier: null,
        beforeStart: () => Promise.resolve(),
        onFinished: () => Promise.resolve('enough'),
        nextRound: rounds.next,
      });
      const { startedAtMs, settingsHash, taskDurations } = run;
      return await conclude(
        {
          kube,
          plan,
          place,
          shards,
          held,
          baseline,
          isConfirmed: rounds.isConfirmed(),
          facts: { startedAtMs, settingsHash, taskDurations },
          publicInputs: inputsOf(run, inputs),
          forecast: null,
          mlflowReady: mlflow.untilReady,
          nodeLogs: undefined,
        },
        inputs,
        deps,
      );
    };
    const outcome = await bring();
    // Stopped or failing before there is a verdict, it leaves the eval as it is: it can be fetched again.
    return await withCleanUp(kube, leftovers, inputs, deps, () => Promise.resolve(outcome));
  } finally {
    await kube.close();
  }
}

/** The inputs of this call, with what was decided when the eval began. */
export function asItRan(
  inputs: Inputs,
  { concurrency, runs, shards, timeoutMs, startupTimeoutMs, clawbenchArgs, inputs: then }: FoundRun,
): Inputs {
  // Whoever began it without MLflow does not get one deployed at its end.
  const mlflow = inputs.mlflow && then['mlflow'] !== false;
  return { ...inputs, concurrency, runs, shards, timeoutMs, startupTimeoutMs, clawbenchArgs, mlflow };
}

/** What ran is told by its record, by which gate it was judged by this call. */
function inputsOf(run: FoundRun, inputs: Inputs): Record<string, unknown> {
  const own = new Set(inputRows.filter(([name, row]) => takes('results', name, row)).map(([name]) => name));
  const ofThisCall = Object.entries(publicInputs(inputs)).filter(([name]) => own.has(name));
  return { ...run.inputs, ...Object.fromEntries(ofThisCall), mode: run.inputs['mode'] };
}

/** The pods have the files already, and of what they were the record tells. */
const NOT_HERE = Buffer.alloc(0);

/** The plan of an eval that another process began, as far as judging it asks for. */
export function planOf(run: FoundRun, inputs: Inputs): Plan {
  const route = ({ model, ref }: FoundRun['model']): ModelRoute => ({
    model,
    ref,
    keyVariable: undefined,
    endpoint: undefined,
    isPriceKnown: true,
  });
  return {
    identity: { instance: run.instance, leg: run.leg },
    label: inputs.label ?? run.label,
    namespace: run.namespace,
    ownNamespace: false,
    name: `clawbench-${run.instance}`,
    runUrl: run.runUrl ?? undefined,
    expiresAtMs: 0,
    model: route(run.model),
    judge: run.judge === null ? undefined : route(run.judge),
    images: { openclaw: inputs.openclawImage, clawbench: inputs.clawbenchImage, mlflow: inputs.mlflowImage },
    openclawConfig: null,
    shards: run.shards,
    network: { noProxy: undefined, caCertificates: undefined },
    podOverlay: undefined,
    given: run.given === null ? undefined : { ...run.given, bundle: NOT_HERE },
    imagePullSecret: undefined,
    makesPullSecret: false,
    mlflow: mlflowPlan(inputs),
    podDeadlineMs: 0,
    jobDeadlineMs: 0,
    secrets: {},
  };
}

/** What must not stand in the artifact, and this process was never told. */
async function secretsOf(
  kube: Kube,
  run: FoundRun,
  root: ActionRoot,
  log: MaskingLog,
  signal: AbortSignal,
): Promise<string[]> {
  const { namespace, instance, place } = run;
  if (place.kind === 'attached') {
    const program = await readOwnFile(root, 'dist/sidecar.mjs');
    const gateway = { namespace, podName: place.pod, container: { name: place.gateway } };
    try {
      const { token } = await askGateway(kube, gateway, program, null, signal);
      return token === null ? [] : [token];
    } catch (error) {
      signal.throwIfAborted();
      if (!isActionError(error)) throw error;
      log.warning(
        'Secrets',
        `The gateway could not be asked for its token, so that it could not be hidden if an agent printed it: ${error.message}`,
      );
      return [];
    }
  }
  try {
    const ref = { apiVersion: 'v1', kind: 'Secret', name: `clawbench-${instance}`, namespace };
    const secret = await read<Secret>(kube, ref, { signal });
    const values = Object.values(secret?.data ?? {});
    return values.map((value) => Buffer.from(value, 'base64').toString('utf8'));
  } catch (error) {
    if (!isKubeError(error) || error.status !== 403) throw error;
    log.warning(
      'Secrets',
      'The keys the evaluation ran with may not be read, so that they could not be hidden if an agent printed them.',
    );
    return [];
  }
}
