import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, failure } from '../kube-server.ts';
import { cutShort } from './cut.ts';
import { hasLabels, type NewObject, type ObjectStore, type StoredObject } from './objects.ts';

/** One request, taken apart. */
interface ApiCall {
  method: string;
  query: URLSearchParams;
  /** Path of the collection. */
  collection: string;
  namespace: string | undefined;
  plural: string;
  name: string | undefined;
  subresource: string | undefined;
}

/** A request as it was sent. */
export interface ApiRequest {
  body: string;
  authorization: string;
}

export interface ApiRefusal {
  status: number;
  /** What the `Status` says. */
  message: string;
}

export interface ApiContext {
  store: ObjectStore;
  /** Called with `PATCH jobs`, for example, before it is answered. */
  onCall(title: string): void;
  refuses(title: string, request: ApiRequest): ApiRefusal | undefined;
  /** How much of the answer arrives, 0..1, before the connection is cut. */
  cutAt(title: string): number | undefined;
  /** Whether the user may do this, for example `create jobs`. */
  isAllowed(access: string): boolean;
  /** Versions of API groups that are not Kubernetes' own. */
  versions: Readonly<Record<string, string>>;
  log(pod: StoredObject, query: URLSearchParams, response: ServerResponse): void;
}

const PATH =
  /^((?:\/api\/v1|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([a-z]+))(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** Answers the requests of an API server, as far as an evaluation sends any. */
export function answerCall(
  context: ApiContext,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const url = new URL(request.url ?? '/', 'https://server');
  const [, collection = '', namespace, plural = '', name, subresource] = PATH.exec(url.pathname) ?? [];
  const { method = '' } = request;
  const title = `${method} ${plural === '' ? url.pathname : (subresource ?? plural)}`;
  context.onCall(title);
  const share = context.cutAt(title);
  if (share !== undefined) cutShort(response, share);
  const { authorization = '' } = request.headers;
  const refusal = context.refuses(title, { body: body.toString(), authorization });
  if (refusal !== undefined)
    return answer(response, refusal.status, failure(refusal.status, 'Refused', refusal.message));
  if (url.pathname === '/version') return answer(response, 200, { gitVersion: 'v1.34.4' });
  const sent: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
  const call = { method, query: url.searchParams, collection, namespace, plural, name, subresource };
  if (plural === 'selfsubjectreviews') return answer(response, 201, {});
  if (plural === 'selfsubjectaccessreviews')
    return answer(response, 201, { status: { allowed: context.isAllowed(accessOf(sent)) } });
  const group = /^\/apis\/([^/]+)$/.exec(url.pathname)?.[1];
  const version = context.versions[group ?? ''];
  if (version !== undefined)
    return answer(response, 200, { preferredVersion: { groupVersion: `${group}/${version}` } });
  if (plural === '') return answer(response, 404, failure(404, 'NotFound', 'no such API'));
  serve(context, call, sent, response);
}

function serve(context: ApiContext, call: ApiCall, sent: unknown, response: ServerResponse): void {
  const { store } = context;
  const { method, query, collection, name, namespace, plural } = call;
  const isCollection = name === undefined;
  const verb =
    method === 'POST' ? 'create' : method === 'GET' && isCollection ? 'list' : method.toLowerCase();
  if (!context.isAllowed(`${verb} ${plural}`))
    return answer(response, 403, failure(403, 'Forbidden', `${plural} is forbidden: cannot ${verb}`));
  if (method === 'POST') return create(store, call, sent, response);
  if (name === undefined) return answer(response, 200, { items: listed(store, call) });
  const path = `${collection}/${name}`;
  const known = store.get(path);
  if (method === 'PATCH') {
    const isApply = query.has('force');
    const isHomeless = namespace !== undefined && store.get(`/api/v1/namespaces/${namespace}`) === undefined;
    if (isHomeless || (known === undefined && !isApply)) return notFound(call, response);
    if (query.get('dryRun') === 'All') return answer(response, 200, sent);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a manifest, or some of its fields
    return answer(response, 200, store.put(path, merged(known, sent as NewObject, isApply)));
  }
  if (known === undefined) return notFound(call, response);
  if (call.subresource === 'log') return context.log(known, query, response);
  if (method !== 'DELETE') return answer(response, 200, known);
  const wanted = uidOf(sent);
  if (wanted !== undefined && wanted !== known.metadata.uid)
    return answer(response, 409, failure(409, 'Conflict', 'Precondition failed: UID in precondition'));
  store.remove(path);
  answer(response, 200, { kind: 'Status', status: 'Success' });
}

function create(store: ObjectStore, call: ApiCall, sent: unknown, response: ServerResponse): void {
  const { collection, namespace = '', query } = call;
  if (store.get(`/api/v1/namespaces/${namespace}`)?.metadata.deletionTimestamp !== undefined) {
    const words = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const details = { causes: [{ reason: 'NamespaceTerminating', message: words }] };
    return answer(response, 403, { ...failure(403, 'Forbidden', words), details });
  }
  if (query.get('dryRun') === 'All') return answer(response, 201, sent);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a manifest
  const object = sent as NewObject;
  answer(response, 201, store.put(`${collection}/${object.metadata.name}`, object));
}

function listed(store: ObjectStore, { collection, query }: ApiCall): StoredObject[] {
  const [field, value] = (query.get('fieldSelector') ?? '').split('=');
  return store
    .list(collection)
    .filter((object) => hasLabels(object, query.get('labelSelector')))
    .filter((object) => field !== 'involvedObject.uid' || involvedIn(object) === value);
}

function involvedIn({ involvedObject }: StoredObject): unknown {
  return typeof involvedObject === 'object' && involvedObject !== null && 'uid' in involvedObject
    ? involvedObject.uid
    : undefined;
}

/** A manifest over what is known: mappings of the spec are merged, and a Secret is kept in base64. */
function merged(known: StoredObject | undefined, sent: NewObject, isApply: boolean): NewObject {
  const { stringData, ...object }: NewObject & { stringData?: Record<string, string> } = sent;
  const secret = Object.entries(stringData ?? {}).map(([key, value]) => [
    key,
    Buffer.from(value).toString('base64'),
  ]);
  return {
    ...known,
    ...object,
    metadata: isApply ? sent.metadata : withAnnotations(known!.metadata, sent.metadata),
    ...(secret.length > 0 && { data: Object.fromEntries(secret) }),
    ...(known !== undefined && { spec: { ...Object(known['spec']), ...Object(sent['spec']) } }),
  };
}

/** A patch of an object that exists; nobody patches anything else of the metadata. */
function withAnnotations(
  known: NewObject['metadata'],
  sent: Partial<NewObject['metadata']> | undefined,
): NewObject['metadata'] {
  return { ...known, annotations: { ...known.annotations, ...sent?.annotations } };
}

function notFound({ plural, name }: ApiCall, response: ServerResponse): void {
  answer(response, 404, failure(404, 'NotFound', `${plural} "${name}" not found`));
}

function accessOf(review: unknown): string {
  const { spec } = Object(review);
  const { verb, resource, subresource } = Object(Object(spec).resourceAttributes);
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}

function uidOf(options: unknown): string | undefined {
  const { preconditions } = Object(options);
  return Object(preconditions).uid;
}
