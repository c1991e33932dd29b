import type { ServerResponse } from 'node:http';
import { defaultBehaviour, parseBehaviour } from './behaviour.ts';
import { sendJson } from './http.ts';
import { totals, type Entry } from './ledger.ts';
import type { State } from './state.ts';

export interface AdminRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The body. */
  raw: string;
}

/** Everything below /admin: changes behaviour while the server runs, and reports the requests it received. */
export function admin(state: State, request: AdminRequest, response: ServerResponse): void {
  const { method, path, query, raw } = request;
  const id = path.startsWith('/admin/models/') ? path.slice('/admin/models/'.length) : null;
  if (method === 'GET' && path === '/admin') return sendJson(response, 200, report(state, query));
  if (method === 'POST' && path === '/admin/reset') {
    state.standard = defaultBehaviour;
    state.models.clear();
    state.entries.length = 0;
    state.numbers.clear();
    return sendJson(response, 200, { ok: true });
  }
  if (method === 'DELETE' && id) {
    state.models.delete(id);
    state.numbers.delete(id);
    state.entries = state.entries.filter((entry) => entry.model !== id);
    return sendJson(response, 200, { ok: true });
  }
  if (method !== 'PUT' || (path !== '/admin' && !id))
    return sendJson(response, 404, { error: `There is no ${method} ${path}.` });
  try {
    const behaviour = parseBehaviour(JSON.parse(raw));
    if (id) state.models.set(id, behaviour);
    else state.standard = behaviour;
    // A fault from the third request on means the third from now.
    if (id) state.numbers.delete(id);
    else state.numbers.clear();
    return sendJson(response, 200, behaviour);
  } catch (error) {
    // This file also runs in an image, without src/.
    return sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function report(state: State, query: URLSearchParams) {
  const wanted = (entry: Entry): boolean =>
    (!query.has('model') || entry.model === query.get('model')) &&
    (!query.has('task') || entry.task === query.get('task')) &&
    (!query.has('status') || String(entry.status) === query.get('status')) &&
    (!query.has('since') || Date.parse(entry.time) >= Date.parse(query.get('since')!));
  const requests = state.entries.filter(wanted);
  return {
    default: state.standard,
    models: Object.fromEntries(state.models),
    totals: totals(requests),
    requests,
  };
}
