import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { serviceAccountKubeconfig } from '../cluster/service-account.ts';
import { runCli, type Ran } from './cli.ts';
import { CANARY_KEY, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const root = path.join(import.meta.dirname, '..', '..');
const ROTATED_KEY = 'sk-canary-rotated-key-0123456789';

/** What `--json` prints of one component. */
interface Told {
  namespace: string;
  objects: { kind: string; name: string; became: string }[];
}

describe.skipIf(noCluster !== '')('what stands', () => {
  const model = newModel();
  const namespace = model.replace('scripted', 'standing');
  const mlflowNamespace = `${namespace}-mlflow`;
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
  });

  afterAll(async () => {
    const made = [namespace, mlflowNamespace, `${namespace}-theirs`, `${namespace}-poor`];
    await kubectl(testbed.cluster, ['delete', 'namespace', ...made, '--ignore-not-found', '--wait=false']);
    await testbed.close();
  });

  async function deployOpenclaw(env: Record<string, string>): Promise<{ openclaw: Told }> {
    const { code, out, error } = await commandLine(['deploy', '--components=openclaw', '--json'], {
      CLAWBENCH_NAMESPACE: namespace,
      CLAWBENCH_MODEL: `openai/${model}`,
      OPENCLAW_IMAGE: testbed.env.OPENCLAW_IMAGE,
      ...env,
    });
    expect(code, error).toBe(0);
    return JSON.parse(out);
  }

  const commandLine = async (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
    await runCli(args, { KUBECONFIG: testbed.env.KUBECONFIG, ...env });

  const ask = async (args: string[]): Promise<string> => (await kubectl(testbed.cluster, args)).trim();

  async function pods(of: string, label: string): Promise<string> {
    const shown = 'jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{"\\n"}{end}';
    return await ask(['-n', of, 'get', 'pods', '-l', `app=${label}`, '-o', shown]);
  }

  async function inGateway(script: string): Promise<string> {
    return await ask(['-n', namespace, 'exec', 'deploy/openclaw', '-c', 'gateway', '--', 'sh', '-c', script]);
  }

  /** A turn of the gateway, from inside of its container. @returns what it printed */
  async function turn(): Promise<string> {
    const words = `--gateway --model custom/${model} --prompt "Reply with exactly: pong" --json`;
    return await inGateway(`node dist/index.js infer model run ${words} 2>&1 || true`);
  }

  const kinds = 'deployments,services,configmaps,secrets,persistentvolumeclaims,pods';

  async function contents(of: string): Promise<string[]> {
    const shown = 'custom-columns=K:.kind,N:.metadata.name,UID:.metadata.uid,V:.metadata.resourceVersion';
    return (await ask(['-n', of, 'get', kinds, '-o', shown, '--no-headers'])).split('\n').sort();
  }

  /** The same, by what users write and no controller changes afterwards. */
  async function asWritten(of: string): Promise<string> {
    const fields = ['{.kind}', '{.metadata.name}', '{.metadata.uid}', '{.metadata.labels}'];
    const shown = [...fields, '{.metadata.generation}', '{.data}'].join(' ');
    return await ask(['-n', of, 'get', kinds, '-o', `jsonpath={range .items[*]}${shown}{"\\n"}{end}`]);
  }

  /** In MLflow's own pod, by a name its host check takes. */
  async function mlflowApi(call: string, body: object | null): Promise<{ experiment_id?: string }> {
    const data = body === null ? 'None' : `${JSON.stringify(JSON.stringify(body))}.encode()`;
    const script = `import urllib.request as r; print(r.urlopen(r.Request("http://localhost:5000/api/2.0/mlflow/${call}", ${data}, {"Content-Type": "application/json"})).read().decode())`;
    return JSON.parse(
      await ask(['-n', mlflowNamespace, 'exec', 'deploy/mlflow', '--', 'python3', '-c', script]),
    );
  }

  it('is deployed by a step, ready when the step ends', async () => {
    const step = await testbed.step(model, {
      mode: 'deploy',
      namespace,
      'mlflow-namespace': mlflowNamespace,
      'openai-api-base': 'http://nowhere.model-server.svc.cluster.local:8000/v1',
      'clawbench-image': '',
      threshold: '',
    });
    expect(step.ok, step.log).toBe(true);
    expect(step.log).toContain(`kubectl -n ${namespace} port-forward deploy/openclaw 18789`);
    expect(step.log).toContain(`http://mlflow-service.${mlflowNamespace}.svc.cluster.local:5000`);
    expect(step.outputs).toMatchObject({ namespace });
    const ready = 'jsonpath={.status.readyReplicas}';
    expect(await ask(['-n', namespace, 'get', 'deploy/openclaw', '-o', ready])).toBe('1');
    expect(await ask(['-n', mlflowNamespace, 'get', 'deploy/mlflow', '-o', ready])).toBe('1');
    // Somebody works with it: a turn that finds no model server, an agent that is added, a file.
    expect(await turn()).not.toContain('"ok": true');
    await inGateway('node dist/index.js agents add second --workspace /openclaw/second --non-interactive');
    await inGateway('echo mine > /openclaw/.openclaw/workspace/mine.txt');
  });

  it('uses a rotated key and another base URL from the next deploy on, and keeps what users made [deploy.sh: CLAWBENCH_NAMESPACE, OPENCLAW_IMAGE, OPENAI_API_BASE, OPENAI_API_KEY]', async () => {
    const token = await inGateway('printf %s "$OPENCLAW_GATEWAY_TOKEN"');
    const { openclaw } = await deployOpenclaw({
      OPENAI_API_KEY: ROTATED_KEY,
      OPENAI_API_BASE: testbed.env.MODEL_BASE,
    });
    expect(openclaw.objects.filter(({ became }) => became === 'changed').map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'Secret',
      'Deployment',
    ]);
    const image = 'jsonpath={.spec.template.spec.containers[0].image}';
    expect(await ask(['-n', namespace, 'get', 'deploy/openclaw', '-o', image])).toBe(
      testbed.env.OPENCLAW_IMAGE,
    );
    expect(await turn()).toContain('"ok": true');
    const calls = await callsOf(testbed.env, model);
    expect(calls.map(({ key, status }) => [key, status])).toEqual([[ROTATED_KEY, 200]]);
    expect(await inGateway('cat /openclaw/.openclaw/workspace/mine.txt')).toBe('mine');
    expect(await inGateway('node dist/index.js agents list')).toContain('second');
    expect(await inGateway('printf %s "$OPENCLAW_GATEWAY_TOKEN"')).toBe(token);
    const state = await inGateway('cat $(find /openclaw -name "*.json*" -type f)');
    expect(state).not.toContain(CANARY_KEY);
  });

  it('is left alone by a deploy that changes nothing, and no MLflow is deployed beside another one [deploy.sh: MLFLOW_TRACKING_URI]', async () => {
    const before = [await pods(namespace, 'openclaw'), await contents(namespace)];
    const env = { OPENAI_API_KEY: ROTATED_KEY, OPENAI_API_BASE: testbed.env.MODEL_BASE };
    const flags = ['--namespace', namespace, '--model', `openai/${model}`];
    const { code, out, error } = await commandLine(
      ['deploy', ...flags, '--openclaw-image', testbed.env.OPENCLAW_IMAGE],
      { ...env, MLFLOW_TRACKING_URI: 'http://mlflow.example.com', MLFLOW_NAMESPACE: `${namespace}-none` },
    );
    expect(code, error).toBe(0);
    expect(out).toContain('MLflow is not deployed: http://mlflow.example.com is used instead.');
    expect(error).toContain(`Deployment ${namespace}/openclaw is up to date.`);
    expect([await pods(namespace, 'openclaw'), await contents(namespace)]).toEqual(before);
    expect(await ask(['get', 'namespace', `${namespace}-none`, '--ignore-not-found'])).toBe('');
  });

  it('takes a token that is given, and only the gateway is restarted by it', async () => {
    const env = { OPENAI_API_KEY: ROTATED_KEY, OPENAI_API_BASE: testbed.env.MODEL_BASE };
    const { openclaw } = await deployOpenclaw({ ...env, OPENCLAW_GATEWAY_TOKEN: 'given-token-0123456789' });
    expect(openclaw.objects.filter(({ became }) => became !== 'unchanged').map(({ kind }) => kind)).toEqual([
      'Secret',
      'Deployment',
    ]);
    expect(await inGateway('printf %s "$OPENCLAW_GATEWAY_TOKEN"')).toBe('given-token-0123456789');
    expect(await ask(['-n', namespace, 'get', 'deploy/openclaw', '-o', 'yaml'])).not.toContain('given-token');
  });

  it('keeps the data of an MLflow that is deployed again [deploy.sh: MLFLOW_NAMESPACE, MLFLOW_IMAGE]', async () => {
    const created = await mlflowApi('experiments/create', { name: 'kept' });
    const before = await pods(mlflowNamespace, 'mlflow');
    const { code, error } = await commandLine(
      ['deploy', '--components=mlflow', '--image-pull-policy=Never'],
      { MLFLOW_NAMESPACE: mlflowNamespace, MLFLOW_IMAGE: testbed.env.MLFLOW_IMAGE },
    );
    expect(code, error).toBe(0);
    expect(await pods(mlflowNamespace, 'mlflow')).not.toBe(before);
    expect(await mlflowApi('experiments/get-by-name?experiment_name=kept', null)).toMatchObject({
      experiment: { experiment_id: created.experiment_id },
    });
  });

  it('refuses what belongs to others, with the fields it would have changed, before it changes anything', async () => {
    const theirs = `${namespace}-theirs`;
    await kubectl(testbed.cluster, ['create', 'namespace', theirs]);
    const data = '--from-literal=openclaw.json={}';
    await kubectl(testbed.cluster, ['-n', theirs, 'create', 'configmap', 'openclaw-config', data]);
    const image = ['--image=example.com/theirs:1', '--replicas=0'];
    await kubectl(testbed.cluster, ['-n', theirs, 'create', 'deployment', 'openclaw', ...image]);
    await expect.poll(() => contents(theirs), { timeout: 120_000 }).toHaveLength(3);
    const before = await asWritten(theirs);
    const flags = ['--namespace', theirs, '--components', 'openclaw'];
    const { code, error } = await commandLine(['deploy', ...flags], {
      OPENAI_API_KEY: CANARY_KEY,
    });
    expect(code).toBe(4);
    expect(error).toContain('belong to somebody else');
    expect(error).toContain(`ConfigMap ${theirs}/openclaw-config would be changed in metadata.labels`);
    expect(error).toMatch(/openclaw-config would be changed in .*data\.openclaw\.json/);
    expect(error).toContain(`Deployment ${theirs}/openclaw would be changed in`);
    expect(await asWritten(theirs)).toBe(before);
  });

  it('says which rights are missing, all at once', async () => {
    const poor = `${namespace}-poor`;
    const file = await serviceAccountKubeconfig(testbed.cluster, { name: 'poor', namespace: poor }, [
      path.join(root, 'manifests', 'rbac', 'eval.yaml'),
    ]);
    expect(readFileSync(file, 'utf8')).toContain('token');
    const { code, error } = await commandLine(
      ['deploy', '--kubeconfig', file, '--namespace', poor, '--mlflow-namespace', poor],
      { OPENAI_API_KEY: CANARY_KEY },
    );
    expect(code).toBe(4);
    expect(error).toContain('missing-permission');
    expect(error).toMatch(/create +deployments\.apps +in/);
    expect(error).toMatch(/get +secrets +in/);
    expect(error).toContain('kind: Role');
  });

  it('is torn down without what others put beside it, and without MLflow', async () => {
    await kubectl(testbed.cluster, ['-n', namespace, 'create', 'configmap', 'theirs']);
    const { code, out, error } = await commandLine([
      'teardown',
      `--namespace=${namespace}`,
      `--mlflow-namespace=${mlflowNamespace}`,
    ]);
    expect(code, error).toBe(0);
    for (const object of ['Deployment', 'Service'])
      expect(out).toContain(`${object} ${namespace}/openclaw is deleted.`);
    expect(out).toContain(`PersistentVolumeClaim ${namespace}/openclaw-home-pvc is deleted.`);
    expect(out).toContain(`Namespace ${namespace} is kept: it also has ConfigMap theirs.`);
    expect(out).toContain(`MLflow in namespace ${mlflowNamespace} is kept`);
    // A pod whose volume is free already may be there for a moment more.
    const left = async (): Promise<string[]> =>
      (await contents(namespace)).filter((line) => !line.includes('kube-root-ca.crt'));
    await expect.poll(left, { timeout: 60_000 }).toEqual([expect.stringContaining('theirs')]);
    expect(await pods(mlflowNamespace, 'mlflow')).not.toBe('');
  });

  it('goes with its namespaces when nothing else is in them and MLflow is named', async () => {
    await kubectl(testbed.cluster, ['-n', namespace, 'delete', 'configmap', 'theirs']);
    const step = await testbed.step(model, {
      mode: 'teardown',
      namespace,
      'mlflow-namespace': mlflowNamespace,
      components: 'openclaw, mlflow',
      model: '',
      'openai-api-key': '',
      'openai-api-base': '',
      'price-input': '',
      'price-output': '',
      'openclaw-image': '',
      'clawbench-image': '',
      'mlflow-image': '',
      threshold: '',
    });
    expect(step.ok, step.log).toBe(true);
    for (const name of [namespace, mlflowNamespace])
      expect(step.log).toContain(`Namespace ${name} is deleted.`);
    expect(step.log).toContain(`PersistentVolumeClaim ${mlflowNamespace}/mlflow-pvc is deleted.`);
  });
});
