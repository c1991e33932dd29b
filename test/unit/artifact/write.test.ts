import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ArtifactContent, writeArtifactContent } from '../../../src/artifact/write.ts';
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
  ];
  for (const name of left) {
    mkdirSync(path.dirname(path.join(pod, name)), { recursive: true });
    writeFileSync(path.join(pod, name), canary);
  }
  mkdirSync(target);
  const shard = collectedShard({ directory: pod, runFiles: [left[0] ?? ''] });
  const parts = {
    result: noSecrets.clean(benchmark('benchmark-27tasks-2026.7.35.json')),
    partial: noSecrets.clean(benchmark('benchmark-27tasks-2026.7.35.json')),
    verdict: verdictOf(0.2),
    shards: [shard],
  };
  const files = await writeArtifactContent(
    target,
    {
      ...parts,
      postMortem: noSecrets.clean(canary),
      reports: { 'summary.md': noSecrets.clean('# Summary') },
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
  ]);
  expect(JSON.stringify(files)).not.toContain(canary);
});

test('a full artifact has all of it', async () => {
  const files = await artifact('full');
  expect(Object.values(files).filter((text) => text === canary)).toHaveLength(8);
});
