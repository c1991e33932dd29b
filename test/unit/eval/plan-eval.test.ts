import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import { loadInputs } from '../../fixtures/inputs.ts';
import { publicInputs, secretValues } from '../../../src/inputs/load.ts';
import { noBase } from '../../fixtures/plan.ts';
import { newPlan, nothingRandom } from '../../../src/plan/new-plan.ts';
import { inputVariable } from '../../../src/inputs/types.ts';
import type { Manifest } from '../../../src/kube/types.ts';
import type { Planned } from '../../../src/eval/mode-result.ts';
import { planEval } from '../../../src/eval/plan-eval.ts';
import type { VerdictRecord } from '../../../src/result/formats/verdict-record.ts';
import { testHost } from '../../fixtures/host.ts';
import { stories } from '../../fixtures/report-stories.ts';

const key = 'sk-canary-0123456789';

async function plan(inputs: Record<string, string>): Promise<Planned> {
  const variables = Object.entries({ mode: 'plan', ...inputs }).map(([name, value]) => [
    inputVariable(name),
    value,
  ]);
  const host = testHost();
  const loaded = loadInputs(Object.fromEntries(variables));
  host.log.mask(secretValues(loaded));
  const deps = { ...host, readBase: noBase, random: nothingRandom };
  return await planEval(await newPlan(loaded, publicInputs(loaded), deps), host);
}

