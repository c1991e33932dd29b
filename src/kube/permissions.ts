/** Verbs on a resource that the action uses, as in a rule of a Role. */
export interface Permission {
  /** The API group; '' for the core group. */
  group: string;
  /** Including the subresource: `pods/exec`. */
  resource: string;
  verbs: readonly string[];
  /** `cluster` for cluster-scoped resources, such as namespaces. */
  scope: 'namespace' | 'cluster';
  /** The purpose, to be read after "to": "run commands in the evaluation's pod". */
  purpose: string;
}

const inNamespace = (
  group: string,
  resource: string,
  verbs: readonly string[],
  purpose: string,
): Permission => ({ group, resource, verbs, scope: 'namespace', purpose });

/**
 * For an evaluation in an existing namespace. Server-side apply needs `create` besides `patch` for a new object. Exec
 * by WebSocket is a GET, and from Kubernetes 1.35 on also needs `create`. Secrets are written but never read. Nothing
 * but pods and the Job needs `delete`: the rest is garbage-collected with the Job that owns it.
 */
export const evalPermissions: readonly Permission[] = [
  inNamespace('', 'pods', ['get', 'list', 'delete'], 'follow the evaluation and delete pods of lost nodes'),
  inNamespace('', 'pods/exec', ['get', 'create'], 'exchange requests and results with its pod'),
  inNamespace('', 'pods/log', ['get'], 'show the log'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
  inNamespace('', 'configmaps', ['create', 'patch'], 'configure the evaluation'),
  inNamespace('', 'secrets', ['create', 'patch'], 'pass the keys to the evaluation'),
  inNamespace('batch', 'jobs', ['get', 'list', 'create', 'patch', 'delete'], 'run the evaluation'),
  inNamespace(
    'networking.k8s.io',
    'networkpolicies',
    ['create', 'patch'],
    'keep other pods away from the evaluation',
  ),
];

/** For an evaluation that waits in a LocalQueue of Kueue. */
export const queuePermissions: readonly Permission[] = [
  inNamespace('kueue.x-k8s.io', 'localqueues', ['list'], 'find the queue of the evaluation'),
  inNamespace('kueue.x-k8s.io', 'workloads', ['list'], 'say why the evaluation waits in its queue'),
];

/** For an evaluation of an existing OpenClaw: the user's own objects are only read. */
export const attachPermissions: readonly Permission[] = [
  inNamespace('', 'pods', ['get', 'list'], 'find its pod and follow the evaluation'),
  inNamespace('', 'pods/exec', ['get', 'create'], 'inspect the gateway, and exchange requests and results'),
  inNamespace('', 'pods/log', ['get'], 'show the logs'),
  inNamespace('', 'events', ['list'], 'say what went wrong'),
  inNamespace(
    '',
    'configmaps',
    ['get', 'list', 'create', 'patch', 'delete'],
    'configure the evaluation and find it again',
  ),
];

/** For an MLflow with credentials, which go into no container of an existing OpenClaw's pod. */
export const mlflowPodPermissions: readonly Permission[] = [
  inNamespace('', 'pods', ['create', 'delete'], 'talk to an MLflow with credentials from a pod of its own'),
];

/** For finding the existing OpenClaw, by what its pod belongs to. An OpenClaw in a Deployment needs no right to StatefulSets. */
export const workloadPermissions: Readonly<
  Record<'Deployment' | 'StatefulSet' | 'Pod', readonly Permission[]>
> = {
  Deployment: [inNamespace('apps', 'deployments', ['get', 'list'], 'find the existing OpenClaw')],
  StatefulSet: [inNamespace('apps', 'statefulsets', ['get', 'list'], 'find the existing OpenClaw')],
  Pod: [],
};

export const ephemeralPermissions: readonly Permission[] = [
  inNamespace('', 'pods/ephemeralcontainers', ['patch'], 'add containers to the pod of the gateway'),
];

export const rolloutPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', ['patch'], 'roll the evaluation out with the gateway'),
];

/** For creating a namespace for each evaluation, and deleting it afterwards. */
export const ownNamespacePermissions: readonly Permission[] = [
  {
    group: '',
    resource: 'namespaces',
    verbs: ['get', 'create', 'patch', 'delete'],
    scope: 'cluster',
    purpose: 'give each evaluation its own namespace',
  },
];

/** For deploying MLflow, in its namespace. */
export const mlflowPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', ['get', 'create', 'patch'], 'deploy MLflow'),
  inNamespace('', 'services', ['create', 'patch'], 'make MLflow reachable'),
  inNamespace('', 'persistentvolumeclaims', ['get', 'create', 'patch'], 'keep the data of MLflow'),
];

const toCreate = ['get', 'create', 'patch'];

/** For deploying OpenClaw, in its namespace. Its Secret is read, so that a redeploy keeps the gateway's token. */
export const openclawPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', toCreate, 'deploy OpenClaw'),
  inNamespace('', 'services', toCreate, 'make OpenClaw reachable'),
  inNamespace('', 'persistentvolumeclaims', toCreate, 'keep the data of OpenClaw'),
  inNamespace('', 'configmaps', toCreate, 'configure OpenClaw'),
  inNamespace('', 'secrets', toCreate, 'pass the keys to OpenClaw'),
  inNamespace('', 'pods', ['list'], 'see whether OpenClaw is ready'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];

/** For deploying MLflow with `mode: deploy`, and waiting for it. */
export const deployedMlflowPermissions: readonly Permission[] = [
  ...mlflowPermissions,
  inNamespace('', 'services', ['get'], 'make MLflow reachable'),
  inNamespace('', 'pods', ['list'], 'see whether MLflow is ready'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];

/** For deploying MLflow with the login of a private registry. */
export const pullSecretPermissions: readonly Permission[] = [
  inNamespace('', 'secrets', toCreate, 'pass the login of the registry to MLflow'),
];

/** For creating the namespaces of `mode: deploy`. */
export const newNamespacePermissions: readonly Permission[] = [
  {
    group: '',
    resource: 'namespaces',
    verbs: toCreate,
    scope: 'cluster',
    purpose: 'create the namespaces of OpenClaw and MLflow',
  },
];

const toDelete = ['list', 'delete'];

/** For `mode: teardown`, in each namespace. */
export const teardownPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', toDelete, 'delete what was deployed'),
  inNamespace('batch', 'jobs', toDelete, 'delete evaluations'),
  inNamespace('', 'services', toDelete, 'delete what was deployed'),
  inNamespace('', 'persistentvolumeclaims', toDelete, 'delete what was deployed'),
  inNamespace('', 'configmaps', toDelete, 'delete what was deployed'),
  inNamespace('', 'secrets', toDelete, 'delete what was deployed'),
  inNamespace('networking.k8s.io', 'networkpolicies', toDelete, 'delete evaluations'),
];

/** For deploying MLflow with an evaluation, when its image is in a private registry. */
export const pullSecretPermission: Permission = inNamespace(
  '',
  'secrets',
  ['create', 'patch'],
  'let nodes pull the image of MLflow',
);
