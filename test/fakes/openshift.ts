import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { adminToken } from '../cluster/kubeconfig.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { authorityOf } from '../cluster/pki.ts';
import { makeCertificates } from './certificates.ts';

/**
 * The parts of OpenShift that matter to pods, on a cluster that is not OpenShift: an admission webhook that does what the
 * constraint restricted-v2 does in labelled namespaces, and an address of the API server that also serves the API group of
 * these constraints. docs/decisions/0052-openshift.md
 */
export interface OpenShift {
  /** A kubeconfig for the cluster as an OpenShift. */
  kubeconfig: string;
  /** The user it sets for all pods: the first of the namespace's range. The group is that of the image: 0. */
  uid: number;
  /** The names of the pods it admitted, by their `generateName`. */
  admitted: string[];
  refused: string[];
  stop(): Promise<void>;
}

/** The label of namespaces whose pods are constrained. */
export const constrained = 'clawbench.test/restricted-v2';

interface SecurityContext {
  runAsUser?: number;
  runAsNonRoot?: boolean;
  fsGroup?: number;
  seLinuxOptions?: { level?: string };
  allowPrivilegeEscalation?: boolean;
  privileged?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type: string };
}
interface Container {
  name: string;
  ports?: { hostPort?: number }[];
  securityContext?: SecurityContext;
}
interface Pod {
  metadata: { name?: string; generateName?: string; annotations?: object };
  spec: {
    securityContext?: SecurityContext;
    initContainers?: Container[];
    containers: Container[];
    volumes?: object[];
    hostNetwork?: boolean;
    hostPID?: boolean;
    hostIPC?: boolean;
  };
}

/** @param name of the webhook, which is cluster-scoped but acts only on labelled namespaces */
export async function startOpenShift(cluster: Cluster, name: string): Promise<OpenShift> {
  const certificates = makeCertificates();
  const { certificate: cert, key } = certificates.server;
  const uid = 1_000_660_000 + Math.floor(Math.random() * 10_000);
  const admitted: string[] = [];
  const refused: string[] = [];

  const webhook = createServer({ cert, key }, (incoming, answer) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    incoming.on('end', () => {
      const review: { request: { uid: string; object: Pod } } = JSON.parse(text);
      const pod = mutated(review.request.object, uid);
      const problems = problemsOf(pod, uid);
      (problems.length === 0 ? admitted : refused).push(pod.metadata.generateName ?? pod.metadata.name ?? '');
      const response =
        problems.length === 0
          ? { allowed: true, patchType: 'JSONPatch', patch: patchTo(pod) }
          : { allowed: false, status: { code: 403, message: refusal(problems) } };
      answer.setHeader('content-type', 'application/json');
      answer.end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response: { uid: review.request.uid, ...response },
        }),
      );
    });
  });
  const front = withGroup(cluster, { cert, key });
  const proxy = await listenTls(front);
  const hook = await listenTls(webhook);
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: 'restricted-v2.clawbench.test',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        namespaceSelector: { matchLabels: { [constrained]: name } },
        rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
        clientConfig: { url: `${hook}/`, caBundle: base64(certificates.ca.certificate) },
      },
    ],
  };
  await kubectl(cluster, ['apply', '-f', '-'], JSON.stringify(configuration));
  const context = 'openshift';
  return {
    kubeconfig: JSON.stringify({
      'current-context': context,
      contexts: [{ name: context, context: { cluster: context, user: context } }],
      clusters: [
        {
          name: context,
          cluster: { server: proxy, 'certificate-authority-data': base64(certificates.ca.certificate) },
        },
      ],
      users: [{ name: context, user: { token: adminToken(cluster) } }],
    }),
    uid,
    admitted,
    refused,
    async stop() {
      await kubectl(cluster, ['delete', 'mutatingwebhookconfiguration', name, '--ignore-not-found']);
      for (const server of [webhook, front]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** What OpenShift has in the annotations of a namespace. */
const RANGE = 10_000;
const LEVEL = 's0:c26,c5';

/** What nobody set in a pod, set as restricted-v2 does before it looks at it. */
function mutated({ metadata, spec }: Pod, uid: number): Pod {
  const pod = spec.securityContext ?? {};
  const context = {
    fsGroup: uid,
    seLinuxOptions: { level: LEVEL },
    seccompProfile: { type: 'RuntimeDefault' },
    ...pod,
  };
  const constrain = <T extends Container>(container: T): T => {
    const own = container.securityContext ?? {};
    const drop = [...new Set([...(own.capabilities?.drop ?? []), 'ALL'])];
    const runAsUser = own.runAsUser ?? pod.runAsUser ?? uid;
    const runAsNonRoot = own.runAsNonRoot ?? pod.runAsNonRoot ?? runAsUser > 0;
    const securityContext = {
      allowPrivilegeEscalation: false,
      ...own,
      runAsUser,
      runAsNonRoot,
      capabilities: { ...own.capabilities, drop },
    };
    return { ...container, securityContext };
  };
  return {
    metadata: { ...metadata, annotations: { ...metadata.annotations, 'openshift.io/scc': 'restricted-v2' } },
    spec: {
      ...spec,
      securityContext: context,
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(constrain) }),
      containers: spec.containers.map(constrain),
    },
  };
}

const volumeKinds: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What restricted-v2 refuses in a pod, in its words. */
function problemsOf({ spec }: Pod, uid: number): string[] {
  const problems: string[] = [];
  const check = (where: string, what: string, isFine: boolean): void => {
    if (!isFine) problems.push(`${where}: Invalid value: ${what}`);
  };
  const { fsGroup = uid, seLinuxOptions, seccompProfile } = spec.securityContext ?? {};
  const isInRange = (id: number): boolean => id >= uid && id < uid + RANGE;
  check('.spec.securityContext.hostPID', 'true: Host PID is not allowed to be used', spec.hostPID !== true);
  check(
    '.spec.securityContext.hostNetwork',
    'true: Host network is not allowed to be used',
    spec.hostNetwork !== true,
  );
  check('.spec.securityContext.hostIPC', 'true: Host IPC is not allowed to be used', spec.hostIPC !== true);
  check(
    '.spec.securityContext.fsGroup',
    `[${fsGroup}]: ${fsGroup} is not an allowed group`,
    isInRange(fsGroup),
  );
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const kind = Object.keys(volume).find((field) => field !== 'name') ?? 'emptyDir';
    check(
      `spec.volumes[${index}]`,
      `"${kind}": ${kind} volumes are not allowed to be used`,
      volumeKinds.has(kind),
    );
  }
  for (const [index, container] of [...(spec.initContainers ?? []), ...spec.containers].entries()) {
    const where = `.containers[${index}]`;
    const { runAsUser = uid, ...own } = container.securityContext ?? {};
    check(
      `${where}.runAsUser`,
      `${runAsUser}: must be in the ranges: [${uid}, ${uid + RANGE - 1}]`,
      isInRange(runAsUser),
    );
    const level = (own.seLinuxOptions ?? seLinuxOptions)?.level;
    check(`${where}.seLinuxOptions.level`, `"${level}": must be ${LEVEL}`, level === LEVEL);
    for (const added of own.capabilities?.add ?? [])
      check(
        `${where}.capabilities.add`,
        `"${added}": capability may not be added`,
        added === 'NET_BIND_SERVICE',
      );
    check(`${where}.privileged`, 'true: Privileged containers are not allowed', own.privileged !== true);
    check(
      `${where}.allowPrivilegeEscalation`,
      'true: Allowing privilege escalation for containers is not allowed',
      own.allowPrivilegeEscalation !== true,
    );
    const profile = (own.seccompProfile ?? seccompProfile)?.type;
    check(
      `${where}.seccompProfile`,
      `${profile} is not an allowed seccomp profile`,
      profile === 'RuntimeDefault',
    );
    const ports = (container.ports ?? []).filter(({ hostPort = 0 }) => hostPort !== 0);
    check(
      `${where}.hostPort`,
      `${ports[0]?.hostPort}: Host ports are not allowed to be used`,
      ports.length === 0,
    );
  }
  return problems;
}

