import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv, type ClusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { type Ran, runCli } from './cli.ts';
import { CANARY_KEY, newModel } from './testbed.ts';

const noCluster = inject('noCluster');

/** What a user of deploy.sh exports and then types, with the command line in its place: no flag but its own. */
describe.skipIf(noCluster !== '')(
  'what deploy.sh did, step by step, by its flags and variables alone',
  () => {
    const cluster = clusterFromEnvironment();
    const model = newModel();
    const namespace = model.replace('scripted', 'walk');
    const mlflowNamespace = `${namespace}-mlflow`;
    let env: ClusterEnv;
    let exported: Record<string, string>;

    const deploySh = async (...args: string[]): Promise<Ran> => await runCli(args, exported);
    const get = async (...args: string[]): Promise<string> => await kubectl(cluster, ['get', ...args]);
    const deployment = async (of: string, name: string): Promise<object> =>
      JSON.parse(await get('-n', of, 'deployment', name, '-o', 'json'));

    beforeAll(async () => {
      env = await clusterEnv(cluster);
      exported = {
        KUBECONFIG: env.KUBECONFIG,
        CLAWBENCH_NAMESPACE: namespace,
        CLAWBENCH_IMAGE: env.CLAWBENCH_IMAGE,
        OPENCLAW_IMAGE: env.OPENCLAW_IMAGE,
        MLFLOW_IMAGE: env.MLFLOW_IMAGE,
        MLFLOW_NAMESPACE: mlflowNamespace,
        CLAWBENCH_MODEL: `openai/${model}`,
        OPENAI_API_BASE: env.MODEL_BASE,
        OPENAI_API_KEY: CANARY_KEY,
        CLAWBENCH_TASKS: 't1-greeting-file',
        CLAWBENCH_RUNS: '1',
      };
    });

    afterAll(async () => {
      const made = [namespace, mlflowNamespace];
      await kubectl(cluster, ['delete', 'namespace', ...made, '--ignore-not-found', '--wait=false']);
    });

    it('says in one sentence that there is no OpenClaw, and creates nothing [deploy.sh: --add-sidecar]', async () => {
      const ran = await deploySh('--add-sidecar');
      expect(ran, ran.error).toMatchObject({ code: 2, out: '' });
      expect(ran.error).toContain(namespace);
      expect(await get('namespace', namespace, '--ignore-not-found')).toBe('');
    });

    it('deploys a gateway, and no MLflow [deploy.sh: --openclaw-only, CLAWBENCH_NAMESPACE, OPENCLAW_IMAGE]', async () => {
      const ran = await deploySh('--openclaw-only');
      expect(ran, ran.error).toMatchObject({ code: 0 });
      expect(await deployment(namespace, 'openclaw')).toMatchObject({
        spec: { template: { spec: { containers: [{ image: env.OPENCLAW_IMAGE }] } } },
        status: { readyReplicas: 1 },
      });
      expect(await get('namespace', mlflowNamespace, '--ignore-not-found')).toBe('');
      expect(ran.out + ran.error).not.toContain(CANARY_KEY);
    });

    it('deploys an MLflow [deploy.sh: --mlflow-only, MLFLOW_NAMESPACE, MLFLOW_IMAGE]', async () => {
      const ran = await deploySh('--mlflow-only');
      expect(ran, ran.error).toMatchObject({ code: 0 });
      expect(await deployment(mlflowNamespace, 'mlflow')).toMatchObject({
        spec: { template: { spec: { containers: [{ image: env.MLFLOW_IMAGE }] } } },
        status: { readyReplicas: 1 },
      });
    });

    it('starts an evaluation beside the gateway and returns, follows it and ends it, and the gateway never restarts [deploy.sh: --add-sidecar, --logs, --remove-sidecar]', async () => {
      const before = await gateway();
      const started = await deploySh('--add-sidecar');
      expect(started, started.error).toMatchObject({ code: 0 });
      const followed = await deploySh('--logs');
      expect(followed, followed.error).toMatchObject({ code: 0 });
      expect(followed.out + followed.error).toContain('t1-greeting-file');
      const ended = await deploySh('--remove-sidecar');
      expect(ended, ended.error).toMatchObject({ code: 0 });
      expect(await gateway()).toEqual(before);
      expect(started.out + started.error + followed.out + followed.error).not.toContain(CANARY_KEY);
    });

    it('does everything in one command, whether or not OpenClaw is deployed already [deploy.sh: (none), CLAWBENCH_MODEL, CLAWBENCH_TASKS, CLAWBENCH_RUNS]', async () => {
      const before = await gateway();
      const started = await deploySh();
      expect(started, started.error).toMatchObject({ code: 0 });
      const result = await deploySh('results', '--json');
      expect(result, result.error).toMatchObject({ code: 0 });
      expect(JSON.parse(result.out)).toMatchObject({ verdict: 'pass', coverage: { planned: 1, valid: 1 } });
      // `mlflow: auto` finds the one that was deployed.
      expect(result.error).toContain(`Logged to MLflow: http://mlflow-service.${mlflowNamespace}.svc`);
      expect(await gateway()).toEqual(before);
    });

    /** What must not change: the Deployment, the pod, and how often its container was started. */
    async function gateway(): Promise<object> {
      const { spec } = JSON.parse(await get('-n', namespace, 'deployment', 'openclaw', '-o', 'json'));
      const shown = 'jsonpath={.items[*].metadata.uid} {.items[*].status.containerStatuses[*].restartCount}';
      return { spec, pod: await get('-n', namespace, 'pods', '-l', 'app=openclaw', '-o', shown) };
    }

    it('deletes everything but MLflow [deploy.sh: --teardown]', async () => {
      const ran = await deploySh('--teardown');
      expect(ran, ran.error).toMatchObject({ code: 0 });
      expect(await get('-n', namespace, 'deployments,services,secrets,pvc', '-o', 'name')).toBe('');
      expect(await deployment(mlflowNamespace, 'mlflow')).toMatchObject({ status: { readyReplicas: 1 } });
    });
  },
);
