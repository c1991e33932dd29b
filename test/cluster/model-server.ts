import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageOf, type Image } from '../images/catalog.ts';
import { api } from './api.ts';
import type { Cluster } from './cluster.ts';
import { kubectl } from './kubectl.ts';
import { waitFor } from './processes.ts';

const manifest = join(import.meta.dirname, '../images/model/manifest.yaml');

/** URL of the scripted model server for OpenClaw, inside the cluster. */
export const modelBase = 'http://model.model-server.svc.cluster.local:8000/v1';

interface Deployment {
  spec: { template: { spec: { containers: { image: string }[] } } };
  status: { availableReplicas?: number; updatedReplicas?: number };
}

/** Deploys the scripted model server, whose image is on every node, and waits until it is ready. */
export async function deployModelServer(
  cluster: Cluster,
  image: Image,
  log: (line: string) => void,
): Promise<void> {
  if (await modelServerRuns(cluster, image)) return;
  log('Deploying the scripted model server …');
  const yaml = readFileSync(manifest, 'utf8').replace('image: IMAGE', `image: ${image.reference}`);
  await kubectl(cluster, ['apply', '--server-side', '--force-conflicts', '-f', '-'], yaml);
  try {
    await waitFor('the model server', () => modelServerRuns(cluster, image), {
      timeoutMs: 240_000,
      intervalMs: 200,
    });
  } catch (error) {
    const said = await kubectl(cluster, ['-n', 'model-server', 'describe', 'pods']);
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
}

/** True if the model server runs from this image and is ready. */
export async function modelServerRuns(cluster: Cluster, image = imageOf('model')): Promise<boolean> {
  const response = await api<Deployment>(cluster, '/apis/apps/v1/namespaces/model-server/deployments/model');
  if (response.status !== 200) return false;
  const deployment = response.json();
  return (
    deployment.spec.template.spec.containers[0]?.image === image.reference &&
    deployment.status.availableReplicas === 1 &&
    deployment.status.updatedReplicas === 1
  );
}

/** URL of the model server's admin endpoint for this machine; undefined if it is not deployed. */
export async function modelAdmin(cluster: Cluster): Promise<string | undefined> {
  const response = await api<{ spec: { clusterIP: string } }>(
    cluster,
    '/api/v1/namespaces/model-server/services/model',
  );
  if (response.status !== 200) return undefined;
  return `http://${response.json().spec.clusterIP}:8000/admin`;
}
