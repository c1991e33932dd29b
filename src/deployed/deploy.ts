import type { Host, Log } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { Done } from '../eval/mode-result.ts';
import { explainMissing, missingPermissions } from '../kube/access.ts';
import type { Kube } from '../kube/client.ts';
import { identifyAndLog } from '../kube/identify.ts';
import { waitingForQuota } from '../kube/quota-wait.ts';
import { newNamespacePermissions } from '../kube/permissions.ts';
import type { DeployPlan } from '../plan/deploy.ts';
import { namespaceExists, prepareDeploy, type DeployedObject } from '../stack/deploy.ts';
import { ensureNamespace, namespaceObject } from '../stack/namespace.ts';
import { isOpenShift } from '../stack/openshift.ts';
import { deployedLabels } from '../stack/ownership.ts';
import { waitForRollout } from '../stack/rollout.ts';
import { mlflowPart } from './mlflow.ts';
import { openclawPart } from './openclaw.ts';
import type { Part } from './part.ts';

/**
 * Deploys an OpenClaw and an MLflow that stay, and waits until they are ready. Deploying again changes only what is
 * different. Objects of others that are in the way are an error before anything is changed.
 * @throws ActionError missing-permission, foreign-object, startup-timeout and others; KubeError
 */
export async function deployComponents(kube: Kube, plan: DeployPlan, host: Host): Promise<Done> {
  const { log } = host;
  const { startupTimeoutMs } = plan;
  const parts = [
    ...(plan.openclaw === undefined ? [] : [openclawPart(kube, plan.openclaw, host)]),
    ...(plan.mlflow === undefined ? [] : [mlflowPart(plan.mlflow, host)]),
  ];
  const existing = await checkAccess(kube, parts, { log, waitMs: startupTimeoutMs });
  const openShift = await isOpenShift(kube);
  const prepared = await Promise.all(
    parts.map(async (part) => {
      const isNew = !existing.has(part.namespace);
      const { namespace, objects } = await part.objects({ isNew, isOpenShift: openShift });
      return { part, namespace, write: await prepareDeploy(kube, objects, isNew) };
    }),
  );
  log.status?.({ text: `Waiting for ${parts.map(({ name }) => name).join(' and ')}` });
  const results = await Promise.all(
    prepared.map(async ({ part, namespace, write }) => {
      const labels = deployedLabels(part.component);
      const patient = waitingForQuota(kube, { budgetMs: startupTimeoutMs, log });
      await ensureNamespace(patient, namespaceObject(part.namespace, namespace, { labels }));
      const objects = await write(patient);
      logChanges(part, objects, log);
      await waitForRollout(kube, part, { budgetMs: startupTimeoutMs, log });
      log.info(`Deployment ${part.namespace}/${part.name} is ready.`);
      return { part, objects };
    }),
  );
  return resultOf(results, plan.otherMlflow);
}

function logChanges(part: Part, objects: readonly DeployedObject[], log: Log): void {
  const changed = objects.filter(({ became }) => became !== 'unchanged');
  for (const { kind, name, namespace, became } of changed)
    log.info(`${kind} ${namespace}/${name} ${became}.`);
  if (changed.length === 0) log.info(`Deployment ${part.namespace}/${part.name} is up to date.`);
}

/**
 * Checks the permissions for all parts at once.
 * @param options.waitMs for namespaces that are being deleted
 * @returns the namespaces that exist
 * @throws ActionError missing-permission, which names all that are missing; startup-timeout; KubeError
 */
async function checkAccess(
  kube: Kube,
  parts: readonly Part[],
  options: { log: Log; waitMs: number },
): Promise<Set<string>> {
  const { user } = await identifyAndLog(kube, options.log);
  const namespaces = [...new Set(parts.map(({ namespace }) => namespace))];
  const exist = await Promise.all(namespaces.map((name) => namespaceExists(kube, name, options)));
  const newOnes = namespaces.filter((_, index) => !exist[index]);
  const missing = await Promise.all([
    ...parts.map(({ permissions, namespace }) => missingPermissions(kube, permissions, namespace)),
    ...(newOnes.length === 0 ? [] : [missingPermissions(kube, newNamespacePermissions, newOnes[0] ?? '')]),
  ]);
  if (missing.flat().length > 0) {
    throw new ActionError('missing-permission', explainMissing(missing.flat(), user, ...newOnes), {
      hint:
        newOnes.length === 0
          ? undefined
          : 'Or name an existing "namespace" and "mlflow-namespace": then no right to create namespaces is needed.',
    });
  }
  return new Set(namespaces.filter((name) => !newOnes.includes(name)));
}

function resultOf(
  results: readonly { part: Part; objects: readonly DeployedObject[] }[],
  otherMlflow: string | null,
): Done {
  const openclaw = results.find(({ part }) => part.component === 'openclaw');
  return {
    kind: 'done',
    lines: [
      ...results.flatMap(({ part }) => part.lines),
      ...(otherMlflow === null ? [] : [`MLflow is not deployed: ${otherMlflow} is used instead.`]),
      ...(results.length === 0 && otherMlflow === null ? ['There is nothing to deploy.'] : []),
    ],
    record: Object.fromEntries(
      results.map(({ part, objects }) => [
        part.component,
        { namespace: part.namespace, ...part.record, objects },
      ]),
    ),
    outputs: openclaw === undefined ? {} : { namespace: openclaw.part.namespace },
  };
}
