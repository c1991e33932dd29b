import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { seededRandom } from '../../src/result/stats/random.ts';
import { runStep } from '../e2e/act.ts';
import { cliProgram } from '../e2e/cli.ts';
import { actionEntry, postEntry, runnerEnvironment, writtenTo } from '../e2e/runner-process.ts';
import { inventory, startIn } from './start.ts';

const bed = inject('kindBed');
const conformance = path.join(import.meta.dirname, '..', 'fakes', 'kind-conformance.ts');
const KEY = 'sk-canary-model-key-0123456789';
const PROXY_PASSWORD = 'p&word-canary-of-the-proxy';
const CANCELLATIONS = 10;
const twoNodes =
  'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{ role: control-plane }, { role: worker }]\n';

/** The real kind, in a real Docker engine. Clusters come one after the other: each takes 2 GB of memory. */
describe.skipIf(bed === null)('cluster: kind', () => {
  if (bed === null) return;
  const { engine, kind, act, nodeImage, openclaw, clawbench, modelBase } = bed;
  let directory: string;
  let bin: string;
  let before: string[];
  /** From the first line of kind until images are copied, as measured. */
  let creationMs = 45_000;

  beforeAll(async () => {
    before = await inventory(engine);
  });

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'clawbench-kind-'));
    bin = path.join(directory, 'bin');
    mkdirSync(bin);
    symlinkSync(kind, path.join(bin, 'kind'));
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const file = (name: string): string => path.join(directory, name);

  function searchPath(): string {
    return [bin, path.dirname(process.execPath), process.env['PATH'] ?? ''].join(path.delimiter);
  }

  function inputs(more: Record<string, string>): Record<string, string> {
    return {
      cluster: 'kind',
      ...(nodeImage === null ? {} : { 'kind-node-image': nodeImage }),
      'openclaw-image': openclaw,
      'clawbench-image': clawbench,
      model: 'openai/scripted-kind',
      'openai-api-base': modelBase,
      'price-input': '1',
      'price-output': '2',
      mlflow: 'false',
      runs: '1',
      ...more,
    };
  }

  /** The command line, as docs/cli.md starts it, with this environment alone. */
  function command(
    more: Record<string, string>,
    env: Record<string, string> = {},
  ): ReturnType<typeof startIn> {
    mkdirSync(file('tmp'));
    const flags = Object.entries(inputs(more)).flatMap(([name, value]) => [`--${name}`, value]);
    const images = [openclaw, clawbench].flatMap((image) => ['--load-images', image]);
    const args = [process.execPath, cliProgram, 'eval', ...flags, ...images];
    const own = { HOME: directory, TMPDIR: file('tmp'), PATH: searchPath(), OPENAI_API_KEY: KEY };
    return startIn(engine, args, { ...own, ...env });
  }

  function filesBelow(root: string): string[] {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  }

  it('passes as the step of a workflow, with images of this machine', async () => {
    const enter = engine.enter.length === 0 ? [] : [...engine.enter, '--wdns="$PWD"'];
    writeFileSync(file('act'), `#!/bin/sh\nexec ${[...enter, act].join(' ')} "$@"\n`, { mode: 0o755 });
    const pathBefore = process.env['PATH'];
    process.env['PATH'] = searchPath();
    try {
      const step = await runStep(file('act'), {
        inputs: inputs({
          'load-images': `${openclaw} ${clawbench}`,
          'openai-api-key': '${{ secrets.OPENAI_API_KEY }}',
          tasks: 't1-greeting-file',
          threshold: '0.70',
        }),
        secrets: { OPENAI_API_KEY: KEY },
        env: engine.env,
      });
      expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '1' });
      expect(step.log).toMatch(/The kind cluster clawbench-\S+ is deleted\./);
      expect(step.log).not.toContain(KEY);
      await expectNothing(['act']);
    } finally {
      process.env['PATH'] = pathBefore;
    }
  });

  it('fails on the command line, with the logs of two nodes, and no secret in them', async () => {
    const gate = command(
      { tasks: 't2-longest-line', threshold: '0.99', 'kind-config': twoNodes },
      { HTTPS_PROXY: `http://user:${PROXY_PASSWORD}@proxy.invalid:3128` },
    );
    await gate.prints('Creating cluster');
    const begunMs = Date.now();
    await gate.prints('not yet present on node');
    creationMs = Date.now() - begunMs;
    expect(await gate.ended, gate.output()).toBe(1);
    const files = filesBelow(file('tmp'));
    const nodes = files.map(
      (name) => /\/artifact\/logs\/kind\/clawbench-\w+-\w+-([\w-]+)\/journal\.log$/.exec(name)?.[1],
    );
    expect(nodes.filter((name) => name !== undefined)).toEqual(['control-plane', 'worker']);
    for (const name of files) {
      const content = readFileSync(name);
      expect(content.includes(0), name).toBe(false);
      for (const secret of [KEY, PROXY_PASSWORD, PROXY_PASSWORD.replace('&', String.raw`\u0026`)]) {
        expect(content.includes(secret), name).toBe(false);
      }
    }
    const inspected = files.find((name) => name.endsWith('-control-plane/inspect.json')) ?? '';
    expect(readFileSync(inspected, 'utf8')).toContain('"HTTPS_PROXY=http://***@proxy.invalid:3128"');
    expect(gate.output()).not.toContain('Left out');
  });

  const seed = Number(process.env['CLAWBENCH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const random = seededRandom(seed);
  const cancelled = { tasks: 't1-greeting-file', threshold: '0.70' };

  // Most at the beginning, when Docker makes the node.
  const moments = Array.from({ length: CANCELLATIONS }, () => random.unit() ** 2);
  const when = `leaves nothing when it is cancelled at %d of its creation (CLAWBENCH_SEED=${seed})`;

  it.each(moments.filter((_, index) => index % 2 === 0))(`${when}, on the command line`, async (moment) => {
    const stopped = command(cancelled);
    await stopped.prints('Creating cluster');
    await sleep(moment * creationMs);
    stopped.interrupt();
    expect(await stopped.ended, stopped.output()).toBe(4);
    await expectNothing(['tmp']);
  });

  it.each(moments.filter((_, index) => index % 2 === 1))(`${when}, as a step`, async (moment) => {
    const images = { 'load-images': `${openclaw} ${clawbench}` };
    const given = inputs({ ...cancelled, ...images, 'openai-api-key': KEY });
    const start = (entry: string, state: Record<string, string>): ReturnType<typeof startIn> =>
      startIn(engine, [process.execPath, entry], {
        ...withoutUndefined(runnerEnvironment(file('runner'), given, state)),
        PATH: searchPath(),
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'octo/repo',
        GITHUB_RUN_ID: '1',
      });
    const main = start(actionEntry, {});
    await main.prints('Creating cluster');
    await sleep(moment * creationMs);
    const begunMs = Date.now();
    main.interrupt();
    expect(await main.ended, main.output()).toBe(1);
    expect(Date.now() - begunMs).toBeLessThan(7500); // what a runner gives
    const post = start(postEntry, writtenTo(file('runner'), 'state'));
    expect(await post.ended, post.output()).toBe(0);
    await expectNothing(['output', 'state', 'summary', 'env', 'path'].map((name) => `runner/${name}`));
  });

  /** Also what Docker would still be making. */
  async function expectNothing(besides: string[]): Promise<void> {
    expect(await inventory(engine)).toEqual(before);
    await sleep(3000);
    expect(await inventory(engine)).toEqual(before);
    const left = filesBelow(directory).map((name) => path.relative(directory, name));
    expect(left.filter((name) => !name.startsWith('bin/') && !besides.includes(name))).toEqual([]);
  }

  it('is as the tests without Docker have it', async () => {
    const args = [process.execPath, conformance, kind, clawbench, ...(nodeImage === null ? [] : [nodeImage])];
    const ran = startIn(engine, args, { HOME: directory, PATH: searchPath() });
    expect(await ran.ended, ran.output()).toBe(0);
  });
});

function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
