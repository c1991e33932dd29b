/** What the relays of the pods say and write. For a new scenario, copy the first test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { clock as realClock } from '../../../src/base/clock.ts';
import { collectEval } from '../../../src/eval/collect.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval, startEval } from '../../../src/eval/run.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import type { RelayState } from '../../../src/protocol/relay.ts';
import type { WireLine } from '../../../src/protocol/wire.ts';
import { type EvalCluster, startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { planIn, storyHost } from '../../fixtures/eval-story.ts';

function relaysIn({ directory }: Outcome, shard = 0): RelayState[] {
  const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
  return manifest.shards[shard].relays;
}

function linesIn({ directory }: Outcome, shard = 0): WireLine[] {
  const text = readFileSync(path.join(directory, `wire/shard-${shard}.jsonl`), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** What the relay of a pod counted. */
function countedBy(pod: EvalPod): RelayState {
  return JSON.parse(pod.files.get(podPaths.wireState)!.toString());
}

it('brings the journals of all shards home, with the last figures of their relays', async () => {
  const cluster = await startEvalCluster();
  const outcome = await runEval(planIn(cluster, { shards: '2' }), storyHost(cluster));

  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
  for (const [shard, pod] of cluster.pods.entries()) {
    expect(relaysIn(outcome, shard)).toEqual([countedBy(pod)]);
    expect(linesIn(outcome, shard).map(({ kind }) => kind)).toEqual([
      'started',
      'opened',
      'closed',
      'opened',
      'closed',
    ]);
  }
});

it('says before it starts that a cap on costs lacks a price', async () => {
  const warningsOf = async (change: Record<string, string>): Promise<string[]> => {
    const cluster = await startEvalCluster();
    cluster.script.onPod = (pod) =>
      pod.relay?.say({ unpriced: 1, unpricedModels: ['google/gemini-9'], check: { status: 'ok' } });
    const host = storyHost(cluster);
    await runEval(planIn(cluster, { shards: '2', ...change }), host);
    return host.log.warnings.filter(({ title }) => title === 'Cost').map(({ text }) => text);
  };
  expect(await warningsOf({ 'max-cost-usd': '5' })).toEqual([
    expect.stringMatching(/google\/gemini-9.*`models\.providers\.google\.models`.*`max-tokens`/),
  ]);
  expect(await warningsOf({})).toEqual([]);
});

it('looks at a pod no more often because it has a relay', async () => {
  const looksOf = async (relay: string): Promise<number> => {
    const cluster = await startEvalCluster();
    await runEval(planIn(cluster, { relay }), storyHost(cluster));
    return cluster.calls.filter((call) => call === 'exec print /results/state.json').length;
  };
  expect(await looksOf('on')).toBeLessThanOrEqual((await looksOf('off')) + 2);
});

it('counts what a lost pod has spent, also on requests that came to no run', async () => {
  const cluster = await startEvalCluster();
  cluster.script.afterStep = (pod) => {
    const [first] = cluster.pods;
    if (pod !== first || countedBy(pod).requests !== 2) return;
    const tokens = { input: 70_000, output: 10, cacheRead: 5, cacheWrite: 0 };
    pod.relay!.open({ task: 't1-a', run: 0, tokens, costUsd: 0.5 })();
    cluster.script.onCall = (title) => {
      // After the state with it was read.
      if (title === 'GET pods' && pod.phase === 'running') cluster.lose(pod);
    };
  };
  const outcome = await runEval(planIn(cluster), storyHost(cluster));

  const [first, second] = cluster.pods.map(countedBy);
  expect(relaysIn(outcome)).toEqual([first, second]);
  expect(outcome.verdict.wire?.inputTokens).toBe((first?.tokens.input ?? 0) + (second?.tokens.input ?? 0));
  expect(outcome.verdict.totals.inputTokens).toBeGreaterThan(second?.tokens.input ?? 0);
  const [start] = cluster.pods[1]!.requests;
  expect(start).toMatchObject({ kind: 'start', spent: { costUsd: first!.costUsd } });
});

it('asks a pod that is being deleted for as long as it answers, and starts nothing more in it', async () => {
  const cluster = await startEvalCluster();
  let answer = (): void => undefined;
  let looks = 0;
  cluster.script.beforeRun = (pod, task, run) => {
    if (pod !== cluster.pods[0] || run === 0) return;
    const tokens = { input: 1234, output: 1, cacheRead: 0, cacheWrite: 0 };
    answer = pod.relay!.open({ task, run, tokens, costUsd: 0 });
    cluster.leave(pod);
    cluster.script.onCall = (title) => {
      if (title !== 'exec print /results/state.json' || !pod.isLeaving) return;
      looks += 1;
      if (looks === 3) answer();
      if (looks === 5) cluster.lose(pod, { isDeleted: true });
    };
  };
  const outcome = await runEval(planIn(cluster), storyHost(cluster));

  const [first, second] = cluster.pods.map(countedBy);
  expect(first).toMatchObject({ open: 0 });
  expect(relaysIn(outcome)).toEqual([first, second]);
  expect(linesIn(outcome)).toContainEqual(
    expect.objectContaining({ kind: 'closed', tokens: expect.objectContaining({ input: 1234 }) }),
  );
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { planned: 4, valid: 4 } });
});

