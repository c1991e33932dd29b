import type { IncomingMessage } from 'node:http';
import { answer, failure, type KubeServer } from './kube-server.ts';

/** An object as a test writes it. */
export interface FakeObject {
  apiVersion?: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

export interface ObjectServer {
  /** Paths of all objects that exist. */
  paths(): string[];
  /** What was asked for with this method, as paths. */
  asked(method: string): string[];
  /** Answers before the objects do, if it gives an answer. */
  refuse: (
    method: string,
    path: string,
    query: URLSearchParams,
  ) => { status: number; reason: string } | undefined;
}

/** The namespaced kinds of this API server besides those of its objects; each of them has no object. */
const plurals: Readonly<Record<string, string>> = {
  Namespace: '/api/v1 namespaces',
  Pod: '/api/v1 pods',
  Secret: '/api/v1 secrets',
  Service: '/api/v1 services',
  ConfigMap: '/api/v1 configmaps',
  PersistentVolumeClaim: '/api/v1 persistentvolumeclaims',
  Deployment: '/apis/apps/v1 deployments',
  Job: '/apis/batch/v1 jobs',
  NetworkPolicy: '/apis/networking.k8s.io/v1 networkpolicies',
};

function pathOf({ kind, metadata: { name, namespace } }: FakeObject): string {
  const [root = '', plural = ''] = (plurals[kind] ?? '').split(' ');
  return `${root}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural}/${name}`;
}

/** Has an API server keep objects: discovery, lists in pages, reads, deletions; a patch changes nothing. */
export function serveObjects(server: KubeServer, objects: readonly FakeObject[]): ObjectServer {
  const store = new Map(
    objects.map((object) => {
      const path = pathOf(object);
      return [path, { ...object, metadata: { uid: `uid-of-${path}`, ...object.metadata } }];
    }),
  );
  const fake: ObjectServer = {
    paths: () => [...store.keys()],
    asked: (method) =>
      server.requests.flatMap((line) => {
        const [verb, url = ''] = line.split(' ');
        return verb === method ? [new URL(url, server.url).pathname] : [];
      }),
    refuse: () => undefined,
  };
  server.handle = (request: IncomingMessage, response, body) => {
    const { method = '' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '', server.url);
    const refusal = fake.refuse(method, pathname, searchParams);
    if (refusal !== undefined) {
      const { status, reason } = refusal;
      return answer(response, status, failure(status, reason, `${reason} by the test`));
    }
    if (pathname === '/version') return answer(response, 200, { gitVersion: 'v1.34.4' });
    if (pathname.endsWith('reviews')) return answer(response, 201, { status: { allowed: true } });
    if (pathname === '/apis') return answer(response, 200, { groups: groups() });
    const resources = resourcesOf(pathname);
    if (resources.length > 0) return answer(response, 200, { resources });
    const plural = pathname.split('/').at(-1) ?? '';
    if (method === 'GET' && Object.values(plurals).some((row) => row.endsWith(` ${plural}`)))
      return answer(response, 200, page(listed(store, pathname), searchParams));
    const object = store.get(pathname);
    if (object === undefined) return answer(response, 404, failure(404, 'NotFound', `${pathname} not found`));
    if (method === 'DELETE') {
      const { preconditions } = Object(JSON.parse(body.toString()));
      if (Object(preconditions).uid !== object.metadata['uid'])
        throw new Error(`${pathname} deleted without its UID`);
      store.delete(pathname);
    }
    answer(response, 200, object);
  };
  return fake;
}

function groups(): object[] {
  const roots = new Set(Object.values(plurals).map((row) => row.split(' ')[0] ?? ''));
  return [...roots]
    .filter((root) => root.startsWith('/apis/'))
    .map((root) => ({ preferredVersion: { groupVersion: root.slice('/apis/'.length) } }));
}

function resourcesOf(root: string): object[] {
  return Object.entries(plurals).flatMap(([kind, row]) => {
    const [at, name] = row.split(' ');
    return at === root ? [{ name, kind, namespaced: kind !== 'Namespace', verbs: ['list', 'delete'] }] : [];
  });
}

/** Those of a collection; one without a namespace has the objects of all. */
function listed(store: ReadonlyMap<string, FakeObject>, collection: string): FakeObject[] {
  const plural = collection.split('/').at(-1);
  return [...store].flatMap(([path, object]) => {
    const parent = path.slice(0, path.lastIndexOf('/'));
    const isAnywhere = !collection.includes('/namespaces/') && parent.endsWith(`/${plural}`);
    return parent === collection || isAnywhere ? [object] : [];
  });
}

/** A page of those that match the labels; where the next one begins is in `continue`. */
function page(objects: readonly FakeObject[], query: URLSearchParams): object {
  const terms = (query.get('labelSelector') ?? '').split(',').filter((term) => term !== '');
  const matching = objects.filter(({ metadata: { labels = {} } }) =>
    terms.every((term) => {
      const [key = '', value] = term.split('=');
      return value === undefined ? key in labels : labels[key] === value;
    }),
  );
  const from = Number(query.get('continue') ?? 0);
  // A server may give fewer than were asked for.
  const size = Math.min(Number(query.get('limit') ?? matching.length), 100);
  const to = from + size;
  return {
    items: matching.slice(from, to),
    metadata: to < matching.length ? { continue: String(to) } : {},
  };
}
