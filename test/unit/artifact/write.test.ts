import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ArtifactContent, writeArtifactContent } from '../../../src/artifact/write.ts';
import { openSecrets } from '../../../src/base/clean.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';
import { noSecrets, verdictOf } from '../../fixtures/report.ts';
import { benchmark } from '../../fixtures/result.ts';

const canary = 'what the model said';

/** The artifact of a shard that left every kind of file. @returns texts by path */
async function artifact(content: ArtifactContent): Promise<Record<string, string>> {
  const root = mkdtempSync(path.join(tmpdir(), 'artifact-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [pod, target] = [path.join(root, 'pod'), path.join(root, 'artifact')];
  const left = [
    'run_cache/m/v2-0/t1-a/run0.json',
    'run_cache/m/v2-0/t1-a/run0.json.replaced1',
    'eval.log',
    'gateway.log',
    'benchmark.runs-1.json',
    'state.json',
    'something-new.txt',
    'wire/bodies/0123.request',
  ];
  for (const name of left) {
    mkdirSync(path.dirname(path.join(pod, name)), { recursive: true });
    writeFileSync(path.join(pod, name), canary);
  }
  const journal = path.join(pod, 'wire/journal.jsonl');
  writeFileSync(journal, '{}\n');
  mkdirSync(target);
  const wire = { journal, relays: [], problems: [] };
  const shard = collectedShard({ directory: pod, runFiles: [left[0] ?? ''], wire });
  const parts = {
    result: noSecrets.clean(benchmark('benchmark-27tasks-2026.7.35.json')),
    partial: noSecrets.clean(benchmark('benchmark-27tasks-2026.7.35.json')),
    verdict: verdictOf(0.2),
    shards: [shard],
  };
  const { files } = await writeArtifactContent(
    target,
    {
      ...parts,
      base: null,
      postMortem: noSecrets.clean(canary),
      reports: () => [['summary.md', noSecrets.clean('# Summary')]],
      facts: noSecrets.clean({ agentFiles: { sha256: '0', files: 1 }, shards: [] }),
    },
    content,
    noSecrets,
  );
  expect(files.filter((name) => name.endsWith('.json')).length).toBeGreaterThan(2);
  const written = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    written.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(target, file), readFileSync(file, 'utf8')];
    }),
  );
}

test('an artifact with scores only has no text of the model, whatever a pod left', async () => {
  const files = await artifact('scores');
  expect(Object.keys(files).sort()).toEqual([
    'benchmark.json',
    'benchmark.partial.json',
    'manifest.json',
    'summary.md',
    'verdict.json',
    'wire/shard-0.jsonl',
  ]);
  expect(JSON.stringify(files)).not.toContain(canary);
});

test('a full artifact has all of it', async () => {
  const files = await artifact('full');
  expect(Object.values(files).filter((text) => text === canary)).toHaveLength(9);
  expect(files).toMatchObject({ 'wire/shard-0/bodies/0123.request': canary, 'wire/shard-0.jsonl': '{}\n' });
});

test('a name from a pod that an artifact cannot have costs that file alone', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'artifact-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const secret = 'hunter2-hunter2';
  const left: Record<string, string[]> = {
    pod0: ['run_cache/m/run0.json', 'a:b.json', 'dot.', 'run_cache/m/RUN0.json', 'eval.log', `${secret}1`],
    pod1: ['run_cache/m/run0.json', 'run_cache/M/run1.json/x', 'run_cache/m/run2.json'],
    nodes: ['kind-control-plane/a?b.log', 'kind-control-plane/kubelet.log'],
  };
  for (const [directory, names] of Object.entries(left)) {
    for (const name of names) {
      mkdirSync(path.dirname(path.join(root, directory, name)), { recursive: true });
      writeFileSync(path.join(root, directory, name), name);
    }
  }
  const target = path.join(root, 'artifact');
  mkdirSync(target);
  const { files, leftOut } = await writeArtifactContent(
    target,
    {
      result: null,
      partial: null,
      verdict: verdictOf(0.2),
      shards: [0, 1].map((index) => ({ index, directory: path.join(root, `pod${index}`) })),
      base: null,
      postMortem: undefined,
      nodeLogs: path.join(root, 'nodes'),
      reports: () => [],
      facts: noSecrets.clean({ shards: [] }),
    },
    'full',
    openSecrets([secret]),
  );
  expect(files).toEqual([
    'logs/kind/kind-control-plane/kubelet.log',
    'logs/shard-0/___1',
    'logs/shard-0/eval.log',
    'manifest.json',
    'runs/M/run1.json/x',
    'runs/m/RUN0.json',
    'runs/m/run2.json',
    'verdict.json',
  ]);
  expect(leftOut.map((sentence) => sentence.replace(/ has .*/, ''))).toEqual([
    'logs/shard-0/a:b.json',
    'logs/shard-0/dot.',
    'runs/m/run0.json',
    'runs/m/run0.json',
    'logs/kind/kind-control-plane/a?b.log',
  ]);
});
