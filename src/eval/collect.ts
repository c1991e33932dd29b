import { type FoundRecord, recordMap } from '../backends/eval-record.ts';
import { askGateway } from '../backends/attached/ask.ts';
import { settleMlflow } from '../backends/standing-mlflow.ts';
import { ActionError, isActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import type { ClusterAccess } from '../cluster/choose.ts';
import { identifyAndLog } from '../kube/identify.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { read } from '../kube/objects.ts';
import type { Secret } from '../kube/types.ts';
import { startMlflow } from '../mlflow/beside.ts';
import { warnIfUngated } from '../plan/gate.ts';
import type { Terms } from '../plan/terms.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { readOwnFile } from '../stack/manifests.ts';
import { isOpenShift } from '../stack/openshift.ts';
import { relaySecretName } from '../stack/ownership.ts';
import type { EvalCluster } from './cluster.ts';
import { joinCluster } from './existing-cluster.ts';
import { type EvalQuery, findEval, type FoundArm, type FoundEval } from './find-eval.ts';
import { finish } from './finish.ts';
import { baselineFor, evalsBeside } from './load-baseline.ts';
import type { EvalHost } from './host.ts';
import type { Outcome } from './outcome.ts';
import { untilDecided } from './rounds.ts';
import { type Again, type ArmInCluster, openRunningEval, type RunningEval } from './running.ts';

/** Which evaluation to collect, and from which cluster. */
export interface CollectRequest extends EvalQuery {
  access: ClusterAccess;
  /** A new label; null for the one it was launched with. */
  label: string | null;
}

/**
 * The second half of the story, for an evaluation that another process launched: waits for it, collects it, judges it by
 * the terms of this call, and removes it.
 * @throws ActionError
 */
export async function collectEval(request: CollectRequest, terms: Terms, host: EvalHost): Promise<Outcome> {
  await using cluster = await joinCluster(request.access, terms.cleanup, host);
  await identifyAndLog(cluster.kube, host.log);
  const found = await findEval(cluster.kube, request);
  refuseSecondBaseline(found, terms);
  warnIfUngated(terms, host.log, found.record.base !== null);
  using running = await rejoin(cluster, found, { ...request, terms }, host);
  const collected = await untilDecided(running, host.log);
  const outcome = await finish(running, collected, host);
  // Only now: stopped or failing before there is a verdict, it leaves the evaluation to be collected again.
  cluster.removeAtEnd(found.leftovers);
  return cluster.settle(outcome);
}

/** What was launched beside it is what it is compared with. @throws ActionError bad-input */
function refuseSecondBaseline({ record }: FoundEval, { baseline }: Terms): void {
  if (record.base === null || baseline.length === 0) return;
  throw new ActionError(
    'bad-input',
    `Input \`baseline\` names another result, but evaluation ${record.instance} was launched with an arm to compare it with (${record.base}): leave \`baseline\` out.`,
  );
}

/** Opens an evaluation that another process launched. */
async function rejoin(
  cluster: EvalCluster,
  { record: found, backend, base, lostBase, leftovers }: FoundEval,
  { label, terms: wished }: { label: string | null; terms: Terms },
  host: EvalHost,
): Promise<RunningEval> {
  const { kube } = cluster;
  const { log } = host;
  log.info(
    `Evaluation ${found.instance} of ${found.model.model}, begun at ${new Date(found.startedAtMs).toISOString()}.`,
  );
  const record = { ...found, label: label ?? found.label };
  const { mlflow: wishedMlflow, ...asked } = termsFor(record, wished);
  const terms = { ...asked, mlflow: await settleMlflow(kube, wishedMlflow, log) };
  for (const arm of [found, ...(base === null ? [] : [base.record])])
    log.mask(await secretsOf(kube, arm, host));
  const baseline = await baselineFor(terms, record, host);
  const inputs = { head: found.inputs, base: base?.record.inputs };
  const besideArm = base === null ? null : await evalsBeside(terms, record, inputs, host);
  const mlflow = startMlflow(kube, terms.mlflow, { leftovers, isOpenShift: await isOpenShift(kube) }, host);
  const again = baseline.baseline !== null && terms.gate.confirmBy === 'both' ? COLLECTED : null;
  const head = { ...foundArm({ record: found, backend }), record };
  return await openRunningEval(
    cluster,
    {
      head,
      base: base && foundArm(base),
      lostBase,
      again,
      terms,
      mlflow,
      baseline,
      besideArm,
      expectation: null,
      caps: null,
    },
    host,
  );
}

/** A base arm would need the keys of the provider. */
const COLLECTED: Again = {
  impossible: 'another process launched this evaluation, and had the keys for it',
};

function foundArm({ record, backend }: FoundArm): ArmInCluster {
  return { record, backend, shardRecords: record.shardRecords, launch: null };
}

/** Run settings come from the record, the terms from this call. */
function termsFor({ inputs: launchedWith, quarantinedInBase }: FoundRecord, terms: Terms): Terms {
  return {
    ...terms,
    // This call knows the file as it is here alone.
    gate: { ...terms.gate, ...(quarantinedInBase !== null && { quarantinedInBase }) },
    // No MLflow is deployed for an evaluation that was launched without one.
    mlflow: launchedWith['mlflow'] === false ? undefined : terms.mlflow,
    inputs: { ...launchedWith, ...terms.inputs, mode: launchedWith['mode'] },
  };
}

/** Secrets of the evaluation that this process must redact and does not know. */
async function secretsOf(
  kube: Kube,
  record: FoundRecord,
  host: Pick<Host, 'log' | 'root'>,
): Promise<string[]> {
  const { place } = record;
  return place.kind === 'attached'
    ? await tokenOfGateway(kube, record.namespace, { pod: place.pod, container: place.gateway }, host)
    : await valuesOfSecret(kube, record, host);
}

async function tokenOfGateway(
  kube: Kube,
  namespace: string,
  { pod: podName, container }: { pod: string; container: string },
  { log, root }: Pick<Host, 'log' | 'root'>,
): Promise<string[]> {
  const program = await readOwnFile(root, 'dist/sidecar.mjs');
  try {
    const gateway = { namespace, podName, container: { name: container } };
    const { token } = await askGateway(kube, gateway, program, null);
    return token === null ? [] : [token];
  } catch (error) {
    kube.signal.throwIfAborted();
    if (!isActionError(error)) throw error;
    log.warning(
      'Secrets',
      `The gateway could not be asked for its token, which will not be redacted if an agent printed it: ${error.message}`,
    );
    return [];
  }
}

async function valuesOfSecret(
  kube: Kube,
  record: FoundRecord,
  { log }: Pick<Host, 'log'>,
): Promise<string[]> {
  const { namespace } = record;
  const name = recordMap(record);
  try {
    const secrets = await Promise.all(
      [name, relaySecretName(name)].map((each) =>
        read<Secret>(kube, { apiVersion: 'v1', kind: 'Secret', name: each, namespace }),
      ),
    );
    return secrets
      .flatMap((secret) => Object.entries(secret?.data ?? {}))
      .filter(([variable]) => variable !== podVariables.relayConfig)
      .map(([, value]) => Buffer.from(value, 'base64').toString('utf8'));
  } catch (error) {
    if (!isKubeError(error) || error.status !== 403) throw error;
    log.warning(
      'Secrets',
      'The credentials may not read the keys of the evaluation, which will not be redacted if an agent printed them.',
    );
    return [];
  }
}
