/** Where a result is logged. For a new scenario, copy the first test. */
import { describe, expect, it } from 'vitest';
import { collectEval } from '../../../src/eval/collect.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { mlflowUri } from '../../../src/plan/mlflow.ts';
import { deployedLabels } from '../../../src/stack/ownership.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

/** Has a Deployment `mlflow` that is ready. */
function deployMlflow(cluster: EvalCluster, namespace: string, labels: Record<string, string>): void {
  cluster.objects.put(`/apis/apps/v1/namespaces/${namespace}/deployments/mlflow`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'mlflow', namespace, labels },
    status: { readyReplicas: 1 },
  });
}

/** The addresses that were logged to, and a program of the pods that notes them. */
function mlflowLog(): { logged: string[]; programs: { 'log_to_mlflow.py': (stdin: string) => string } } {
  const logged: string[] = [];
  return {
    logged,
    programs: {
      'log_to_mlflow.py': (stdin) => {
        logged.push(JSON.parse(stdin).trackingUri);
        return JSON.stringify({ run_id: '2', url: 'http://mlflow/2', warnings: [] });
      },
    },
  };
}

describe('mlflow: auto', () => {
  const auto = { mlflow: 'auto', 'mlflow-namespace': 'tracking' };

  it('logs to an MLflow of ours that stands', async () => {
    const { logged, programs } = mlflowLog();
    const cluster = await startEvalCluster({ programs });
    deployMlflow(cluster, 'tracking', deployedLabels('mlflow'));
    const { report } = await runEval(planIn(cluster, auto), storyHost(cluster));
    expect(report.mlflowUrl).toBe('http://mlflow/2');
    expect(logged).toEqual([mlflowUri('tracking')]);
    expect(cluster.objects.names()).toEqual(['Deployment tracking/mlflow']);
  });

  it.each([
    [
      'there is none',
      () => undefined,
      'there is none in namespace tracking, and `mlflow: auto` deploys none.',
    ],
    [
      'it is of others',
      (cluster: EvalCluster) => deployMlflow(cluster, 'tracking', { app: 'mlflow' }),
      'Deployment tracking/mlflow was not made by this action: to log to it, write its address as `mlflow-tracking-uri`.',
    ],
    [
      'it may not be looked for',
      ({ script }: EvalCluster) => void (script.isAllowed = (access) => access !== 'get deployments'),
      'the credentials may not look for one in namespace tracking (get deployments.apps).',
    ],
  ])('logs nothing, and says so in one line, where %s', async (_, prepare, why) => {
    const { logged, programs } = mlflowLog();
    const cluster = await startEvalCluster({ programs });
    prepare(cluster);
    const before = cluster.objects.names();
    const host = storyHost(cluster);
    const { verdict, report } = await runEval(planIn(cluster, auto), host);
    expect({ verdict: verdict.verdict, url: report.mlflowUrl }).toEqual({ verdict: 'pass', url: null });
    expect(logged).toEqual([]);
    expect(cluster.objects.names()).toEqual(before);
    expect(host.log.warnings).toEqual([]);
    expect(host.log.lines.filter((line) => line.includes('MLflow'))).toEqual([
      `The result will not be logged to MLflow: ${why}`,
    ]);
  });

  it('cannot have a baseline from an MLflow that is not there, and spends nothing', async () => {
    const cluster = await startEvalCluster();
    const plan = planIn(cluster, { ...auto, baseline: 'mlflow:0123456789abcdef' });
    await expect(runEval(plan, storyHost(cluster))).rejects.toMatchObject({
      code: 'bad-baseline',
      hint: 'Write the address of the one that has it as "mlflow-tracking-uri".',
    });
    expect(cluster.pods.flatMap(({ requests }) => requests)).toEqual([]);
  });

  it('looks again when a detached evaluation is collected', async () => {
    const { logged, programs } = mlflowLog();
    const cluster = await startEvalCluster({ programs });
    const plan = planIn(cluster, { ...auto, detach: 'true' });
    await startEval(plan, storyHost(cluster));
    deployMlflow(cluster, 'tracking', deployedLabels('mlflow'));
    const { namespace, names, terms, cluster: access } = plan;
    if (access.kind !== 'existing') throw new Error('not in the fake cluster');
    const request = { namespace, instance: names.instance, access: access.access, label: null };
    await collectEval(request, terms, storyHost(cluster));
    expect(logged).toEqual([mlflowUri('tracking')]);
  });
});

describe('a baseline in an MLflow that only pods reach', () => {
  const result = benchmark('benchmark-2tasks-pass.json');
  const record = recordOf(result, runFilesFor(result));
  const file = (id: string): string => JSON.stringify({ ...record, resultTimestamp: id });
  const given = { mlflow: 'auto', 'mlflow-namespace': 'tracking' };

  /** The programs of the pods, with an evaluation of this label in each hour before. */
  function programsWith(hours: number): {
    asked: unknown[];
    programs: Record<string, (stdin: string) => string>;
  } {
    const asked: unknown[] = [];
    const listed = Array.from({ length: hours }, (_, index) => ({
      id: `run${hours - index}`,
      startedMs: Date.now() - (index + 1) * 3_600_000,
      endedMs: null,
      tags: { 'clawbench.leg': 'aaaaaaaaaa', 'clawbench.instance': `${index}`, 'clawbench.label': 'nightly' },
    }));
    return {
      asked,
      programs: {
        ...mlflowLog().programs,
        'fetch_from_mlflow.py': (stdin) => JSON.stringify({ content: file(JSON.parse(stdin).runId) }),
        'history_from_mlflow.py': (stdin) => {
          const { runIds, of } = JSON.parse(stdin);
          asked.push(of ?? runIds);
          return JSON.stringify(
            runIds === undefined
              ? { runs: listed }
              : { results: runIds.map((id: string) => ({ file: 'verdict.json', content: file(id) })) },
          );
        },
      },
    };
  }

  it('comes with the evaluations before it, and is compared before anything is spent', async () => {
    const { asked, programs } = programsWith(4);
    const cluster = await startEvalCluster({ programs });
    deployMlflow(cluster, 'tracking', deployedLabels('mlflow'));
    const plan = planIn(cluster, { ...given, baseline: 'mlflow' });
    const { verdict } = await runEval(plan, storyHost(cluster));
    expect(verdict.comparison).toMatchObject({ baseline: 'nightly (MLflow run run4)' });
    expect(verdict.comparison?.history).toMatchObject({ branch: 'nightly', evaluations: 4 });
    expect(asked).toEqual([
      { leg: plan.names.leg, experiment: expect.anything() },
      ['run4', 'run3', 'run2', 'run1'],
    ]);
  });

  it('is compared without a history, with a warning, in pods of an older version', async () => {
    const { programs } = programsWith(4);
    const { 'history_from_mlflow.py': _, ...older } = programs;
    const cluster = await startEvalCluster({ programs: older });
    deployMlflow(cluster, 'tracking', deployedLabels('mlflow'));
    const host = storyHost(cluster);
    const { verdict } = await runEval(planIn(cluster, { ...given, baseline: 'mlflow:run4' }), host);
    expect(verdict.comparison).toMatchObject({ baseline: 'MLflow run run4' });
    expect(verdict.comparison).not.toHaveProperty('history');
    expect(host.log.warnings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^What was logged before MLflow run run4 could not be read: .*not found$/),
    ]);
  });
});
