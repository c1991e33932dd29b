/** That the fake pod of these tests keeps the contract of the real one (docs/contracts.md, "Files in the eval pod"). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../../src/base/sha256.ts';
import { printFile, writeFile } from '../../../src/pods/pod-commands.ts';
import {
  keptIndexSchema,
  parsePodFile,
  shardDoneSchema,
  shardStateSchema,
} from '../../../src/pods/pod-files.ts';
import { podPaths, type ShardRequest } from '../../../src/protocol/pod.ts';
import { readSettings, writeSettings } from '../../../src/protocol/settings.ts';
import { realScores, realTasks } from '../../fakes/eval-cluster/harness.ts';
import { type CommandOutcome, type EvalPod, startPod } from '../../fakes/eval-cluster/pod.ts';

const target = { namespace: 'n', pod: 'p', container: 'results', root: '/' };

function fakePod(): EvalPod {
  const settings = readSettings(writeSettings({ model: 'openai/m', runs: 2, shards: 1 })).values;
  const script = {
    suite: realTasks,
    scoreOf: realScores,
    programs: {},
    hasRelay: false,
    afterStep: () => undefined,
    isBusy: () => false,
    beforeRun: () => undefined,
  };
  const pod = startPod({ name: 'p', shard: 0, settings, ...script });
  pod.phase = 'running';
  return pod;
}

function send(pod: EvalPod, request: ShardRequest): void {
  const stdin = Buffer.from(JSON.stringify(request));
  pod.run(writeFile(target, podPaths.request, stdin.length), stdin);
}

function look(pod: EvalPod): ReturnType<typeof shardStateSchema.parse> {
  const { stdout = Buffer.of() } = pod.run(printFile(target, podPaths.state), Buffer.of());
  return parsePodFile(shardStateSchema, stdout, podPaths.state);
}

it('writes files that are what the contract says, at each step from booting to done', () => {
  const pod = fakePod();
  const phases = [look(pod).phase];
  send(pod, { id: 'start-p', kind: 'start' });
  while (phases.at(-1) !== 'done') phases.push(look(pod).phase);
  send(pod, { id: 'runs-1-p', kind: 'runs', tasks: [realTasks[0]!], runs: 3 });
  expect(look(pod)).toMatchObject({ phase: 'running', done: 5, total: 5 });
  expect(look(pod)).toMatchObject({ phase: 'done', lastRequest: { id: 'runs-1-p', status: 'done' } });

  expect(phases).toEqual(['ready', ...Array<string>(4).fill('running'), 'done']);
  const read = (file: string): Buffer => pod.files.get(file)!;
  const done = parsePodFile(shardDoneSchema, read(podPaths.done), 'done');
  expect(done).toMatchObject({
    generation: 'runs-1-p',
    results: ['benchmark.json', 'benchmark.runs-1-p.json'],
  });
  for (const { path: file, size, sha256: hash } of done.files) {
    const bytes = read(`${podPaths.results}/${file}`);
    expect([bytes.length, sha256(bytes)]).toEqual([size, hash]);
  }
  const kept = parsePodFile(keptIndexSchema, read(podPaths.keptIndex), 'index');
  expect(kept.files).toHaveLength(5);
  for (const file of kept.files) expect(sha256(read(`${podPaths.kept}/${file.path}`))).toBe(file.sha256);
});

it('answers the commands of the action as a shell does', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'fake-pod-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const pod = fakePod();
  const file = `${podPaths.seed}/a/run0.json`;
  const both = (command: (root: string) => string[], stdin = ''): CommandOutcome[] => {
    const [program = '', ...args] = command(root);
    const { status, stdout } = spawnSync(program, args, { input: stdin });
    const { exitCode, stdout: printed = Buffer.of() } = pod.run(command('/'), Buffer.from(stdin));
    return [
      { exitCode: status ?? -1, stdout },
      { exitCode, stdout: printed },
    ];
  };
  const at = (place: string): typeof target => ({ ...target, root: place });
  const steps = [
    () => both((place) => printFile(at(place), podPaths.contact)),
    () => both((place) => printFile(at(place), file)),
    () => both((place) => writeFile(at(place), file, 5), 'half'),
    () => both((place) => printFile(at(place), file)),
    () => both((place) => ['cat', '--', path.join(place, file)]),
    () => both((place) => writeFile(at(place), file, 5), 'whole'),
    () => both((place) => printFile(at(place), file)),
    () => both((place) => ['cat', '--', path.join(place, file)]),
  ];
  // The control directory is a volume, so it exists.
  spawnSync('mkdir', ['-p', path.join(root, podPaths.control)]);
  for (const step of steps) {
    const [real, fake] = step();
    expect(fake).toEqual(real);
  }
});
