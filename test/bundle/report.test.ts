import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entryIn, sectionsOf, withSection } from '../../src/comment/body.ts';
import type { Entry } from '../../src/comment/entry.ts';
import { type GitHubApi, startGitHubApi } from '../fakes/github-api.ts';
import { sectionOf } from '../fixtures/sections.ts';
import { dist } from './command.ts';

/** Steps that come to no verdict, on a pull request. */

const sha = '2222222222222222222222222222222222222222';
let api: GitHubApi;
let directory = '';

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'step-'));
  api = await startGitHubApi({ tokens: { token: { login: 'github-actions[bot]', canWrite: true } } });
  const pullRequest = { number: 7, head: { sha, repo: { full_name: 'octo/repo' } }, base: { ref: 'main' } };
  writeFileSync(join(directory, 'event'), JSON.stringify({ pull_request: pullRequest }));
});

afterEach(async () => {
  await api.stop();
});

function kubeconfig(port: number): string {
  return JSON.stringify({
    clusters: [{ name: 'a', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'a', user: {} }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    'current-context': 'a',
  });
}

interface Step {
  code: number | null;
  output: string;
  outputs: string;
  summary: string;
  state: Record<string, string>;
}

function readFile(name: string): string {
  return readFileSync(join(directory, name), 'utf8');
}

/** @param state for the post step  @param onStart is called with the function that kills it */
async function step(
  inputs: Record<string, string>,
  state: Record<string, string> | null = null,
  onStart?: (kill: () => void) => void,
): Promise<Step> {
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
  for (const name of files) writeFileSync(join(directory, name), '');
  const given = {
    'openai-api-key': 'sk-canary-0123456789',
    threshold: '0.5',
    'github-token': 'token',
    ...inputs,
  };
  const child = spawn(process.execPath, [join(dist, state === null ? 'index.js' : 'post.js')], {
    env: {
      HOME: directory,
      RUNNER_TEMP: directory,
      ...Object.fromEntries(files.map((name) => [name, join(directory, name)])),
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '5',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: api.url,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(directory, 'event'),
      ...Object.fromEntries(Object.entries(state ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  onStart?.(() => child.kill('SIGKILL'));
  const [code]: (number | null)[] = await once(child, 'close');
  return {
    code: code ?? null,
    output,
    outputs: readFile('GITHUB_OUTPUT'),
    summary: readFile('GITHUB_STEP_SUMMARY'),
    state: Object.fromEntries(
      [...readFile('GITHUB_STATE').matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm)].map(
        ([, name = '', , value = '']) => [name, value],
      ),
    ),
  };
}

/** What the comment says of the step, beside the section that was there. */
function ownEntry(): Entry | undefined {
  return sectionsOf(api.comments[0]?.body ?? '').find(({ entry }) => entry.leg !== 'other')?.entry;
}

describe('a step without a verdict', () => {
  test('says so in the summary, the comment and the check run, and is as loud as `on-inconclusive` says', async () => {
    const other = sectionOf('other', { score: 0.596, sha: '1111111', run: '4.1' });
    api.comments.push({ id: 1, body: withSection('', other), login: 'github-actions[bot]' });
    const inputs = { kubeconfig: kubeconfig(9), 'check-run': 'true', 'on-inconclusive': 'warn' };
    const { code, output, outputs, summary } = await step(inputs);
    expect(code, output).toBe(0);
    expect(output).toContain('::warning title=ClawBench inconclusive%3A cluster-unreachable::');
    expect(outputs).toMatch(/comment-url[^]*check-url/);
    expect(summary).toContain('### ⚠️ Not evaluated: cluster-unreachable, commit 222222');
    expect(ownEntry()).toMatchObject({ state: 'not-evaluated', sha: '2222222' });
    expect(entryIn(api.comments[0]?.body ?? '', 'other')).toMatchObject({ state: 'pass' });
    expect(api.checks).toMatchObject([{ status: 'completed', conclusion: 'neutral', headSha: sha }]);
  });

  test('because of a wrong input is red, whatever `on-inconclusive` says, and says it there too', async () => {
    const { code, output, summary } = await step({ runs: 'many', 'on-inconclusive': 'pass' });
    expect(code, output).toBe(1);
    expect(output).toContain('::error title=ClawBench%3A bad-input::');
    expect(summary).toContain('Not evaluated: bad-input');
    expect(ownEntry()).toMatchObject({ state: 'not-evaluated' });
  });

  test('because it was killed is told by the post step', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const inputs = { kubeconfig: kubeconfig(port), 'check-run': 'true' };
    const main = await step(inputs, null, (kill) => {
      const wait = setInterval(() => {
        if (api.checks.length === 0) return;
        clearInterval(wait);
        setTimeout(kill, 300);
      }, 20);
    });
    expect(main.code).toBeNull();
    expect(ownEntry()).toMatchObject({ state: 'running' });
    const post = await step(inputs, main.state);
    server.close();
    expect(post.code, post.output).toBe(0);
    expect(ownEntry()).toMatchObject({
      state: 'not-evaluated',
      headline: expect.stringContaining('cancelled'),
    });
    expect(api.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
    expect(post.summary).toContain('Not evaluated: cancelled');
  });
});
