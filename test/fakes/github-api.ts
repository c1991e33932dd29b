import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from '../../src/base/json.ts';
import { gitAnswers } from './github-git.ts';
import { githubRules } from './github-rules.ts';
import { answerJson, listen } from './server.ts';
import type { RunningServer } from './server.ts';

interface StoredComment {
  id: number;
  body: string;
  login: string;
}

/** A check run as GitHub keeps it: annotations of later requests are added. */
interface StoredCheck {
  id: number;
  name: string;
  headSha: string;
  externalId: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  annotations: Record<string, unknown>[];
}

export interface GitHubApi extends RunningServer {
  /** The comments of all issues, oldest first. */
  comments: StoredComment[];
  checks: StoredCheck[];
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
  /** The commit that GitHub says the run was for. */
  sha?: string;
  createdAt: string;
  isFork?: boolean;
  digest?: string;
  file: string;
}

/** A pull request of the repository. */
interface StoredPull {
  number: number;
  /** `owner:branch` */
  head: string;
  sha: string;
  base: string;
  state?: 'open' | 'closed';
}

/** What a request is answered with instead. */
interface Fault {
  status: number;
  headers?: Record<string, string>;
  message?: string;
}

export interface GitHubApiOptions {
  /** The user of each token, and whether it may write comments, and check runs. */
  tokens: Record<string, { login: string; canWrite: boolean; canCheck?: boolean }>;
  comments?: StoredComment[];
  pulls?: readonly StoredPull[];
  artifacts?: () => readonly PublishedArtifact[];
  /** The repository whose commits and files it has. */
  git?: () => string;
  /** A fault, or its status alone. */
  fault?: (request: string) => Fault | number | undefined;
  /** New comments appear in lists only after this time. */
  listDelayMs?: number;
  /** How long a request is on its way to the server, and its answer on the way back. */
  latency?: () => Promise<void>;
  /** An enterprise server has its API below `/api/v3`, and GraphQL below `/api`. */
  isEnterprise?: boolean;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/**
 * The part of GitHub's REST and GraphQL API that the action needs, with pages, permissions and limits. Every request is held
 * against GitHub's published description, and what GitHub would refuse is refused.
 */
export async function startGitHubApi(options: GitHubApiOptions): Promise<GitHubApi> {
  const rules = githubRules(options.isEnterprise === true ? 'enterprise' : 'github.com');
  const comments = [...(options.comments ?? [])];
  const checks: StoredCheck[] = [];
  const createdAt = new Map<number, number>();
  const requests: string[] = [];
  const tokensOfBlobs: (string | undefined)[] = [];
  let lastId = Math.max(100, ...comments.map(({ id }) => id));

  const shownComment = ({ id, body, login }: StoredComment): Record<string, unknown> => ({
    id,
    body,
    user: { login },
    html_url: `https://github.com/octo/repo/pull/7#issuecomment-${id}`,
  });
  const shownCheck = ({ id, name, headSha, externalId, status, conclusion }: StoredCheck): object => ({
    id,
    name,
    head_sha: headSha,
    external_id: externalId,
    status,
    conclusion,
    html_url: `https://github.com/octo/repo/runs/${id}`,
  });
  const shownPull = ({ number, head, sha, base, state = 'open' }: StoredPull): object => ({
    number,
    state,
    head: { label: head, sha },
    base: { ref: base },
  });
  const shownArtifact = (artifact: PublishedArtifact): object => ({
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
      head_sha: artifact.sha,
    },
  });

