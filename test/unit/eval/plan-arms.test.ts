import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { expect, onTestFinished, test } from 'vitest';
import type { Planned } from '../../../src/eval/mode-result.ts';
import { planEval } from '../../../src/eval/plan-eval.ts';
import type { PastArtifacts } from '../../../src/github/past-artifacts.ts';
import { publicInputs } from '../../../src/inputs/load.ts';
import { inputVariable } from '../../../src/inputs/types.ts';
import type { Manifest } from '../../../src/kube/types.ts';
import { newPlan, nothingRandom } from '../../../src/plan/new-plan.ts';
import { testHost } from '../../fixtures/host.ts';
import { loadInputs } from '../../fixtures/inputs.ts';
import { stories } from '../../fixtures/report-stories.ts';
import { userFilesOf } from '../../fixtures/user-files.ts';

/** A directory with the artifact of an evaluation of main. */
function artifact(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'plan-arms-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(path.join(directory, 'verdict.json'), JSON.stringify(stories.pass().verdict));
  return directory;
}

function pastOfMain(directory: string): PastArtifacts {
  const found = {
    id: 1,
    name: 'clawbench-x-a1',
    runId: 123,
    createdAt: '2026-11-29T00:00:00Z',
    sha: '',
    size: 1,
  };
  return {
    baseBranch: 'main',
    ownBranch: null,
    ofBranch: () => Promise.resolve([found]),
    ofAttempt: () => Promise.resolve(null),
    fetch: () => Promise.resolve(directory),
  };
}

async function plan(inputs: Record<string, string>, past: PastArtifacts | null = null): Promise<Planned> {
  const all = { mode: 'plan', mlflow: 'false', ...inputs };
  const env = Object.fromEntries(Object.entries(all).map(([name, value]) => [inputVariable(name), value]));
  const host = testHost({ pastArtifacts: () => past });
  const loaded = loadInputs(env);
  const readBase = () =>
    Promise.resolve({
      commit: 'abc1234def0abc1234def0abc1234def0abc1234',
      at: ' at the merge base abc1234',
      userFiles: userFilesOf({ 'AGENTS.md': 'before' }),
      openclawConfig: null,
      quarantined: null,
    });
  return await planEval(
    await newPlan(loaded, publicInputs(loaded), { ...host, readBase, random: nothingRandom }),
    host,
  );
}

const run = { baseline: 'run', 'baseline-inputs': 'openclaw-image: example.com/openclaw:2026.6.1' };

test('a plan has the objects of both arms, and what they share once', async () => {
  const { manifests, record } = await plan(run);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- objects of our own
  const objects = loadAll(manifests) as Manifest[];
  const named = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(new Set(named).size).toBe(named.length);
  expect(named.filter((name) => name.startsWith('Namespace'))).toHaveLength(1);
  expect(named.filter((name) => name.startsWith('Job')).sort()).toEqual([
    'Job clawbench-00000000',
    'Job clawbench-00000000-base',
    'Job clawbench-00000000-base-keys',
    'Job clawbench-00000000-keys',
  ]);
  expect(manifests).toContain('image: example.com/openclaw:2026.6.1');
  expect(record['base']).toMatchObject({
    name: 'base (openclaw-image example.com/openclaw:2026.6.1)',
    images: { openclaw: 'example.com/openclaw:2026.6.1' },
  });
});

test('a plan says what runs beside the head, and how often', async () => {
  const { lines, summary } = await plan({ ...run, tasks: 't1-a t1-b', 'max-cost-usd': '9' });
  expect(lines).toContain(
    'Two arms: beside it, in the same hour, runs base (openclaw-image example.com/openclaw:2026.6.1), with the same tasks, runs and limits, and OpenClaw example.com/openclaw:2026.6.1 instead of ghcr.io/openclaw/openclaw:2026.7.1-2-browser.',
  );
  expect(lines).toContain('Runs: in each arm: 2 tasks × 3 runs = 6 runs, on 1 gateway, 4 at a time.');
  expect(lines).toContain(
    'If a drop of more than 0.03 against the base arm is suspected: 5 more runs of each suspect task in both arms, which decide alone.',
  );
  expect(lines).toContain('Stops: at $9, and after 3 h 00 min at the latest (both arms together).');
  expect(lines.join('\n')).toContain('there is no earlier evaluation of this step on the base branch');
  expect(summary).toContain(', and as many of base ');
  expect(summary).toMatch(
    /Fails if the mean run score is lower than that of base .* by more than 0\.03 and chance/,
  );
});

