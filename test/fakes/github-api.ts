import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, listen } from './server.ts';
import type { RunningServer } from './server.ts';

export interface StoredComment {
  id: number;
  body: string;
  login: string;
}

export interface GitHubApi extends RunningServer {
  /** The comments of all issues, oldest first. */
  comments: StoredComment[];
  /** Requests so far, as `METHOD path`. */
  requests: string[];
  /** The `Authorization` headers that the storage got; it should get none. */
  tokensOfBlobs: (string | undefined)[];
}

/** An artifact of some workflow run; `file` is its zip. */
export interface PublishedArtifact {
  id: number;
  name: string;
  runId: number;
  branch: string;
  createdAt: string;
  isFork?: boolean;
  digest?: string;
  file: string;
}

export interface GitHubApiOptions {
  /** The user of each token, and whether it may write. */
  tokens: Record<string, { login: string; canWrite: boolean }>;
  comments?: StoredComment[];
  artifacts?: () => readonly PublishedArtifact[];
  /** The status to answer a request with instead. */
  fault?: (request: string) => number | undefined;
  /** New comments appear in lists only after this time. */
  listDelayMs?: number;
}

/** The part of GitHub's REST and GraphQL API that the action needs, with pages, permissions and limits. */
export async function startGitHubApi(options: GitHubApiOptions): Promise<GitHubApi> {
  const comments = [...(options.comments ?? [])];
  const createdAt = new Map<number, number>();
  const requests: string[] = [];
  const tokensOfBlobs: (string | undefined)[] = [];
  let lastId = Math.max(100, ...comments.map(({ id }) => id));

  function shown({ id, body, login }: StoredComment): Record<string, unknown> {
    return { id, body, user: { login }, html_url: `https://github.com/octo/repo/pull/7#issuecomment-${id}` };
  }

  function list(url: URL, response: ServerResponse): void {
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const visible = comments.filter(
      ({ id }) => Date.now() - (createdAt.get(id) ?? 0) >= (options.listDelayMs ?? 0),
    );
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const link = visible.length > page * perPage ? { link: `<${next.href}>; rel="next"` } : undefined;
    answerJson(response, 200, visible.slice((page - 1) * perPage, page * perPage).map(shown), link);
  }

  function write(
    request: IncomingMessage,
    url: URL,
    { text, login }: { text: Buffer; login: string },
    response: ServerResponse,
  ): void {
    const parsed: unknown = text.length === 0 ? {} : JSON.parse(text.toString());
    const body = String(Reflect.get(Object(parsed), 'body') ?? '');
    if (body.length > 65_536)
      return answerJson(response, 422, {
        message: 'Validation Failed: body is too long (maximum is 65536 characters)',
      });
    if (request.method === 'POST') {
      const comment = { id: ++lastId, body, login };
      comments.push(comment);
      createdAt.set(comment.id, Date.now());
      return answerJson(response, 201, shown(comment));
    }
    const index = comments.findIndex(({ id }) => url.pathname.endsWith(`/comments/${id}`));
    const comment = comments[index];
    if (comment === undefined) return answerJson(response, 404, { message: 'Not Found' });
    if (request.method === 'DELETE') {
      comments.splice(index, 1);
      return answerJson(response, 204, null);
    }
    comment.body = body;
    return answerJson(response, 200, shown(comment));
  }

  /** @returns whether the request was for artifacts */
  function serveArtifacts(url: URL, response: ServerResponse): boolean {
    const all = options.artifacts?.() ?? [];
    const [, runId] = /^\/repos\/octo\/repo\/actions\/runs\/(\d+)\/artifacts$/.exec(url.pathname) ?? [];
    if (url.pathname === '/repos/octo/repo/actions/artifacts' || runId !== undefined) {
      const page = Number(url.searchParams.get('page') ?? 1);
      const perPage = Number(url.searchParams.get('per_page') ?? 30);
      const wanted = url.searchParams.get('name');
      const named = all
        .filter(({ name }) => wanted === null || name === wanted)
        .filter((artifact) => runId === undefined || String(artifact.runId) === runId);
      const shownNow = named.slice((page - 1) * perPage, page * perPage).map((artifact) => ({
        id: artifact.id,
        name: artifact.name,
        expired: false,
        size_in_bytes: statSync(artifact.file).size,
        created_at: artifact.createdAt,
        digest: artifact.digest,
        workflow_run: {
          id: artifact.runId,
          repository_id: 1,
          head_repository_id: artifact.isFork === true ? 2 : 1,
          head_branch: artifact.branch,
        },
      }));
      const next = new URL(url);
      next.searchParams.set('page', String(page + 1));
      const link = named.length > page * perPage ? { link: `<${next.href}>; rel="next"` } : undefined;
      answerJson(response, 200, { total_count: named.length, artifacts: shownNow }, link);
      return true;
    }
    const [, id] = /^\/repos\/octo\/repo\/actions\/artifacts\/(\d+)\/zip$/.exec(url.pathname) ?? [];
    if (id === undefined) return false;
    response.writeHead(302, { location: `${url.origin}/blobs/${id}.zip?sig=secret` }).end();
    return true;
  }

  /** Answers like the storage, which needs no token. */
  function serveBlob(url: URL, response: ServerResponse): boolean {
    const [, id] = /^\/blobs\/(\d+)\.zip$/.exec(url.pathname) ?? [];
    const artifact = options.artifacts?.().find((each) => String(each.id) === id);
    if (artifact === undefined) return false;
    response.writeHead(200, { 'content-type': 'application/zip' }).end(readFileSync(artifact.file));
    return true;
  }

  return {
    ...(await listen((request, response, text) => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      const title = `${request.method} ${url.pathname}`;
      requests.push(title);
      if (url.pathname.startsWith('/blobs/')) tokensOfBlobs.push(request.headers.authorization);
      const fault = options.fault?.(title);
      if (fault !== undefined) return answerJson(response, fault, { message: 'on request of the test' });
      if (serveBlob(url, response)) return;
      const user = options.tokens[(request.headers.authorization ?? '').replace(/^\w+ /, '')];
      if (user === undefined) return answerJson(response, 401, { message: 'Bad credentials' });
      if (url.pathname === '/graphql')
        // GraphQL omits the suffix that REST adds to the names of apps.
        return answerJson(response, 200, { data: { viewer: { login: user.login.replace('[bot]', '') } } });
      if (serveArtifacts(url, response)) return;
      if (!/^\/repos\/octo\/repo\/issues\/(7\/comments|comments\/\d+)$/.test(url.pathname))
        return answerJson(response, 404, { message: 'Not Found' });
      if (request.method === 'GET') return list(url, response);
      if (!user.canWrite)
        return answerJson(response, 403, { message: 'Resource not accessible by integration' });
      return write(request, url, { text, login: user.login }, response);
    })),
    comments,
    requests,
    tokensOfBlobs,
  };
}