  function page<T>(all: readonly T[], url: URL, wrap: (items: readonly T[]) => unknown): Answer {
    const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
    const number = Number(url.searchParams.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', String(number + 1));
    const link = all.length > number * perPage ? { link: `<${next.href}>; rel="next"` } : {};
    return { status: 200, body: wrap(all.slice((number - 1) * perPage, number * perPage)), headers: link };
  }

  function artifactsWhere(url: URL, isOf: (artifact: PublishedArtifact) => boolean): Answer {
    const wanted = url.searchParams.get('name');
    const named = (options.artifacts?.() ?? [])
      .filter(isOf)
      .filter(({ name }) => wanted === null || name === wanted);
    return page(named, url, (items) => ({ total_count: named.length, artifacts: items.map(shownArtifact) }));
  }

  function updateCheck(check: StoredCheck, body: Record<string, unknown>): Answer {
    const output = isObject(body['output']) ? body['output'] : {};
    check.status = 'conclusion' in body ? 'completed' : textOf(body, 'status', check.status);
    check.conclusion = textOf(body, 'conclusion', check.conclusion ?? '') || null;
    check.title = textOf(output, 'title', check.title);
    check.summary = textOf(output, 'summary', check.summary);
    const { annotations = [] } = output;
    if (Array.isArray(annotations)) check.annotations.push(...annotations.filter(isObject));
    return { status: 200, body: shownCheck(check) };
  }

  const found = <T>(item: T | undefined, show: (item: T) => Answer): Answer =>
    item === undefined ? { status: 404, body: { message: 'Not Found' } } : show(item);

  /** What each request does; whether it is allowed has been decided. */
  const handlers: Record<
    string,
    (request: {
      values: Record<string, string>;
      url: URL;
      body: Record<string, unknown>;
      login: string;
    }) => Answer
  > = {
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': ({ url }) =>
      page(
        comments.filter(({ id }) => Date.now() - (createdAt.get(id) ?? 0) >= (options.listDelayMs ?? 0)),
        url,
        (items) => items.map(shownComment),
      ),
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': ({ body, login }) => {
      const comment = { id: ++lastId, body: textOf(body, 'body'), login };
      comments.push(comment);
      createdAt.set(comment.id, Date.now());
      return { status: 201, body: shownComment(comment) };
    },
    'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': ({ values, body }) =>
      found(
        comments.find(({ id }) => id === Number(values['comment_id'])),
        (comment) => {
          comment.body = textOf(body, 'body');
          return { status: 200, body: shownComment(comment) };
        },
      ),
    'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': ({ values }) =>
      found(
        comments.find(({ id }) => id === Number(values['comment_id'])),
        (comment) => {
          comments.splice(comments.indexOf(comment), 1);
          return { status: 204, body: null };
        },
      ),
    'GET /repos/{owner}/{repo}/pulls': ({ url }) => {
      const [head, state] = [url.searchParams.get('head'), url.searchParams.get('state') ?? 'open'];
      const open = (options.pulls ?? []).filter((pull) => (pull.state ?? 'open') === state);
      return page(
        open.filter((pull) => head === null || pull.head === head),
        url,
        (items) => items.map(shownPull),
      );
    },
    'GET /repos/{owner}/{repo}/pulls/{pull_number}': ({ values }) =>
      found(
        options.pulls?.find(({ number }) => number === Number(values['pull_number'])),
        (pull) => ({ status: 200, body: shownPull(pull) }),
      ),
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': ({ values, url }) => {
      const name = url.searchParams.get('check_name');
      const shown = checks.filter(
        (check) => check.headSha === values['ref'] && (name === null || check.name === name),
      );
      return page(shown, url, (items) => ({ total_count: shown.length, check_runs: items.map(shownCheck) }));
    },
    'POST /repos/{owner}/{repo}/check-runs': ({ body }) => {
      const check: StoredCheck = {
        id: ++lastId,
        name: textOf(body, 'name'),
        headSha: textOf(body, 'head_sha'),
        externalId: textOf(body, 'external_id'),
        status: 'queued',
        conclusion: null,
        title: '',
        summary: '',
        annotations: [],
      };
      checks.push(check);
      return { ...updateCheck(check, body), status: 201 };
    },
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': ({ values, body }) =>
      found(
        checks.find(({ id }) => id === Number(values['check_run_id'])),
        (check) => updateCheck(check, body),
      ),
    ...gitAnswers(() => options.git?.() ?? '/nowhere'),
    'GET /repos/{owner}/{repo}/actions/artifacts': ({ url }) => artifactsWhere(url, () => true),
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ({ url, values }) =>
      artifactsWhere(url, ({ runId }) => String(runId) === values['run_id']),
    'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': ({ values, url }) => ({
      status: 302,
      body: null,
      headers: { location: `${url.origin}/blobs/${values['artifact_id']}.zip?sig=secret` },
    }),
  };

  function answer(request: IncomingMessage, url: URL, text: Buffer): Answer {
    const user = options.tokens[(request.headers.authorization ?? '').replace(/^\w+ /, '')];
    if (user === undefined) return { status: 401, body: { message: 'Bad credentials' } };
    const base = options.isEnterprise === true ? '/api' : '';
    if (url.pathname === `${base}/graphql`)
      // GraphQL omits the suffix that REST adds to the names of apps.
      return { status: 200, body: { data: { viewer: { login: user.login.replace('[bot]', '') } } } };
    const rest = base === '' ? '' : `${base}/v3`;
    const method = request.method ?? '';
    const path = url.pathname.startsWith(rest) ? url.pathname.slice(rest.length) : '';
    const known = rules.known(method, path);
    const { owner, repo } = known?.values ?? {};
    if (known === null || owner !== 'octo' || repo !== 'repo')
      return { status: 404, body: { message: 'Not Found' } };
    const mayWrite = known.operation.includes('/check-runs')
      ? (user.canCheck ?? user.canWrite)
      : user.canWrite;
    if (method !== 'GET' && !mayWrite)
      return { status: 403, body: { message: 'Resource not accessible by integration' } };
    const body: unknown = text.length === 0 ? {} : JSON.parse(text.toString());
    const refusal = rules.refusal(known, url.searchParams, body);
    if (refusal !== null) return { status: refusal.status, body: { message: refusal.message } };
    const own = isObject(body) ? body : {};
    return handlers[known.operation]!({ values: known.values, url, body: own, login: user.login });
  }

  function respond(request: IncomingMessage, response: ServerResponse, text: Buffer): void {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const title = `${request.method} ${url.pathname}`;
    requests.push(title);
    const fault = options.fault?.(title);
    const artifact = options.artifacts?.().find(({ id }) => url.pathname === `/blobs/${id}.zip`);
    if (url.pathname.startsWith('/blobs/')) tokensOfBlobs.push(request.headers.authorization);
    const { status, message, headers }: Fault =
      typeof fault === 'number' ? { status: fault } : (fault ?? { status: 0 });
    if (status !== 0)
      return answerJson(response, status, { message: message ?? 'on request of the test' }, headers);
    if (artifact !== undefined) {
      response.writeHead(200, { 'content-type': 'application/zip' }).end(readFileSync(artifact.file));
      return;
    }
    const given = answer(request, url, text);
    later(() => answerJson(response, given.status, given.body, given.headers));
  }

  function later(work: () => void): void {
    if (options.latency === undefined) work();
    else void options.latency().then(work);
  }

  return {
    ...(await listen((request, response, text) => later(() => respond(request, response, text)))),
    comments,
    checks,
    requests,
    tokensOfBlobs,
  };
}

function textOf(body: Record<string, unknown>, name: string, otherwise = ''): string {
  const { [name]: value } = body;
  return typeof value === 'string' ? value : otherwise;
}
