import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { Cluster } from './cluster.ts';
import { adminToken } from './kubeconfig.ts';
import { authorityOf } from './pki.ts';

export interface ApiResponse<Body> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The object in the response, whose shape the caller knows. */
  json(): Body;
}

interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** The type of the body. Default: application/json. */
  type?: string;
  timeoutMs?: number;
}

/** One plain HTTP request to the API server as admin, without retries. Rejects when no answer came. */
export async function api<Body>(
  cluster: Cluster,
  path: string,
  options: ApiRequest = {},
): Promise<ApiResponse<Body>> {
  const dispatcher = new Agent({ connect: { ca: readFileSync(authorityOf(cluster).certificate) } });
  try {
    const response = await request(`${cluster.apiUrl}${path}`, {
      dispatcher,
      method: options.method ?? 'GET',
      headers: {
        authorization: `Bearer ${adminToken(cluster)}`,
        'content-type': options.type ?? 'application/json',
      },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(options.timeoutMs ?? 30_000),
    });
    const text = await response.body.text();
    return { status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) };
  } finally {
    await dispatcher.destroy();
  }
}

/** True if the API server says it is ready. */
export async function isReady(cluster: Cluster): Promise<boolean> {
  try {
    return (await api(cluster, '/readyz', { timeoutMs: 10_000 })).status === 200;
  } catch {
    return false; // not listening yet, or not any more
  }
}
