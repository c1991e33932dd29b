/**
 * The runner's service for artifacts, as far as @actions/artifact 6 uses it, with a directory as the store. For tests, and
 * for running workflows locally, because the service of `act` refuses current clients:
 *
 *     node test/fakes/results-service.ts <directory> [port]
 *
 * prints the two variables that a runner sets, and serves until it is stopped.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerJson, listen } from './server.ts';
import type { RunningServer } from './server.ts';

interface StoredArtifact {
  id: number;
  name: string;
  mimeType: string;
  run: string;
  job: string;
  isFinal: boolean;
  blocks: Map<string, Buffer>;
  content: Buffer;
  sha256: string;
}

export interface ResultsService extends RunningServer {
  /** The variables that a runner sets for a step. */
  env: { ACTIONS_RESULTS_URL: string; ACTIONS_RUNTIME_TOKEN: string };
  /** Names and sizes of finished artifacts. */
  artifacts(): {
    id: number;
    name: string;
    mimeType: string;
    file: string;
    sizeBytes: number;
    sha256: string;
  }[];
  /** Requests so far, as `METHOD path`. */
  requests: string[];
}

export interface ResultsServiceOptions {
  /** Finished artifacts are `<name>.zip` here. */
  directory: string;
  port?: number;
  /**
   * The fault of a request: `reset` drops its connection, `lose-answer` too, but after the work is done, and a number is
   * the status of a response that refuses it.
   */
  fault?: (request: string) => 'reset' | 'lose-answer' | number | undefined;
}

export async function startResultsService(options: ResultsServiceOptions): Promise<ResultsService> {
  const { directory } = options;
  mkdirSync(directory, { recursive: true });
  const token = runtimeToken();
  const store = new Map<string, StoredArtifact>();
  const requests: string[] = [];
  let lastId = 1000;

  function rpc(method: string, body: Record<string, unknown>, response: ServerResponse): void {
    const name = typeof body['name'] === 'string' ? body['name'] : '';
    const known = store.get(name);
    switch (method) {
      case 'CreateArtifact': {
        if (known !== undefined)
          return refuse(
            response,
            409,
            'already_exists',
            `an artifact with this name already exists on the workflow run`,
          );
        const run = String(body['workflow_run_backend_id']);
        const job = String(body['workflow_job_run_backend_id']);
        const id = ++lastId;
        store.set(name, {
          id,
          name,
          mimeType: valueOf(body['mime_type']),
          run,
          job,
          isFinal: false,
          blocks: new Map(),
          content: Buffer.alloc(0),
          sha256: '',
        });
        return answerJson(response, 200, {
          ok: true,
          signed_upload_url: `${server.url}/container/${encodeURIComponent(name)}?sig=${randomBytes(12).toString('hex')}`,
        });
      }
      case 'FinalizeArtifact': {
        if (known === undefined) return refuse(response, 404, 'not_found', 'no such artifact');
        const sha256 = createHash('sha256').update(known.content).digest('hex');
        if (Number(body['size']) !== known.content.length || valueOf(body['hash']) !== `sha256:${sha256}`)
          return refuse(response, 400, 'invalid_argument', 'size or hash differ from what was uploaded');
        Object.assign(known, { isFinal: true, sha256 });
        writeFileSync(join(directory, `${name}.zip`), known.content);
        return answerJson(response, 200, { ok: true, artifact_id: String(known.id) });
      }
      case 'ListArtifacts': {
        const filter = body['name_filter'];
        const found = [...store.values()].filter(
          ({ isFinal, name: stored }) => isFinal && (filter === undefined || filter === stored),
        );
        return answerJson(response, 200, { artifacts: found.map(describe) });
      }
      case 'DeleteArtifact': {
        if (known === undefined) return refuse(response, 404, 'not_found', 'no such artifact');
        store.delete(name);
        rmSync(join(directory, `${name}.zip`), { force: true });
        return answerJson(response, 200, { ok: true, artifact_id: String(known.id) });
      }
      default:
        return refuse(response, 404, 'bad_route', method);
    }
  }

  /** Azure's block blobs: blocks by ID, followed by the list with their order. */
  function putBlob(url: URL, body: Buffer, response: ServerResponse): void {
    const artifact = store.get(decodeURIComponent(url.pathname.slice('/container/'.length)));
    if (artifact === undefined) return void response.writeHead(404).end();
    const part = url.searchParams.get('comp');
    if (part === 'block') artifact.blocks.set(url.searchParams.get('blockid') ?? '', body);
    else if (part === null) artifact.content = body;
    else {
      const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g)].map(([, id = '']) => id);
      artifact.content = Buffer.concat(ids.map((id) => artifact.blocks.get(id) ?? Buffer.alloc(0)));
    }
    response.writeHead(201, { 'x-ms-request-id': randomBytes(4).toString('hex'), etag: '"1"' }).end();
  }

  function handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://results');
    const title = `${request.method} ${url.pathname}`;
    requests.push(title);
    const fault = options.fault?.(title);
    if (fault === 'reset') return void request.socket.resetAndDestroy();
    if (fault === 'lose-answer') response.end = () => response.destroy();
    else if (fault !== undefined) return refuse(response, fault, 'unavailable', 'on request of the test');
    if (request.method === 'PUT' && url.pathname.startsWith('/container/'))
      return putBlob(url, body, response);
    const [, method] =
      /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/(\w+)$/.exec(url.pathname) ?? [];
    if (request.method !== 'POST' || method === undefined) return refuse(response, 404, 'bad_route', title);
    if (request.headers.authorization !== `Bearer ${token}`)
      return refuse(response, 401, 'unauthenticated', 'wrong token');
    const message: unknown = JSON.parse(body.toString() || '{}');
    rpc(method, { ...Object(message) }, response);
  }

  const server = await listen(handle, options.port);
  return {
    ...server,
    env: { ACTIONS_RESULTS_URL: `${server.url}/`, ACTIONS_RUNTIME_TOKEN: token },
    requests,
    artifacts: () =>
      [...store.values()]
        .filter(({ isFinal }) => isFinal)
        .map(({ id, name, mimeType, content, sha256 }) => ({
          id,
          name,
          mimeType,
          file: join(directory, `${name}.zip`),
          sizeBytes: content.length,
          sha256,
        })),
  };
}

function describe({ id, name, run, job, content }: StoredArtifact): Record<string, unknown> {
  return {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: job,
    database_id: String(id),
    name,
    size: String(content.length),
  };
}

/** Of a string that may be wrapped, as in Google's StringValue. */
function valueOf(field: unknown): string {
  const value = typeof field === 'object' && field !== null && 'value' in field ? field.value : field;
  return typeof value === 'string' ? value : '';
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  answerJson(response, status, { code, msg: message });
}

/** A token with the only claim that the client reads; its signature is not checked here. */
function runtimeToken(): string {
  const claims = {
    scp: `Actions.Results:${randomBytes(8).toString('hex')}:${randomBytes(8).toString('hex')}`,
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode(claims)}.${randomBytes(16).toString('base64url')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [directory, port = '0'] = process.argv.slice(2);
  if (directory === undefined)
    throw new Error('usage: node test/fakes/results-service.ts <directory> [port]');
  const service = await startResultsService({ directory: resolve(directory), port: Number(port) });
  for (const [name, value] of Object.entries(service.env)) process.stdout.write(`${name}=${value}\n`);
}
