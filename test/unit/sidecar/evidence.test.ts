import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../sidecar/config.ts';
import { dropEvidence } from '../../../sidecar/evidence.ts';
import { pathsBelow, type PodPaths } from '../../../sidecar/paths.ts';
import { harnessEnv } from '../../../sidecar/harness-env.ts';
import type { Container, Job } from '../../../src/kube/types.ts';
import { checkout } from '../../fixtures/checkout.ts';

function somePaths(): PodPaths {
  const root = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return pathsBelow(root);
}

function keep(directory: string, name: string): string {
  const run = path.join(directory, name);
  mkdirSync(path.join(run, 'workspace'), { recursive: true });
  writeFileSync(path.join(run, 'result.json'), '{}');
  return run;
}

test('evidence is deleted once it is complete, and not while it is written', async () => {
  const paths = somePaths();
  const runs = [keep(paths.evidence, 'run-0-a'), keep(paths.reviews, 'run-0-a')];
  await dropEvidence(paths, 60_000);
  expect(runs.filter((run) => existsSync(run))).toEqual(runs);
  await dropEvidence(paths, 0);
  expect(runs.filter((run) => existsSync(run))).toEqual([]);
});

test('nothing is deleted through a link, and nothing is missed where there is none', async () => {
  const paths = somePaths();
  const kept = keep(paths.runCache, 'm');
  mkdirSync(path.dirname(paths.evidence), { recursive: true });
  symlinkSync(paths.runCache, paths.evidence);
  await dropEvidence(paths, 0);
  expect(existsSync(kept)).toBe(true);
});

test('evidence is kept on a volume of the harness alone, whatever the pod says', () => {
  const token = 'x'.repeat(16);
  const env = { CLAWBENCH_MODEL: 'p/m', OPENCLAW_GATEWAY_TOKEN: token, CLAWBENCH_EVIDENCE_DIR: '/work/e' };
  const { CLAWBENCH_EVIDENCE_DIR: evidence, CLAWBENCH_REVIEW_DIR: reviews } = harnessEnv({
    config: readConfig(env, '/'),
    env,
    paths: pathsBelow('/'),
  });
  expect([evidence, reviews]).toEqual(['/tmp/evidence', '/tmp/reviews']);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a manifest of ours
  const job = load(readFileSync(path.join(checkout, 'manifests/eval/job.yaml'), 'utf8')) as Job;
  const { initContainers = [], containers = [] } = job.spec?.template.spec ?? {};
  const volumesAt = ({ volumeMounts = [] }: Container): string[] =>
    volumeMounts.flatMap(({ name, mountPath }) => (mountPath === '/tmp' ? [name] : []));
  const has = Object.fromEntries(
    [...initContainers, ...containers].map((each) => [each.name, volumesAt(each)]),
  );
  expect(has).toEqual({
    gateway: ['gateway-tmp'],
    relay: ['relay-tmp'],
    clawbench: ['eval-tmp'],
    results: ['results-tmp'],
  });
});
