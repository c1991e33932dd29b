import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { constrained, type OpenShift, startOpenShift } from '../fakes/openshift.ts';
import { runCli } from './cli.ts';
import { CANARY_KEY, newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');

/** The kubelet, the container runtime and the images are real; only who hands out the user is ours. */
describe.skipIf(noCluster !== '')('under the constraint restricted-v2 of OpenShift', () => {
  const name = newModel().replace('scripted', 'scc');
  const namespaces = { eval: name, mlflow: `${name}-mlflow`, openclaw: `${name}-openclaw` };
  let testbed: Testbed;
  let openShift: OpenShift;
  let directory: string;

  beforeAll(async () => {
    testbed = await openTestbed();
    directory = await mkdtemp(path.join(tmpdir(), 'clawbench-openshift-'));
    openShift = await startOpenShift(testbed.cluster, name);
    const labels = { [constrained]: name, 'pod-security.kubernetes.io/enforce': 'restricted' };
    const objects = Object.values(namespaces).map((namespace) =>
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }),
    );
    await kubectl(testbed.cluster, ['apply', '-f', '-'], objects.join('\n---\n'));
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', ...Object.values(namespaces), '--wait=false']);
    await openShift.stop();
    await rm(directory, { recursive: true });
    await testbed.close();
  });

  it('evaluates and logs to an MLflow of its own, as whatever user it is given, with group 0', async () => {
    const step = await testbed.step(
      newModel(),
      {
        namespace: namespaces.eval,
        mlflow: 'true',
        'mlflow-namespace': namespaces.mlflow,
        tasks: 't1-greeting-file t1-price-sum t2-rename-setting',
        runs: '1',
      },
      { secrets: { KUBECONFIG: openShift.kubeconfig } },
    );
    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass', 'valid-runs': '3' });
    expect(step.log).toContain('The cluster is OpenShift');
    expect(step.log).toContain('Logged to MLflow');
    expect(openShift.refused).toEqual([]);
    expect(openShift.admitted).toEqual([
      expect.stringMatching(/^(?:clawbench-[0-9a-f]{8}-0-|mlflow-)/),
      expect.stringMatching(/^(?:clawbench-[0-9a-f]{8}-0-|mlflow-)/),
    ]);
    const id = await kubectl(testbed.cluster, ['-n', namespaces.mlflow, 'exec', 'deploy/mlflow', '--', 'id']);
    expect(id).toContain(`uid=${openShift.uid}`);
    expect(id).toContain('gid=0(root)');
  });

  it('deploys an OpenClaw that stands, with a volume it can write to', async () => {
    const kubeconfig = path.join(directory, 'kubeconfig');
    await writeFile(kubeconfig, openShift.kubeconfig, { mode: 0o600 });
    const flags = Object.entries({
      kubeconfig,
      components: 'openclaw',
      namespace: namespaces.openclaw,
      'openclaw-image': testbed.env.OPENCLAW_IMAGE,
      'openai-api-base': testbed.env.MODEL_BASE,
      model: `openai/${newModel()}`,
    }).map(([flag, value]) => `--${flag}=${value}`);
    const deployed = await runCli(['deploy', ...flags], { OPENAI_API_KEY: CANARY_KEY });
    expect(deployed.code, deployed.error).toBe(0);
    const exec = ['-n', namespaces.openclaw, 'exec', 'deploy/openclaw', '--'];
    const id = await kubectl(testbed.cluster, [...exec, 'id']);
    expect(id).toContain(`uid=${openShift.uid}`);
    expect(id).toContain('gid=0(root)');
    const owner = await kubectl(testbed.cluster, [...exec, 'stat', '-c', '%u', '/openclaw/.openclaw']);
    expect(owner.trim()).toBe(String(openShift.uid));
  });

  it('is refused, with the reason, where the pods ask for a user of their own', async () => {
    const step = await testbed.step(newModel(), {
      namespace: namespaces.eval,
      tasks: 't1-greeting-file',
      runs: '1',
      mlflow: 'false',
      'startup-timeout': '4m',
    });
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'admission-refused',
    });
    expect(step.log).toContain('unable to validate against any security context constraint');
  });
});
