import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { imageOf } from '../images/catalog.ts';
import { type CommandRun, runCommand } from './cli.ts';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const manifest = path.join(import.meta.dirname, '..', 'images', 'llama-server', 'manifest.yaml');

/** llama.cpp's own server, with a tiny model of random weights: it says words in no order, and calls no tools. */
describe.skipIf(noCluster !== '')("llama.cpp's server", () => {
  const [roomy, narrow] = ['llama', 'narrow'].map((name) => newModel().replace('scripted', name));
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
    await Promise.all([serve(roomy!, 65_536), serve(narrow!, 4096)]);
  }, 300_000);

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', roomy!, narrow!, '--wait=false']);
    await testbed.close();
  });

  /** Starts one in a namespace of its own. @param context the most tokens that it reads at once */
  async function serve(namespace: string, context: number): Promise<void> {
    const { cluster } = testbed;
    await kubectl(cluster, ['create', 'namespace', namespace]);
    const yaml = readFileSync(manifest, 'utf8')
      .replace('image: IMAGE', `image: ${imageOf('llama-server').reference}`)
      .replace("'SIZE'", `'${context}'`);
    await kubectl(cluster, ['-n', namespace, 'apply', '-f', '-'], yaml);
    await kubectl(cluster, ['-n', namespace, 'rollout', 'status', 'deployment/llama', '--timeout=240s']);
  }

  async function evaluate(namespace: string, flags: Record<string, string> = {}): Promise<CommandRun> {
    const { OPENCLAW_IMAGE, CLAWBENCH_IMAGE, KUBECONFIG } = testbed.env;
    return await runCommand(
      {
        'openclaw-image': OPENCLAW_IMAGE,
        'clawbench-image': CLAWBENCH_IMAGE,
        model: 'openai/random',
        'openai-api-base': `http://llama.${namespace}.svc.cluster.local:8080/v1`,
        'price-input': '1',
        'price-output': '2',
        tasks: 't1-greeting-file',
        runs: '2',
        mlflow: 'false',
        ...flags,
      },
      { KUBECONFIG },
    );
  }

  /** What the server itself has counted. */
  async function counted(namespace: string): Promise<{ read: number; said: number }> {
    const service = `/api/v1/namespaces/${namespace}/services/llama`;
    const { spec } = (await api<{ spec: { clusterIP: string } }>(testbed.cluster, service)).json();
    const { body } = await request(`http://${spec.clusterIP}:8080/metrics`);
    const text = await body.text();
    const of = (name: string): number => Number(new RegExp(`^llamacpp:${name} (\\S+)$`, 'm').exec(text)?.[1]);
    return { read: of('prompt_tokens_total'), said: of('tokens_predicted_total') };
  }

  it('answers an evaluation from end to end: its runs count, and what it says of them arrives', async () => {
    const { code, record, log } = await evaluate(roomy!, { 'context-window': '65536', threshold: '0.2' });
    expect(code, log).toBe(0);
    const { read, said } = await counted(roomy!);
    expect(record).toMatchObject({
      verdict: 'pass',
      coverage: { planned: 2, valid: 2 },
      identity: { model: 'openai/random', servedModels: ['random'] },
      totals: { inputTokens: read, outputTokens: said },
      wire: { failed: 0, unattributed: 0, estimated: 0 },
    });
    expect(read).toBeGreaterThan(10_000);
    expect(said).toBeGreaterThan(4);
  });

  it('says that its context window is too small, and the evaluation why it ends', async () => {
    const { code, record, log } = await evaluate(narrow!, { 'context-window': '65536' });
    expect(code, log).toBe(3);
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      coverage: { valid: 0, invalid: [{ class: 'provider-error', code: 400, runs: 2 }] },
    });
    expect(JSON.stringify(record)).toMatch(
      /answered 400 .*request \(\d+ tokens\) exceeds the available context size \(4096 tokens\)/,
    );
  });
});
