import { randomBytes } from 'node:crypto';
import { tryOverlay } from '../backends/job/try-overlay.ts';
import type { Host } from '../base/ports.ts';
import type { Kube } from '../kube/client.ts';
import { read } from '../kube/objects.ts';
import { openclawPermissions } from '../kube/permissions.ts';
import type { Secret } from '../kube/types.ts';
import type { OpenclawDeployment } from '../plan/deploy.ts';
import { GATEWAY_PORT } from '../protocol/pod.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { OPENCLAW, OPENCLAW_SECRET, openclawObjects, readOpenclawManifests } from '../stack/openclaw.ts';
import type { Part } from './part.ts';

/** An OpenClaw that stays, with its gateway's token masked in the log. */
export function openclawPart(
  kube: Kube,
  plan: OpenclawDeployment,
  { log, root }: Pick<Host, 'log' | 'root'>,
): Part {
  const { namespace, image, podOverlay, gatewayToken } = plan;
  const kubectl = `kubectl -n ${namespace}`;
  return {
    component: 'openclaw',
    namespace,
    name: OPENCLAW,
    permissions: openclawPermissions,
    async objects({ isNew, isOpenShift }) {
      const manifests = await readOpenclawManifests(root);
      const token =
        gatewayToken ??
        (isNew ? undefined : await existingToken(kube, namespace)) ??
        randomBytes(32).toString('hex');
      log.mask([token]);
      const secrets = { ...plan.secrets, [podVariables.gatewayToken]: token };
      const objects = openclawObjects({ ...plan, isOpenShift, secrets }, manifests);
      const deployment = objects.find(({ kind }) => kind === 'Deployment');
      if (podOverlay !== undefined && deployment !== undefined) await tryOverlay(kube, deployment);
      return { namespace: manifests.namespace, objects };
    },
    lines: [
      `OpenClaw (${image}) runs in namespace ${namespace} as Deployment ${OPENCLAW}.`,
      `Reach it at http://localhost:${GATEWAY_PORT} with: ${kubectl} port-forward deploy/${OPENCLAW} ${GATEWAY_PORT}`,
      `Its token: ${kubectl} get secret ${OPENCLAW_SECRET} -o jsonpath='{.data.${podVariables.gatewayToken}}' | base64 -d`,
      `Evaluate it with: clawbench-k8s attach --namespace ${namespace}`,
    ],
    record: { deployment: OPENCLAW, image, secret: OPENCLAW_SECRET, port: GATEWAY_PORT },
  };
}

/** The gateway's token of an earlier deployment; undefined if there was none. */
async function existingToken(kube: Kube, namespace: string): Promise<string | undefined> {
  const ref = { apiVersion: 'v1', kind: 'Secret', name: OPENCLAW_SECRET, namespace };
  const encoded = (await read<Secret>(kube, ref))?.data?.[podVariables.gatewayToken];
  return encoded === undefined || encoded === ''
    ? undefined
    : Buffer.from(encoded, 'base64').toString('utf8');
}
