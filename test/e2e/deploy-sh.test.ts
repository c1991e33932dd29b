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

    it('deletes all of it but MLflow [deploy.sh: --teardown]', async () => {
      const ran = await deploySh('--teardown');
      expect(ran, ran.error).toMatchObject({ code: 0 });
      expect(await get('-n', namespace, 'deployments,services,secrets,pvc', '-o', 'name')).toBe('');
      expect(await deployment(mlflowNamespace, 'mlflow')).toMatchObject({ status: { readyReplicas: 1 } });
    });
  },
);