it.each(['on', 'off'])('keeps what was paid when the Job is deleted, with relay: %s', async (relay) => {
  const cluster = await startEvalCluster();
  cluster.script.beforeRun = (pod, _, run) => {
    if (run === 0) return;
    cluster.removeJob();
    let looks = 0;
    cluster.script.onCall = (title) => {
      if (title === 'exec print /results/state.json' && ++looks === 3) cluster.lose(pod, { isDeleted: true });
    };
  };
  const outcome = await runEval(planIn(cluster, { relay }), storyHost(cluster));

  const { totals, coverage } = outcome.verdict;
  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'shard-lost' });
  expect(coverage.valid).toBeGreaterThan(0);
  expect(totals.inputTokens).toBeGreaterThan(0);
  if (relay === 'off') return;
  const counted = countedBy(cluster.pods[0]!);
  expect(counted.tokens.input).toBeGreaterThan(0);
  expect(relaysIn(outcome)).toEqual([counted]);
});

it.each([['while the gateway boots'], ['once the gateway is ready']])(
  'ends at once where the provider refuses the key, %s',
  async (when) => {
    const message = 'The provider openai refused the key: Incorrect API key provided: sk-b***.';
    const refuse = (pod: EvalPod): void =>
      pod.relay!.say({
        check: { status: 'failed', failure: 'bad-model-access', message, hint: 'Check `openai-api-key`.' },
      });
    const cluster = await startEvalCluster({
      onPod: (pod) =>
        when.startsWith('while') ? refuse(pod) : pod.relay!.say({ check: { status: 'pending' } }),
      afterStep: (pod) => {
        if (!when.startsWith('while')) refuse(pod);
      },
    });
    const { verdict } = await runEval(planIn(cluster), storyHost(cluster));

    expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'bad-model-access' });
    expect(verdict.reasons.join(' ')).toContain(message);
    expect(cluster.pods.flatMap(({ requests }) => requests)).toEqual([]);
    expect(cluster.objects.names()).toEqual([]);
  },
);

it('starts a pod only when the model has answered its relay, and says what it waits for', async () => {
  const cluster = await startEvalCluster({
    onPod: (pod) => pod.relay!.say({ check: { status: 'pending' } }),
  });
  let looks = 0;
  const early: unknown[] = [];
  cluster.script.afterStep = (pod) => {
    const waiting = { provider: 'openai', status: 429, lanes: { open: 1, of: 4 } };
    if (looks < 4) early.push(...pod.requests);
    looks += 1;
    pod.relay!.say(looks < 4 ? { waiting } : { waiting: null, check: { status: 'ok' } });
  };
  const host = storyHost(cluster);
  const { verdict } = await runEval(planIn(cluster), host);

  expect(verdict).toMatchObject({ verdict: 'pass' });
  expect(early).toEqual([]);
  expect(host.log.lines.join('\n')).toContain('waits for the first answer of the model: openai answers 429');
});

const reached = { status: 'open', tried: '10.96.0.1:443' } as const;

it('spends nothing where the pods reach what `network: model-only` forbids', async () => {
  const cluster = await startEvalCluster({
    onPod: (pod) => pod.relay!.say({ fence: { ...reached, status: 'pending', isRequired: true } }),
  });
  let looks = 0;
  cluster.script.afterStep = (pod) => {
    looks += 1;
    if (looks === 4) pod.relay!.say({ fence: { ...reached, isRequired: true } });
  };
  const { verdict } = await runEval(planIn(cluster), storyHost(cluster));
  expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'network-not-enforced' });
  expect(verdict.reasons.join(' ')).toContain('A pod of the evaluation reached 10.96.0.1:443');
  expect(cluster.pods.flatMap(({ requests }) => requests)).toEqual([]);
  expect(cluster.objects.names()).toEqual([]);
});

it('says so once and goes on where that is accepted', async () => {
  const cluster = await startEvalCluster({
    onPod: (pod) => pod.relay!.say({ fence: { ...reached, isRequired: false } }),
  });
  const host = storyHost(cluster);
  expect((await runEval(planIn(cluster), host)).verdict).toMatchObject({ verdict: 'pass' });
  expect(host.log.warnings.filter(({ text }) => text.includes('reach 10.96.0.1:443'))).toHaveLength(1);
});

it.each([
  [
    'that cannot work',
    (pod: EvalPod) => pod.relay!.say({ problem: 'The provider "x" has no base URL.' }),
    'bad-config',
  ],
  [
    'whose disk is full',
    (pod: EvalPod) => {
      if (countedBy(pod).requests > 1) pod.relay!.say({ problem: 'The disk is full.' });
    },
    'container-failed',
  ],
] as const)('ends where there is a relay %s, with its words', async (_, afterStep, code) => {
  const cluster = await startEvalCluster({ afterStep });
  const { verdict } = await runEval(planIn(cluster, { runs: '20' }), storyHost(cluster));
  expect(verdict).toMatchObject({ verdict: 'inconclusive', failureReason: code });
  expect(verdict.reasons.join(' ')).toMatch(/The relay of shard 0 forwards no request: The /);
});

