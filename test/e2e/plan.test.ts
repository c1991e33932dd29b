import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv, type ClusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import type { Manifest } from '../../src/kube/types.ts';
import { runCli } from './cli.ts';
import { CANARY_KEY, newModel } from './testbed.ts';

const noCluster = inject('noCluster');

interface PlanRecord {
  namespace: string;
  runs: object;
  forecast: { basedOnRuns: number } | null;
  objects: Manifest[];
}

describe.skipIf(noCluster !== '')('a plan', () => {
  const cluster = clusterFromEnvironment();
  const model = newModel();
  const namespace = model.replace('scripted', 'plan');
  let directory: string;
  let env: ClusterEnv;
  let flags: string[];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'clawbench-plan-'));
    env = await clusterEnv(cluster);
    flags = Object.entries({
      model: `openai/${model}`,
      'openai-api-base': env.MODEL_BASE,
      'price-input': '1',
      'price-output': '2',
      namespace,
      'openclaw-image': env.OPENCLAW_IMAGE,
      'clawbench-image': env.CLAWBENCH_IMAGE,
      tasks: 't1-greeting-file',
      runs: '1',
    }).map(([name, value]) => `--${name}=${value}`);
    await kubectl(cluster, ['create', 'namespace', namespace]);
  });

  afterAll(async () => {
    await rm(directory, { recursive: true });
    await kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false']);
  });

  /** What the cluster has of a planned object. */
  async function live({ kind, metadata }: Manifest, instance: string): Promise<Record<string, unknown>> {
    const name = metadata.name.replaceAll('00000000', instance);
    const text = await kubectl(cluster, ['-n', namespace, 'get', kind, name, '-o', 'json']);
    return JSON.parse(text.replaceAll(instance, '00000000'));
  }

  it('shows what an eval applies, and tells from its result what the next one will use', async () => {
    const planned = await runCli(['plan', ...flags, '--mlflow', 'false', '--json'], {});
    expect(planned).toMatchObject({ code: 0, error: '' });
    const plan: PlanRecord = JSON.parse(planned.out);
    expect(plan).toMatchObject({
      namespace,
      forecast: null,
      runs: { tasks: 1, runsPerTask: 1, shards: 1, concurrency: 4 },
    });
    expect(plan.objects.map(({ kind }) => kind).sort()).toEqual(
      ['ConfigMap', 'ConfigMap', 'ConfigMap', 'Job', 'Job', 'NetworkPolicy', 'Secret', 'Secret'].sort(),
    );

    const evaluated = await runCli(['eval', ...flags, '--mlflow', 'false', '--cleanup', 'never', '--json'], {
      KUBECONFIG: env.KUBECONFIG,
      OPENAI_API_KEY: CANARY_KEY,
    });
    expect(evaluated, evaluated.error).toMatchObject({ code: 0 });
    const [, instance = ''] = /Job \S+\/clawbench-([0-9a-f]{8}) runs on/.exec(evaluated.error) ?? [];
    for (const object of plan.objects) {
      const found = await live(object, instance);
      expect(found, object.kind).toMatchObject(comparable(object));
    }

    const baseline = path.join(directory, 'verdict.json');
    await writeFile(baseline, evaluated.out);
    const next = await runCli(['plan', ...flags, '--mlflow', 'false', '--baseline', baseline], {});
    expect(next.out).toMatch(
      /^# Forecast from the baseline: \$\d.* tokens · (?:less than a minute|\d+(?:–\d+)? min), without runs/m,
    );
  });

  it('is YAML that the cluster takes as it is, with everything but the keys', async () => {
    const { code, out, error } = await runCli(
      ['plan', ...flags, '--mlflow', '--mlflow-namespace', namespace],
      {
        OPENAI_API_KEY: CANARY_KEY,
      },
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).not.toContain(CANARY_KEY);
    const answer = await kubectl(cluster, ['-n', namespace, 'apply', '--dry-run=server', '-f', '-'], out);
    for (const made of ['job.batch/clawbench-00000000', 'secret/', 'deployment.apps/mlflow'])
      expect(answer).toMatch(new RegExp(`${made}.* created \\(server dry run\\)`));
    expect(await kubectl(cluster, ['-n', namespace, 'get', 'deployments', '-o', 'name'])).toBe('');
  });
});

/** A planned object without what only an eval can know. */
function comparable(object: Manifest): object {
  const { annotations: _, ...metadata } = object.metadata;
  if (object.kind === 'Secret') return { metadata, immutable: object['immutable'] };
  if (object.kind !== 'Job') return { ...object, metadata };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Job's
  const spec = structuredClone(object['spec']) as { [field: string]: unknown; template: Manifest };
  delete spec['suspend'];
  // The lease on the Secrets is renewed.
  if (spec['parallelism'] === 0) delete spec['activeDeadlineSeconds'];
  delete spec.template.metadata.annotations;
  return { ...object, metadata, spec };
}
