import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActionError } from '../../src/base/errors.ts';
import { clock } from '../../src/base/clock.ts';
import { proxyPasswords } from '../../src/base/secret.ts';
import type { KindSettings } from '../../src/cluster/kind.ts';
import type { ClusterRequest, EvalCluster } from '../../src/eval/cluster.ts';
import { makeCluster, removeKind } from '../../src/eval/own-cluster.ts';
import type { EvalHost } from '../../src/eval/host.ts';
import { workflowContext } from '../../src/github/context.ts';
import { type FakeKind, installFakeKind } from '../fakes/fake-kind.ts';
import { testHost } from '../fixtures/host.ts';
import { type RecordingLog, recordingLog } from '../fixtures/recording-log.ts';

const kubeconfig = `apiVersion: v1
kind: Config
current-context: c
contexts: [{ name: c, context: { cluster: c, user: u } }]
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: u, user: { token: a-token-of-the-cluster } }]
`;

describe('the cluster of an evaluation, by kind', () => {
  let scratch: string;
  let kind: FakeKind;
  let log: RecordingLog;
  let cancelling: AbortController;
  let saved: (string | null)[];
  /** What the artifact of the nodes' logs has, by path. */
  let uploaded: Record<string, string>;

  beforeEach(() => {
    scratch = mkdtempSync(path.join(tmpdir(), 'kind-cluster-'));
    writeFileSync(path.join(scratch, 'kubeconfig'), kubeconfig);
    kind = installFakeKind(scratch, path.join(scratch, 'kubeconfig'));
    vi.stubEnv('PATH', `${kind.bin}:${process.env['PATH']}`);
    vi.stubEnv('FAKE_KIND_HOME', kind.env.FAKE_KIND_HOME);
    log = recordingLog();
    cancelling = new AbortController();
    saved = [];
    uploaded = {};
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(scratch, { recursive: true, force: true });
  });

  function host(env: Record<string, string> = {}): EvalHost {
    const directory = path.join(scratch, 'run');
    mkdirSync(directory, { recursive: true });
    return testHost({
      log,
      directory,
      env: { ...process.env, RUNNER_TEMP: directory, ...env },
      signal: cancelling.signal,
      saveKind: (name) => void saved.push(name),
      keepNodeLogs: async (logs) => {
        for (const file of logs.files) uploaded[file] = readFileSync(path.join(logs.directory, file), 'utf8');
      },
    });
  }

  async function make(settings: Partial<KindSettings> = {}, on = host()): Promise<EvalCluster> {
    const all = { version: null, nodeImage: null, config: null, waitMs: 1000, loadImages: [], ...settings };
    const request: ClusterRequest = {
      cluster: { kind: 'own', settings: all },
      names: { instance: '0a1b2c3d', leg: 'leg' },
      terms: { cleanup: 'always', artifact: { content: 'full' } },
    };
    return await makeCluster(request, all, on);
  }

  const failure = async (making: Promise<EvalCluster>): Promise<ActionError> =>
    await making.then(
      () => expect.fail('A cluster was made.'),
      (error: unknown) => (error instanceof ActionError ? error : expect.fail(String(error))),
    );

  const everything = (): string => [...log.lines, ...log.warnings.map(({ text }) => text)].join('\n');
  const left = (): string[] => readdirSync(path.join(scratch, 'run'));
  const deletions = (): number => kind.calls().filter(({ args }) => args[0] === 'delete').length;

  async function cancelWhen(isTime: () => boolean): Promise<void> {
    while (!isTime()) await sleep(10);
    cancelling.abort(new ActionError('cancelled', 'Stopped.'));
  }
  const isPreparing = (): boolean => everything().includes('Preparing nodes');

  it('has no node, also if Docker makes one after the creation was stopped', async () => {
    kind.set({ nodeAfterMs: 2500, createMs: 60_000 });
    const making = failure(make({}, { ...host(), clock }));
    await cancelWhen(isPreparing);
    expect(await making).toMatchObject({ code: 'cancelled' });
    expect(kind.clusters()).toEqual([]);
    expect(deletions()).toBe(1);
    expect(everything()).toContain('The kind cluster clawbench-local-0a1b2c3d is deleted.');
    expect(saved).toEqual(['clawbench-local-0a1b2c3d', null]);
    await sleep(1000);
    expect(kind.clusters()).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('is left to the post step of a workflow, which waits for late nodes, too', async () => {
    kind.set({ nodeAfterMs: 3500, createMs: 60_000 });
    const on = { ...host(), clock };
    const workflow = workflowContext({
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '1',
    });
    const making = failure(make({}, { ...on, workflow }));
    await cancelWhen(isPreparing);
    const begunMs = Date.now();
    expect(await making).toMatchObject({ code: 'cancelled' });
    expect(Date.now() - begunMs).toBeLessThan(6000);
    expect(saved).toEqual(['clawbench-1-1-0a1b2c3d']);
    expect(deletions()).toBe(0);
    await removeKind({ name: 'clawbench-1-1-0a1b2c3d', version: null, isComplete: false }, on);
    expect(deletions()).toBe(1);
    await sleep(1000);
    expect(kind.clusters()).toEqual([]);
  });

  it('is said to be deleted only if there was one, and its logs are not missed', async () => {
    const pullError = 'Using default tag: latest\nError response from daemon: toomanyrequests: slow down';
    kind.set({ pullError });
    const error = await failure(make());
    expect(error.message).toMatch(
      /^kind could not create the cluster .*failed to pull image.* … Error response from daemon: toomanyrequests: slow down$/,
    );
    expect(everything()).not.toContain('deleted');
    expect(everything()).not.toContain('logs of the nodes');
    expect(deletions()).toBe(0);
    expect(log.warnings).toEqual([]);
  });

  it('has logs of its nodes without the passwords of proxies, and only text', async () => {
    const journal = 'kubelet said proxy-pw&1234 by mistake\nPATH=/bin HTTPS_PROXY=u:pw@proxy:3128\n';
    kind.set({ journal, createError: 'no luck' });
    const on = host({
      HTTPS_PROXY: 'http://user:proxy-pw&1234@proxy.example:3128',
      http_proxy: 'user:short@proxy.example:3128',
      NO_PROXY: 'localhost,.example',
    });
    log.mask(proxyPasswords(on.env));
    expect((await failure(make({}, on))).message).toContain('no luck');
    const node = 'clawbench-local-0a1b2c3d-control-plane';
    expect(Object.keys(uploaded).sort()).toEqual([
      `${node}/inspect.json`,
      `${node}/journal.log`,
      'kind-version.txt',
    ]);
    expect(uploaded[`${node}/journal.log`]).toBe(
      'kubelet said *** by mistake\nPATH=/bin HTTPS_PROXY=***@proxy:3128\n',
    );
    expect(JSON.parse(uploaded[`${node}/inspect.json`] ?? '')).toEqual([
      {
        Config: {
          Env: [
            'HTTP_PROXY=***@proxy.example:3128',
            'HTTPS_PROXY=http://***@proxy.example:3128',
            'NO_PROXY=localhost,.example',
          ],
        },
      },
    ]);
    expect(everything()).toContain(
      `Left out of the logs of the nodes, because they are not text: ${node}/journal/0123/system.journal, ${node}/pods/`,
    );
  });

  it('that exports no logs does not hide why it failed', async () => {
    kind.set({ createError: 'no luck', exportsNothing: true });
    expect((await failure(make())).message).toContain('no luck');
    expect(uploaded).toEqual({});
  });

  it('whose logs cannot be published does not hide why it failed', async () => {
    kind.set({ createError: 'no luck' });
    const keepNodeLogs = (): Promise<never> => Promise.reject(new Error('The artifact service is down.'));
    expect((await failure(make({}, { ...host(), keepNodeLogs }))).message).toContain('no luck');
    expect(log.warnings).toEqual([{ title: 'Logs of the nodes', text: 'The artifact service is down.' }]);
    expect(kind.clusters()).toEqual([]);
  });

  it('leaves no images in temporary files when it is stopped while they are copied', async () => {
    kind.set({ images: ['a:1'], loadMs: 60_000 });
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('images-tar'));
    const making = failure(make({ loadImages: ['a:1'] }));
    await cancelWhen(() => everything().includes('loading...'));
    await making;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('images-tar'))).toEqual(before);
    expect(left()).toEqual([]);
    expect(kind.clusters()).toEqual([]);
  });

  it("gets the images of Docker's containerd image store by their own platform", async () => {
    kind.set({ images: ['a:1', 'b:2'], containerdStore: true });
    await using cluster = await make({ loadImages: ['a:1', 'b:2'] });
    expect(cluster.kube).toBeDefined();
    const loads = kind.calls().filter(({ args }) => args[0] === 'load');
    expect(loads.map(({ args }) => args[1])).toEqual(['docker-image', 'image-archive']);
    expect(everything()).toContain('Docker has only one platform of these images, which was copied.');
  });

  it('names what is wrong with an image, where Docker cannot save one platform of it', async () => {
    kind.set({ images: ['a:1'], containerdStore: true });
    writeFileSync(path.join(kind.bin, 'docker'), '#!/bin/sh\nexit 1\n');
    const error = await failure(make({ loadImages: ['a:1'] }));
    expect(error.message).toMatch(/ … ctr: content digest sha256:9106\w+: not found$/);
    expect(error.hint).toContain("Docker's containerd image store");
  });

  it('gives up on one that comes back after every deletion', async () => {
    const lists = `#!/bin/sh\n[ "$1" = version ] && echo kind v0.31.0 && exit\n[ "$1" = get ] && echo clawbench-local-x\nexit 0\n`;
    writeFileSync(path.join(kind.bin, 'kind'), lists, { mode: 0o755 });
    const gone = await removeKind({ name: 'clawbench-local-x', version: null, isComplete: true }, host());
    expect(gone).toBe(false);
    expect(log.warnings[0]?.text).toContain('still lists the cluster clawbench-local-x after 5 deletions');
  });

  it('has no files on this machine once it is deleted', async () => {
    const cluster = await make();
    expect(left()).toHaveLength(1);
    await cluster[Symbol.asyncDispose]();
    expect(left().filter((name) => name.startsWith('kind-') && name !== 'kind-logs')).toEqual([]);
    expect(existsSync(path.join(scratch, 'run', 'kubeconfig'))).toBe(false);
    expect(saved).toEqual(['clawbench-local-0a1b2c3d', null]);
  });
});