it('takes no file of the supervisor for the state of the relay', async () => {
  const cluster = await startEvalCluster();
  cluster.script.afterStep = (pod) => {
    // An agent may write what it likes into that file.
    const forged = JSON.stringify({
      ...countedBy(pod),
      tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    });
    const own = pod.files.get(podPaths.state)!;
    if (countedBy(pod).requests === 4)
      pod.files.set(podPaths.state, Buffer.concat([Buffer.from(`${forged}\0`), own]));
  };
  const outcome = await runEval(planIn(cluster), storyHost(cluster));
  expect(outcome.verdict).toMatchObject({ verdict: 'inconclusive', failureReason: 'bad-result' });
  expect(relaysIn(outcome)[0]?.tokens.input).toBeGreaterThan(0);
});

it('fetches a journal whole although exec cuts it off', async () => {
  const cluster = await startEvalCluster();
  let cuts = 0;
  cluster.script.printed = (title, bytes) =>
    title === `print ${podPaths.wireJournal}` && cuts++ % 2 === 0
      ? bytes.subarray(0, bytes.length - 20)
      : bytes;
  const outcome = await runEval(planIn(cluster), storyHost(cluster));
  expect(cuts).toBeGreaterThan(1);
  expect(
    Buffer.from(
      linesIn(outcome)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    ),
  ).toEqual(cluster.pods[0]!.files.get(podPaths.wireJournal));
});

it.each(['exec print /wire/wire.jsonl', 'exec print /results/state.json'])(
  'fetches the last lines of a journal although the connection is cut during `%s`',
  async (title) => {
    // Without time, nothing is fetched before the end.
    const clock = { now: () => 0, sleep: async () => await realClock.sleep(1) };
    const cluster = await startEvalCluster();
    let isCut = false;
    cluster.script.cutAt = (asked) => {
      const isEnd = cluster.calls.some((call) => call === 'exec cat /results/benchmark.json');
      if (isCut || !isEnd || asked !== title) return undefined;
      isCut = true;
      return 0.5;
    };
    const outcome = await runEval(planIn(cluster), storyHost(cluster, { clock }));
    expect(isCut).toBe(true);
    const [pod] = cluster.pods;
    expect(linesIn(outcome)).toHaveLength(9);
    expect(relaysIn(outcome)).toEqual([countedBy(pod!)]);
  },
);

it('goes on after a restart of the relay', async () => {
  const cluster = await startEvalCluster();
  cluster.script.beforeRun = (pod, task, run) => {
    if (task.startsWith('t1-') && run === 1) pod.relay!.restart();
  };
  const outcome = await runEval(planIn(cluster), storyHost(cluster));
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { valid: 4 } });
  expect(linesIn(outcome).filter(({ kind }) => kind === 'started').length).toBeGreaterThan(1);
});

it('brings recorded bodies home, for a full artifact only', async () => {
  const artifactOf = async (content: string): Promise<{ directory: string; wire: string[] }> => {
    const cluster = await startEvalCluster({
      onPod: ({ files }) => {
        files.set(`${podPaths.wireBodies}/a1.request.gz`, Buffer.from('question'));
        files.set(`${podPaths.wireBodies}/a1.answer.gz`, Buffer.from('answer'));
        files.set(`${podPaths.wireBodies}/.. strange.gz`, Buffer.from('x'));
      },
    });
    const plan = planIn(cluster, { 'artifact-content': content });
    const { directory, files } = await runEval(plan, storyHost(cluster));
    return { directory, wire: files.filter((file) => file.startsWith('wire/')) };
  };
  const [answer, question] = ['wire/shard-0/bodies/a1.answer.gz', 'wire/shard-0/bodies/a1.request.gz'];
  const full = await artifactOf('full');
  expect(full.wire).toEqual(['wire/shard-0.jsonl', answer, question]);
  expect(readFileSync(path.join(full.directory, answer), 'utf8')).toBe('answer');
  expect((await artifactOf('scores')).wire).toEqual(['wire/shard-0.jsonl']);
});

/** Launches an evaluation in one process, and returns how another one collects it. */
async function launchIn(cluster: EvalCluster): Promise<() => Promise<Outcome>> {
  const plan = planIn(cluster, { detach: 'true' });
  await startEval(plan, storyHost(cluster));
  const access = { cluster: 'auto', kubeconfig: cluster.kubeconfig, context: null } as const;
  const wish = { access, namespace: plan.namespace, instance: null, label: null };
  return () => collectEval(wish, plan.terms, storyHost(cluster));
}

it('has the whole story of a pod that another process started', async () => {
  const cluster = await startEvalCluster();
  const collect = await launchIn(cluster);
  const outcome = await collect();
  expect(relaysIn(outcome)).toEqual([countedBy(cluster.pods[0]!)]);
  expect(linesIn(outcome)).toHaveLength(9);
  expect(outcome.verdict).toMatchObject({ verdict: 'pass', coverage: { valid: 4 } });
});
