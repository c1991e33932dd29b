/**
 * Takes what tests need from GitHub's published description of its REST API: `npm run github-api -- <directory>`, where
 * the directory is an unpacked `npm pack @octokit/openapi`. The package itself has 385 MB, so it is no dependency.
 * docs/decisions/0074-report-on-github.md
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, dirname } from 'node:path';
import { isObject } from '../src/base/json.ts';
import { fieldAt } from '../src/github/event.ts';

/** The requests that the action makes. A fake server refuses all others. */
const operations = [
  'GET /repos/{owner}/{repo}/actions/artifacts',
  'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
] as const;

/** Most of the description is words for people. */
const words = new Set(['description', 'summary', 'title', 'example']);
const others = new Set(['examples', 'externalDocs', 'x-github']);

const [directory = '.'] = process.argv.slice(2);
const root = dirname(import.meta.dirname);
const servers = { 'github.com': 'api.github.com', enterprise: 'ghes-3.19' };
const excerpt: Record<string, unknown> = {};
for (const [server, file] of Object.entries(servers)) {
  const api: unknown = JSON.parse(
    await readFile(join(directory, 'package', 'generated', `${file}.json`), 'utf8'),
  );
  excerpt[server] = Object.fromEntries(operations.map((name) => [name, requestOf(name, api)]));
}
const { version }: { version: string } = JSON.parse(
  await readFile(join(directory, 'package', 'package.json'), 'utf8'),
);
await writeFile(
  join(root, 'test', 'fakes', 'github-openapi.json'),
  `${JSON.stringify({ from: `@octokit/openapi ${version}`, ...excerpt }, null, 1)}\n`,
);

function requestOf(name: string, api: unknown): unknown {
  const [method = '', path = ''] = name.split(' ');
  const operation = fieldAt(api, 'paths', path, method.toLowerCase());
  if (operation === undefined) throw new Error(`GitHub has no ${name}.`);
  return {
    parameters: lean(fieldAt(operation, 'parameters'), api),
    body: lean(fieldAt(operation, 'requestBody', 'content', 'application/json', 'schema'), api) ?? null,
  };
}

/** With references resolved and without words for people. */
function lean(value: unknown, api: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => lean(item, api));
  if (!isObject(value)) return value;
  const { $ref: reference } = value;
  if (typeof reference === 'string') return lean(fieldAt(api, ...reference.slice(2).split('/')), api);
  return Object.fromEntries(
    Object.entries(value)
      // A property of a body may have one of these names too; it is an object then.
      .filter(([key, inner]) => !others.has(key) && !(words.has(key) && !isObject(inner)))
      .map(([key, inner]) => [key, lean(inner, api)]),
  );
}
