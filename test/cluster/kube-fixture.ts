import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clock } from '../../src/base/clock.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import type { Log } from '../../src/base/ports.ts';
import { connect } from '../../src/kube/client.ts';
import type { Kube } from '../../src/kube/client.ts';
import { apply, create, read, remove } from '../../src/kube/objects.ts';
import type { ContainerRef, Manifest, Pod } from '../../src/kube/types.ts';
import { busyboxReference } from './busybox-image.ts';

/** A client as the action makes it from a kubeconfig file. */
export async function clientOf(kubeconfig: string, edit = (text: string): string => text): Promise<Kube> {
  const text = edit(readFileSync(kubeconfig, 'utf8'));
  const cluster = await loadKubeconfig([{ text, origin: 'The kubeconfig' }], { env: {}, clock });
  const silent = { info: () => undefined, debug: () => undefined };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all the client uses
  return connect(cluster, { clock, log: silent as unknown as Log });
}

/** A namespace for one file of tests; `close` removes it. */
export async function testNamespace(
  kube: Kube,
  prefix: string,
  labels: Record<string, string> = {},
): Promise<{ name: string; close: () => Promise<void> }> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`;
  await apply(kube, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  // Pods are refused until the controller has made it.
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', name: 'default', namespace: name };
  while ((await read(kube, account)) === undefined) await clock.sleep(100);
  return {
    name,
    close: async () => {
      await remove(kube, { apiVersion: 'v1', kind: 'Namespace', name });
    },
  };
}

/** A container of the tiny image that runs a script. */
export function shell(name: string, script: string, more: object = {}): object {
  return {
    name,
    image: busyboxReference(),
    imagePullPolicy: 'Never',
    command: ['sh', '-c', script],
    ...more,
  };
}

export function podManifest(namespace: string, name: string, spec: object): Manifest {
  const fast = { restartPolicy: 'Never', terminationGracePeriodSeconds: 1 };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { ...fast, ...spec } };
}

/** Creates a pod with one container `main`, and returns when that runs. */
export async function startPod(
  kube: Kube,
  namespace: string,
  name: string,
  script: string,
): Promise<ContainerRef> {
  await create(kube, podManifest(namespace, name, { containers: [shell('main', script)] }));
  await podWhen(
    kube,
    namespace,
    name,
    (pod) => pod.status?.containerStatuses?.[0]?.state?.running !== undefined,
  );
  return { namespace, pod: name, container: 'main' };
}

/** Polls a pod until the condition holds. @throws Error with its status after two minutes */
export async function podWhen(
  kube: Kube,
  namespace: string,
  name: string,
  condition: (pod: Pod) => boolean,
): Promise<Pod> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const pod = await read<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
    if (pod && condition(pod)) return pod;
    if (Date.now() > deadline) throw new Error(`${name}: ${JSON.stringify(pod?.status, null, 1)}`);
    await clock.sleep(100);
  }
}
