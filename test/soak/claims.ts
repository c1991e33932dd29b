import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { expectSameVerdictAgain } from '../e2e/judged-again.ts';
import { CANARY_KEY, type Testbed } from '../e2e/testbed.ts';
import { faults, type Struck } from './catalogue.ts';
import { ANSWERS, runOf, type Struckdown } from './evaluation.ts';
import type { Place } from './place.ts';

/** What holds of every evaluation but its time, whatever faults struck: the catalogue says what of this one. */
export async function expectClaims(
  { testbed, kubeconfig }: Place,
  names: readonly Struck[],
  { step, finished, calls, planned }: Struckdown,
): Promise<void> {
  const code = names.map((name) => faults[name].ends).find((ends) => ends !== 'as without it');
  expect(step.outputs, step.log).toMatchObject(
    code === undefined
      ? { verdict: 'pass', 'valid-runs': String(planned) }
      : { verdict: 'inconclusive', 'failure-reason': code },
  );

  // A finished run is home: it is asked for nothing more, whatever happens.
  for (const { name, at, runs } of finished) {
    const again = calls.filter((call) => call.time > at && runs.includes(runOf(call)));
    expect(again, `finished runs that ${name} made again`).toEqual([]);
  }
  const answers = Map.groupBy(
    calls.filter(({ outcome }) => outcome === 'ok'),
    runOf,
  );
  const twice = [...answers].filter(([, { length }]) => length > ANSWERS).map(([run]) => run);
  const allowed = names.filter((name) => faults[name].paidAgain === 'under way').length;
  expect(twice.length, `runs paid again: ${twice.join(', ')}`).toBeLessThanOrEqual(allowed);

  await expectNothingLeft(
    testbed,
    names.every((name) => faults[name].left === 'nothing'),
    step.outputs['instance'],
  );

  const token = /token: (\S+)/.exec(kubeconfig)?.[1] ?? CANARY_KEY;
  for (const secret of [CANARY_KEY, token]) expect(step.log.includes(secret)).toBe(false);
  if (!/\/artifacts\/\d+$/.test(step.outputs['artifact-url'] ?? '')) {
    expect(
      names.some((name) => WITHOUT_ARTIFACT.has(name)),
      step.log,
    ).toBe(true);
    return;
  }
  const { directory, files } = await testbed.artifactOf(step);
  for (const file of files) {
    const content = readFileSync(path.join(directory, file));
    for (const secret of [CANARY_KEY, token]) expect(content.includes(secret), file).toBe(false);
  }
  await expectSameVerdictAgain(testbed, step);
}

/** Faults with which there is nothing to upload, or nowhere. */
const WITHOUT_ARTIFACT: ReadonlySet<Struck> = new Set(['upload-fails']);

/** Asks for every kind of object that the cluster has, by the label of the evaluation. */
async function expectNothingLeft(
  testbed: Testbed,
  isNothing: boolean,
  instance: string | undefined,
): Promise<void> {
  const { cluster } = testbed;
  const namespaces = await testbed.namespacesLeft();
  if (!isNothing) {
    expect(namespaces).not.toEqual([]);
    for (const namespace of namespaces) {
      await kubectl(cluster, ['-n', namespace, 'delete', 'jobs', '--all', '--wait=false']);
      await kubectl(cluster, ['delete', 'namespace', namespace, '--wait=false']);
    }
    return;
  }
  await waitFor('the end of its namespace', async () => (await testbed.namespacesLeft()).length === 0, {
    timeoutMs: 60_000,
    intervalMs: 500,
  });
  if (instance === undefined || instance === '') return;
  const kinds = (await kubectl(cluster, ['api-resources', '--verbs=list', '-o', 'name'])).trim().split('\n');
  const own = kinds.filter((kind) => !/^(events|componentstatuses)/.test(kind));
  const label = ['-A', '-l', `clawbench.dev/instance=${instance}`, '-o', 'name'];
  expect(await kubectl(cluster, ['get', own.join(','), ...label])).toBe('');
}