test('a plan says where head alone confirms', async () => {
  const { lines } = await plan({ ...run, 'confirm-runs': '2', tasks: 't1-a t1-b' });
  expect(lines).toContain(
    'If a drop of more than 0.03 against the base arm is suspected: 2 more runs of each suspect task in head alone, since 1 run on each side could tell no drop from chance.',
  );
  expect(lines.join('\n')).not.toContain('cannot be seen');
});

test('a plan of `baseline: base` says which files differ', async () => {
  const { lines } = await plan({ baseline: 'base', 'agent-files': 'package.json' });
  expect(lines.join('\n')).toMatch(
    /runs base abc1234, with the same tasks, runs and limits, and the agents' files 1 file \(SHA-256 \w{12}\) instead of 1 file \(SHA-256 \w{12}\)\.$/m,
  );
});

test('a plan says that nothing differs', async () => {
  const { lines } = await plan({ ...run, 'baseline-inputs': 'model: openai/gpt-5.5' });
  expect(lines.join('\n')).toContain('and nothing differs.');
});

test('the forecast of two arms is from the last evaluation of the base branch, costs twice as much and takes as long', async () => {
  const directory = artifact();
  const one = await plan({ baseline: directory });
  const two = await plan(run, pastOfMain(directory));
  const figure = ({ outputs }: Planned, name: 'forecast-cost-usd' | 'forecast-tokens' | 'forecast-minutes') =>
    Number(outputs[name]);
  expect(figure(two, 'forecast-cost-usd') / figure(one, 'forecast-cost-usd')).toBeCloseTo(2, 1);
  expect(figure(two, 'forecast-tokens') / figure(one, 'forecast-tokens')).toBeCloseTo(2, 1);
  expect(figure(two, 'forecast-minutes') / figure(one, 'forecast-minutes')).toBeCloseTo(1, 0);
  expect(two.lines.join('\n')).toMatch(
    /^Forecast from main \(run 123\): .*, of both arms, without runs to confirm/m,
  );
  expect(two.summary).toMatch(/ for both arms, forecast from main/);
  const other = await plan({ ...run, 'baseline-inputs': 'model: openai/gpt-5.4' }, pastOfMain(directory));
  expect(other.outputs).toMatchObject({ 'forecast-cost-usd': '' });
});

test('a plan says what more runs of two arms would show, at twice the cost', async () => {
  const directory = artifact();
  const costs = ({ lines }: Planned): number[] => {
    const line = lines.find((each) => each.startsWith('Smallest detectable drop by runs of each task')) ?? '';
    return [...line.matchAll(/\(\$([\d.]+)\)/g)].map(([, usd]) => Number(usd));
  };
  const [one, two] = [await plan({ baseline: directory }), await plan(run, pastOfMain(directory))].map(costs);
  expect(one).toHaveLength(10);
  expect(two).toHaveLength(10);
  expect(two!.at(-1)! / one!.at(-1)!).toBeCloseTo(2, 1);
  const other = await plan({ ...run, 'baseline-inputs': 'model: openai/gpt-5.4' }, pastOfMain(directory));
  // What the other model costs is not known; how noisy the tasks are is.
  expect(other.lines.join('\n')).toMatch(/^Smallest detectable drop by .*: 1: 0\.\d\d, 2: /m);
  expect((await plan({ ...run, tasks: 't1-a' }, pastOfMain(directory))).summary).not.toContain(
    'more runs would',
  );
});

test('a plan says before anything is spent that no result of two arms could be red', async () => {
  const { lines, summary } = await plan({ ...run, tasks: 't1-a', runs: '1', 'confirm-runs': '0' });
  const why = /Whether it is worse than base .* cannot be seen\. With 1 task, 1 run against 1/;
  expect(lines.join('\n')).toMatch(why);
  expect(summary).toMatch(/Whether it is worse than base /);
});