describe('a plan', () => {
  test('needs neither cluster nor key, and says which key the evaluation needs', async () => {
    const { manifests } = await plan({ cluster: 'kubeconfig', model: 'anthropic/claude-sonnet-4-6' });
    expect(manifests).toContain("ANTHROPIC_API_KEY: '<the value of ANTHROPIC_API_KEY>'".replaceAll("'", ''));
    expect(manifests).toContain('<new for each evaluation>');
  });

  test('needs no key for a provider that openclaw-config brings', async () => {
    const provider = { baseUrl: 'http://lab.models.svc:8000/v1', models: [{ id: 'one', name: 'one' }] };
    const { manifests } = await plan({
      model: 'lab/one',
      'openclaw-config': JSON.stringify({ models: { providers: { lab: provider } } }),
    });
    expect(manifests).toContain('lab/one');
    expect(manifests).not.toContain('<the value of undefined>');
  });

  test('of an evaluation on an existing OpenClaw has what the evaluation adds, and no gateway', async () => {
    const { lines, manifests, record } = await plan({
      openclaw: 'existing',
      'openclaw-deployment': 'statefulset/assistant',
      namespace: 'bench',
      mlflow: 'false',
      model: 'lab/one',
    });
    expect(lines.join('\n')).toMatch(/pod of StatefulSet bench\/assistant.*nothing restarts/);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- objects of our own
    const objects = loadAll(manifests) as { kind: string; metadata: object; data: object }[];
    expect(objects).toMatchObject([
      { kind: 'ConfigMap', metadata: { namespace: 'bench' }, data: { CLAWBENCH_MODEL: 'lab/one' } },
    ]);
    expect(record['images']).toMatchObject({ openclaw: null, mlflow: null });
    await expect(plan({ openclaw: 'existing' })).rejects.toThrow('Input `namespace` is empty');
    await expect(plan({ 'openclaw-deployment': 'assistant' })).rejects.toThrow('for `openclaw: existing`');
  });

  const local = { model: 'openai/llama3:8b', 'openai-api-base': 'http://vllm/v1', 'max-cost-usd': '5' };
  const stopsOf = async (inputs: Record<string, string>): Promise<string | undefined> =>
    (await plan(inputs)).lines.find((line) => line.startsWith('Stops: '));

  test('promises no stop at a cost that cannot be known', async () => {
    const why =
      'The price of openai/llama3:8b is not known, so `max-cost-usd` cannot stop the evaluation: write `price-input` and `price-output`, or cap it by `max-tokens`.';
    expect(await stopsOf(local)).toBe(`Stops: after 3 h 00 min at the latest. ${why}`);
    expect(await stopsOf({ ...local, 'max-tokens': '900' })).toBe(
      `Stops: at 900 tokens, and after 3 h 00 min at the latest. ${why}`,
    );
    expect(await stopsOf({ ...local, 'price-input': '1', 'price-output': '2' })).toBe(
      'Stops: at $5, and after 3 h 00 min at the latest.',
    );
    expect(await stopsOf({ 'max-cost-usd': '5' })).toContain('at $5, and');
    expect(await stopsOf({ openclaw: 'existing', namespace: 'bench', 'max-cost-usd': '5' })).toContain(
      'at $5, if the gateway has a price for the model, and',
    );
    const own = { baseUrl: 'http://lab/v1', models: [{ id: 'one' }] };
    const config = JSON.stringify({ models: { providers: { lab: own } } });
    expect(await stopsOf({ model: 'lab/one', 'openclaw-config': config, 'max-cost-usd': '5' })).not.toContain(
      '$5',
    );
  });

  test('says that an address without a path is unusual, and what to write', async () => {
    const said = async (base: string): Promise<string[]> =>
      (await plan({ ...local, 'openai-api-base': base })).lines.filter((line) =>
        line.includes('without a path'),
      );
    const [line] = await said('http://ollama:11434');
    expect(line).toMatch(
      /asked at http:\/\/ollama:11434\/chat\/completions.*write http:\/\/ollama:11434\/v1\.$/,
    );
    expect(await said('http://ollama:11434/')).toEqual([line]);
    expect(await said('http://ollama:11434/v1')).toEqual([]);
    expect(await said('https://gateway.example/openai')).toEqual([]);
  });

  test('has no key in it, wherever one could have got to', async () => {
    const planned = await plan({ 'openai-api-key': key, 'mlflow-experiment-name': `for ${key}` });
    expect(planned.manifests).not.toContain(key);
    expect(planned.lines.join('\n')).not.toContain(key);
    expect(JSON.stringify(planned.record)).not.toContain(key);
  });

  test('has no login of a registry in it, not even encoded', async () => {
    const { manifests, record } = await plan({
      'image-registry': 'registry.example.com',
      'image-registry-username': 'robot-of-ours',
      'image-registry-password': 'canary-password-0123',
    });
    const login = Buffer.from('robot-of-ours:canary-password-0123').toString('base64');
    for (const text of [manifests, JSON.stringify(record)]) {
      expect(text).toContain('kubernetes.io/dockerconfigjson');
      expect(text).not.toContain('canary');
      expect(text).not.toContain(login);
    }
  });

  test('names the cluster that kind would make', async () => {
    const { lines } = await plan({ cluster: 'kind', 'load-images': 'a:1 b:2' });
    expect(lines).toContain(
      'Cluster: made by kind on this machine, the images a:1, b:2 copied in; deleted afterwards.',
    );
  });

  test.each<[Record<string, string>, RegExp]>([
    [{}, /^Namespace: its own, .*; deleted afterwards\.$/m],
    [{ cleanup: 'never' }, /^Namespace: .*; kept until `sweep` finds it expired\.$/m],
    [
      { cleanup: 'never', namespace: 'bench' },
      /what the evaluation creates in it is kept until it expires\.$/m,
    ],
    [{ cleanup: 'on-success' }, /deleted afterwards if the verdict is pass, else kept until `sweep`/],
    [
      { detach: 'true' },
      /kept for 24 hours after the evaluation ends, or until `results` or `detach` removes/,
    ],
    [{ cluster: 'kind', cleanup: 'never' }, /^Cluster: .*; kept until `kind delete cluster` deletes it\.$/m],
    [
      { openclaw: 'existing', namespace: 'bench', 'attach-method': 'rollout', detach: 'true' },
      /^Place: the OpenClaw of namespace bench gets a container .*, kept for 24 hours/m,
    ],
  ])('says what happens to its objects with %j', async (inputs, sentence) => {
    expect((await plan(inputs)).lines.join('\n')).toMatch(sentence);
  });

  test('says when more runs are made, and when it stops', async () => {
    const { lines } = await plan({
      tasks: 't1-a t1-b',
      runs: 'auto',
      'max-runs': '7',
      threshold: '0.7',
      shards: '2',
      'max-cost-usd': '5',
      'max-minutes': '30',
      baseline: 'mlflow:0123456789abcdef',
      'confirm-runs': '4',
    });
    const text = lines.join('\n');
    expect(text).toContain('Runs: 2 tasks × 1 run = 2 runs, on 2 gateways in a pod each, 8 at a time.');
    expect(text).toContain('Up to 7 runs of a task, until it is clear whether the threshold 0.7 is reached.');
    expect(text).toContain(
      '2 fresh runs of each suspect task, and as many of the baseline, made again beside it; where that cannot be, 4 more runs of each suspect task.',
    );
    expect(text).toContain('Stops: at $5 or 30 min, and after 3 h 00 min at the latest.');
    expect(text).toContain('Forecast: none. Nothing is known to predict cost and time from');
    expect(text).toContain('MLflow run 0123456789abcdef, which only pods of the evaluation read');
  });

  const baselineFile = (change: object = {}): string => {
    const directory = mkdtempSync(path.join(tmpdir(), 'plan-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const record: VerdictRecord = stories.pass().verdict;
    const file = path.join(directory, 'verdict.json');
    writeFileSync(file, JSON.stringify({ ...record, ...change }));
    return file;
  };

  test('has a summary for who decides: runs, forecast, gate, and what it can detect', async () => {
    const baseline = baselineFile();
    const { summary, lines, record } = await plan({ baseline, threshold: '0.5', 'max-cost-usd': '20' });
    expect(summary).toMatch(/^## 📋 Plan: 27 tasks &#215; 3 runs of openai\/gpt-5\.5\n/);
    expect(summary).toMatch(
      /\n&#36;\d+\.\d\d&#8211;\d+\.\d\d &#183; .* tokens &#183; .* min, forecast from /,
    );
    expect(summary).toContain(
      'Fails if the score is below 0.5, or the mean run score drops by more than 0.03 and chance',
    );
    expect(summary).toMatch(/The gate detects drops of 0\.\d\d or more against /);
    expect(lines.join('\n')).toMatch(
      /^The gate detects drops of 0\.\d\d or more against .*in 4 of 5 cases; if evaluations of the same thing differ by the noise of their runs alone\)\.$/m,
    );
    expect(summary).toContain('Stops: at &#36;20');
    expect(summary).toContain('| <code>Job</code> |');
    expect(summary).not.toContain(key);
    expect(record['baseline']).toMatchObject({ otherModel: null });
  });

  const withPower = z.object({
    baseline: z.object({
      power: z.object({ byRuns: z.array(z.object({ runs: z.number(), costUsd: z.number() })) }),
    }),
  });
  const costOf = (record: unknown, runs: number): number =>
    withPower.parse(record).baseline.power.byRuns[runs - 1]!.costUsd;

  test('says what more runs would show and cost, and what they cannot', async () => {
    const { summary, lines, record } = await plan({ baseline: baselineFile() });
    expect(summary).toContain('<details><summary>What more runs would show</summary>');
    expect(summary).toMatch(/^\| 10 \| 0&#46;\d\d \| &#36;\d+\.\d\d \|$/m);
    const text = lines.join('\n');
    expect(text).toMatch(
      /^Smallest detectable drop by runs of each task on both sides: 1: 0\.\d\d \(\$\d.*, 10: 0\.\d\d \(\$.*\)\.$/m,
    );
    expect(text).toMatch(
      /^A drop of 0\.05 takes \d+ runs? of each task.*, about \$\d.* for an evaluation\.$/m,
    );
    expect(text).toContain('No number of runs shows a drop of 0.03: `max-regression` is 0.03.');
    expect(record).toMatchObject({
      baseline: { power: { byRuns: Array.from({ length: 10 }, (_, index) => ({ runs: index + 1 })) } },
    });
    expect(record).toMatchObject(
      // Three runs are what the forecast is of.
      { forecast: { costUsd: { expected: expect.closeTo(costOf(record, 3), 6) } } },
    );
    const { lines: lower } = await plan({ baseline: baselineFile(), 'max-regression': '0.01' });
    expect(lower.join('\n')).toMatch(/^A drop of 0\.03 (?:takes \d+|would take more than 100) /m);
  });

  test('says nothing of more runs where a baseline of few tasks shows no noise to go by', async () => {
    const { verdict } = stories.pass();
    const baseline = baselineFile({ tasks: verdict.tasks.slice(0, 3) });
    const { summary, lines, record } = await plan({ baseline });
    expect(`${summary}${lines.join('\n')}`).not.toMatch(/more runs would show|Smallest detectable/);
    expect(record['baseline']).toMatchObject({ detectable: null, power: null });
  });

  test('knows no cost from a baseline of another model or without a price, and says why', async () => {
    const other = await plan({ model: 'anthropic/claude-sonnet-4-6', baseline: baselineFile() });
    expect(other.outputs).toMatchObject({ 'forecast-cost-usd': '' });
    expect(other.summary).toMatch(/^cost unknown .* of openai\/gpt-5\.5, another model$/m);
    expect(other.summary).toContain('Nothing is gated');
    expect(other.lines.join('\n')).toMatch(
      /^Forecast from a baseline of openai\/gpt-5\.5, another model: \d/m,
    );
    const totals = { ...stories.pass().verdict.totals, costUsd: null };
    const unpriced = await plan({ baseline: baselineFile({ totals }) });
    expect(unpriced.outputs).toMatchObject({ 'forecast-cost-usd': '' });
    expect(unpriced.record).toMatchObject({ forecast: { costUsd: null } });
    for (const { summary, lines } of [other, unpriced])
      expect(`${summary}${lines.join('\n')}`).not.toMatch(/(?:\$|&#36;)\d/);
    expect((await plan({})).summary).toContain(
      'Cost unknown: there is no earlier result to predict it from.',
    );
  });

  test('says before anything is spent that no result could be red', async () => {
    const { verdict } = stories.pass();
    const baseline = baselineFile({ tasks: verdict.tasks.slice(0, 1) });
    const { lines, record } = await plan({ baseline, runs: '1', 'confirm-runs': '0' });
    expect(lines.join('\n')).toMatch(
      /^Whether it is worse than .* cannot be seen\. With 1 task, 1 run against /m,
    );
    expect(record['baseline']).toMatchObject({ detectable: null });
  });

  test('leaves out a namespace that the user named', async () => {
    const kinds = async (inputs: Record<string, string>): Promise<string[]> =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own objects
      (loadAll((await plan({ mlflow: 'false', ...inputs })).manifests) as { kind: string }[]).map(
        ({ kind }) => kind,
      );
    expect(await kinds({})).toContain('Namespace');
    expect(await kinds({ namespace: 'theirs' })).not.toContain('Namespace');
  });

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own objects
  const objectsOf = ({ manifests }: Planned): Manifest[] => loadAll(manifests) as Manifest[];
  const mlflowIn = ({ lines }: Planned): string | undefined =>
    lines.find((line) => line.startsWith('MLflow: '));

  test('says that the image of ClawBench is not pinned, as long as it is not', async () => {
    const said = async (inputs: Record<string, string>): Promise<boolean> =>
      (await plan(inputs)).lines.some((line) => line.includes('is not pinned by a digest'));
    expect(await said({ 'clawbench-image': 'quay.io/sallyom/clawbench:latest' })).toBe(true);
    expect(await said({ 'clawbench-image': `quay.io/sallyom/clawbench@sha256:${'a'.repeat(64)}` })).toBe(
      false,
    );
    expect(await said({ 'clawbench-image': 'example.com/mine:1.0' })).toBe(false);
  });

  test('deploys no MLflow by default, and says where one would be looked for', async () => {
    const planned = await plan({ 'mlflow-namespace': 'tracking' });
    expect(mlflowIn(planned)).toBe(
      'MLflow: experiment clawbench in namespace tracking, if this action deployed one there before; else nothing is logged. None is deployed.',
    );
    const objects = objectsOf(planned);
    expect(objects.filter(({ metadata }) => metadata.namespace === 'tracking')).toEqual([]);
    expect(objects.flatMap((object) => Object.keys(Object(object['data'])))).not.toContain(
      'MLFLOW_TRACKING_URI',
    );
    expect(planned.record['images']).toMatchObject({ mlflow: null });
    expect(mlflowIn(await plan({ cluster: 'kind' }))).toBe('MLflow: nothing is logged.');
    expect(mlflowIn(await plan({ mlflow: 'false' }))).toBe('MLflow: nothing is logged.');
    const given = { 'mlflow-tracking-uri': 'http://mlflow.example:5000' };
    expect(mlflowIn(await plan(given))).toBe('MLflow: experiment clawbench at http://mlflow.example:5000.');
  });

  test('with `mlflow: true` deploys one, and says what it requests', async () => {
    const planned = await plan({ mlflow: 'true', 'mlflow-image': 'example.com/mlflow:1' });
    const objects = objectsOf(planned).filter(({ metadata }) => metadata.namespace === 'mlflow');
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'PersistentVolumeClaim',
      'Service',
    ]);
    expect(JSON.stringify(objects)).toContain('"requests":{"cpu":"10m","memory":"512Mi"}');
    expect(JSON.stringify(objects)).toContain('"requests":{"storage":"5Gi"}');
    expect(mlflowIn(planned)).toBe(
      'MLflow: experiment clawbench in namespace mlflow, where example.com/mlflow:1 is deployed if there is none, and stays; it requests 10 m of CPU, 512 MiB of memory and a volume of 5 GiB.',
    );
  });

  test('is the same each time, apart from expiry times', async () => {
    expect(await plan({})).toEqual(await plan({}));
  });

  test('refuses what an evaluation would refuse, apart from what a plan does not need', () => {
    const problem = (inputs: Record<string, string>) => () =>
      loadInputs(
        Object.fromEntries(
          Object.entries({ mode: 'plan', ...inputs }).map(([name, value]) => [inputVariable(name), value]),
        ),
      );
    expect(problem({ runs: 'auto' })).toThrow('write `threshold`');
    expect(problem({ model: 'nobody/x' })).toThrow('Input `model`');
    expect(problem({ namespace: 'kube-system' })).toThrow('belongs to the cluster itself');
    expect(problem({ 'load-images': 'a:1' })).toThrow('`load-images` is for `cluster: kind`');
    expect(problem({ 'kind-wait': '3m' })).toThrow('`kind-wait` is for `cluster: kind`');
    expect(problem({ cluster: 'kind', 'image-pull-secret': 'x', namespace: 'bench' })).toThrow(
      '`image-pull-secret` names a Secret that must exist before',
    );
    const existing = { openclaw: 'existing', namespace: 'bench' };
    expect(problem({ ...existing, 'load-images': 'a:1' })).toThrow(
      'an existing OpenClaw is in one that exists',
    );
    expect(problem({ ...existing, 'openclaw-image': 'a:1' })).toThrow('for an OpenClaw of our own');
    expect(problem({ result: 'x.json' })).toThrow('is not for `mode: plan`');
  });
});
