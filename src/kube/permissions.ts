/** Verbs on a resource the action uses, as in a rule of a Role. */
export interface Permission {
  /** API group, '' for the core group. */
  group: string;
  /** With the subresource: `pods/exec`. */
  resource: string;
  verbs: readonly string[];
  /** Namespaces have none to be asked in. */
  scope: 'namespace' | 'cluster';
  /** What for, to be read after "to": "run commands in the eval pod". */
  purpose: string;
}

const inNamespace = (
  group: string,
  resource: string,
  verbs: readonly string[],
  purpose: string,
): Permission => ({ group, resource, verbs, scope: 'namespace', purpose });

/**
 * For an eval in a namespace that is there already. Server-side apply that makes an object needs `create`
 * beside `patch`. Exec by WebSocket is a GET, and from Kubernetes 1.35 on also asks for `create`.
 * Secrets are written but never read; they, ConfigMaps and policies leave with the Job that owns them.
 */
export const evalPermissions: readonly Permission[] = [
  inNamespace('', 'pods', ['get', 'list', 'delete'], 'follow the eval and give up pods of lost nodes'),
  inNamespace('', 'pods/exec', ['get', 'create'], 'exchange requests and results with the eval pod'),
  inNamespace('', 'pods/log', ['get'], 'show the log'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
  inNamespace('', 'configmaps', ['create', 'patch'], 'configure the eval'),
  inNamespace('', 'secrets', ['create', 'patch'], 'hand the keys to the eval'),
  inNamespace('batch', 'jobs', ['get', 'list', 'create', 'patch', 'delete'], 'run the eval'),
  inNamespace(
    'networking.k8s.io',
    'networkpolicies',
    ['create', 'patch'],
    'keep other pods away from the eval',
  ),
];

/** For an eval on an OpenClaw that is there: the user's own objects are only read. */
export const attachPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', ['get', 'list'], 'find the OpenClaw that is there'),
  inNamespace('', 'pods', ['get', 'list'], 'find its pod and follow the eval'),
  inNamespace('', 'pods/exec', ['get', 'create'], 'look at the gateway, and exchange requests and results'),
  inNamespace('', 'pods/log', ['get'], 'show the logs'),
  inNamespace('', 'events', ['list'], 'say what went wrong'),
  inNamespace(
    '',
    'configmaps',
    ['get', 'list', 'create', 'patch', 'delete'],
    'configure the eval and find it again',
  ),
];

export const ephemeralPermissions: readonly Permission[] = [
  inNamespace('', 'pods/ephemeralcontainers', ['patch'], 'join the pod of the gateway'),
];

export const rolloutPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', ['patch'], 'roll the eval out with the gateway'),
];

/** For namespaces the action makes for each eval and deletes after it. */
export const ownNamespacePermissions: readonly Permission[] = [
  {
    group: '',
    resource: 'namespaces',
    verbs: ['get', 'create', 'patch', 'delete'],
    scope: 'cluster',
    purpose: 'give each eval a namespace of its own',
  },
];

/** For deploying MLflow, in its namespace. */
export const mlflowPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', ['get', 'create', 'patch'], 'deploy MLflow'),
  inNamespace('', 'services', ['create', 'patch'], 'make MLflow reachable'),
  inNamespace('', 'persistentvolumeclaims', ['get', 'create', 'patch'], 'keep the data of MLflow'),
];

const toCreate = ['get', 'create', 'patch'];

/** For a standing OpenClaw, in its namespace. Its Secret is read: a redeploy keeps the gateway's token. */
export const openclawPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', toCreate, 'deploy OpenClaw'),
  inNamespace('', 'services', toCreate, 'make OpenClaw reachable'),
  inNamespace('', 'persistentvolumeclaims', toCreate, 'keep the data of OpenClaw'),
  inNamespace('', 'configmaps', toCreate, 'configure OpenClaw'),
  inNamespace('', 'secrets', toCreate, 'hand the keys to OpenClaw'),
  inNamespace('', 'pods', ['list'], 'see whether OpenClaw is ready'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];

/** For deploying MLflow by itself, and waiting for it. */
export const deployedMlflowPermissions: readonly Permission[] = [
  ...mlflowPermissions,
  inNamespace('', 'services', ['get'], 'make MLflow reachable'),
  inNamespace('', 'pods', ['list'], 'see whether MLflow is ready'),
  inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];

/** For the login of a private registry beside MLflow. */
export const pullSecretPermissions: readonly Permission[] = [
  inNamespace('', 'secrets', toCreate, 'hand the login of the registry to MLflow'),
];

/** For making the namespace of what stands. */
export const newNamespacePermissions: readonly Permission[] = [
  {
    group: '',
    resource: 'namespaces',
    verbs: toCreate,
    scope: 'cluster',
    purpose: 'make the namespaces of OpenClaw and MLflow',
  },
];

const toDelete = ['list', 'delete'];

/** For `mode: teardown`, in each namespace. */
export const teardownPermissions: readonly Permission[] = [
  inNamespace('apps', 'deployments', toDelete, 'delete what was deployed'),
  inNamespace('batch', 'jobs', toDelete, 'delete evals'),
  inNamespace('', 'services', toDelete, 'delete what was deployed'),
  inNamespace('', 'persistentvolumeclaims', toDelete, 'delete what was deployed'),
  inNamespace('', 'configmaps', toDelete, 'delete what was deployed'),
  inNamespace('', 'secrets', toDelete, 'delete what was deployed'),
  inNamespace('networking.k8s.io', 'networkpolicies', toDelete, 'delete evals'),
];
/** Beside those for MLflow, when its image is in a private registry. */
export const pullSecretPermission: Permission = inNamespace(
  '',
  'secrets',
  ['create', 'patch'],
  'let nodes pull the image of MLflow',
);