/** Of other constraints it says that this account may not use them, and of this one what is wrong. */
function refusal(problems: readonly string[]): string {
  const others = ['anyuid', 'hostmount-anyuid', 'nonroot', 'privileged'];
  const reasons = [
    ...others.map((name) => `provider "${name}": Forbidden: not usable by user or serviceaccount`),
    ...problems.map((problem) => `provider restricted-v2: ${problem}`),
  ];
  return `unable to validate against any security context constraint: [${reasons.join(', ')}]`;
}

/** The changes to a pod, as a JSON patch in base64. */
function patchTo({ metadata, spec }: Pod): string {
  const patch = [
    { op: 'add', path: '/metadata/annotations', value: metadata.annotations },
    { op: 'replace', path: '/spec', value: spec },
  ];
  return base64(JSON.stringify(patch));
}

/** The API server at another address, where it also serves security.openshift.io. */
function withGroup(cluster: Cluster, tls: { cert: string; key: string }): Server {
  const ca = readFileSync(authorityOf(cluster).certificate);
  const target = new URL(cluster.apiUrl);
  const server = createServer(tls, (incoming, answer) => {
    if (incoming.url === '/apis/security.openshift.io') {
      answer.setHeader('content-type', 'application/json');
      answer.end(
        JSON.stringify({ kind: 'APIGroup', apiVersion: 'v1', name: 'security.openshift.io', versions: [] }),
      );
      return;
    }
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers, ca }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect({ host: target.hostname, port: Number(target.port), ca }, () => {
      const lines = incoming.rawHeaders.flatMap((field, index, all) =>
        index % 2 === 0 ? [`${field}: ${all[index + 1]}`] : [],
      );
      onward.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return server;
}

/** @returns its address */
async function listenTls(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
