import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { Cluster } from './cluster.ts';

/** On a namespace: Kueue manages its Jobs. */
export const queueingLabel = { 'clawbench.dev/test-kueue': 'yes' };

export const kueuePorts = { health: 8081, webhooks: 9443, positions: 8082 };

/** Whose stored version differs from another that is served; as config/components/crd/kustomization.yaml says. */
const converted = ['localqueues', 'clusterqueues', 'cohorts', 'workloads', 'multikueueclusters'];

interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  [field: string]: unknown;
}

interface Webhook {
  clientConfig: { service?: { path: string }; url?: string; caBundle?: string };
  rules: { apiGroups: string[]; resources: string[] }[];
  namespaceSelector?: object;
}

/**
 * What Kueue's manifests make, for a manager outside of the cluster: its definitions, its webhooks for Jobs and for its
 * own kinds, and the API that tells positions.
 * @param source the directory of Kueue's Go module
 * @param authority the certificate that signed the manager's
 */
export function kueueObjects(cluster: Cluster, source: string, authority: Buffer): KubeObject[] {
  const components = join(source, 'config', 'components');
  const clientFor = (path: string): Webhook['clientConfig'] => ({
    url: `https://${cluster.address}:${kueuePorts.webhooks}${path}`,
    caBundle: authority.toString('base64'),
  });
  const bases = join(components, 'crd', 'bases');
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kueue-system' } },
    ...readdirSync(bases).flatMap((name) =>
      documents(join(bases, name)).map((crd) => withConversion(crd, clientFor)),
    ),
    ...documents(join(components, 'webhook', 'manifests.yaml')).map((object) => ({
      ...object,
      metadata: { name: `kueue-${object.metadata.name}` },
      webhooks: webhooksOf(object).map(({ clientConfig, ...webhook }) => ({
        ...webhook,
        clientConfig: clientFor(clientConfig.service?.path ?? ''),
        namespaceSelector: { matchLabels: queueingLabel },
      })),
    })),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'visibility-server', namespace: 'kueue-system' },
      spec: { type: 'ExternalName', externalName: cluster.address },
    },
    ...['v1beta1', 'v1beta2']
      .flatMap((version) => documents(join(components, 'visibility', `apiservice_${version}.yaml`)))
      .map((object) => withPort(object)),
  ];
}

function documents(file: string): KubeObject[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- manifests of Kueue
  return loadAll(readFileSync(file, 'utf8')).filter((document) => document !== null) as KubeObject[];
}

function withConversion(crd: KubeObject, clientFor: (path: string) => object): KubeObject {
  if (!converted.some((plural) => crd.metadata.name === `${plural}.kueue.x-k8s.io`)) return crd;
  const webhook = { clientConfig: clientFor('/convert'), conversionReviewVersions: ['v1'] };
  return { ...crd, spec: { ...Object(crd['spec']), conversion: { strategy: 'Webhook', webhook } } };
}

/** Those for Jobs and for Kueue's own kinds: the other kinds are not in the cluster. */
function webhooksOf({ webhooks }: KubeObject): Webhook[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- manifests of Kueue
  return (webhooks as Webhook[]).filter(({ rules }) =>
    rules.some(({ apiGroups: [group = ''] }) => ['batch', 'kueue.x-k8s.io'].includes(group)),
  );
}

/** The port of the manager, where Kueue's manifest has that of a Service. */
function withPort(object: KubeObject): KubeObject {
  const spec = Object(object['spec']);
  return { ...object, spec: { ...spec, service: { ...spec.service, port: kueuePorts.positions } } };
}
