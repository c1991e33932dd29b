import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { api } from '../cluster/api.ts';
import { waitFor } from '../cluster/processes.ts';
import type { Pod } from '../../src/kube/types.ts';
import type { StepRun } from './act.ts';
import { processesOf, RELAY } from './pod-processes.ts';
import { behave, callsOf, newModel, openTestbed, type Testbed } from './testbed.ts';
import {
  type EvalPod,
  classesOf,
  endsOf,
  evalPod,
  inPod,
  linesIn,
  linesOf,
  verdictIn,
} from './wire-lines.ts';

const noCluster = inject('noCluster');

const MiB = 1024 * 1024;
const FLOOD = 2000;

/** In the container of the agent: posts many requests at once, and prints how many ended in which way. */
const flood = String.raw`
const [model, count] = process.argv.slice(1);
const { request } = require('node:http');
const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'Reply with exactly: yes' }] });
const ends = {};
let left = Number(count);
const ended = (how) => {
  ends[how] = (ends[how] ?? 0) + 1;
  if (--left === 0) console.log(JSON.stringify(ends));
};
for (let sent = 0; sent < Number(count); sent += 1) {
  const headers = { authorization: 'Bearer ' + process.env.CLAWBENCH_RELAY_TOKEN, 'content-length': body.length };
  const one = request({ host: '127.0.0.1', port: 18700, path: '/custom/chat/completions', method: 'POST', agent: false, headers });
  let isOver = false;
  const end = (how) => { if (!isOver) ended(how); isOver = true; };
  one.on('response', (response) => { response.resume(); response.on('close', () => end(response.statusCode)); });
  one.on('error', () => end('dropped'));
  one.end(body);
}
`;

/** In the container of the agent: posts 1 GiB in chunks, and prints the status and how much was taken. */
const gigabyte = String.raw`
const { request } = require('node:http');
const chunk = Buffer.alloc(1 << 20, 32);
const headers = { authorization: 'Bearer ' + process.env.CLAWBENCH_RELAY_TOKEN };
const one = request({ host: '127.0.0.1', port: 18700, path: '/custom/chat/completions', method: 'POST', headers });
let sent = 0;
let isOver = false;
const end = (status) => { if (!isOver) console.log(JSON.stringify({ status, sent })); isOver = true; process.exit(0); };
one.on('response', (response) => end(response.statusCode));
one.on('error', (error) => end(error.code));
const more = () => {
  while (sent < 1024) {
    sent += 1;
    if (!one.write(chunk)) return one.once('drain', more);
  }
  one.end();
};
more();
`;

/** In the container of the relay: leaves no room on the disk of its journal. */
const fill = String.raw`
const fs = require('node:fs');
const file = fs.openSync('/wire/fill', 'w');
try {
  for (;;) fs.writeSync(file, Buffer.alloc(4096, 32));
} catch (error) {
  console.log(error.code);
}
`;

/** The most bytes that a container has used, by either version of cgroups. */
const peakMemory =
  'cat /sys/fs/cgroup/memory.peak 2>/dev/null || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes';

/** What agents and bad luck can do to a relay, one after the other in one evaluation. */
describe.skipIf(noCluster !== '')('a relay', () => {
  let testbed: Testbed;
  const [model, floodModel] = [newModel(), newModel()];
  let running: Promise<StepRun>;
  let isOver = false;
  let pod: EvalPod;
  /** Ends an evaluation that a failed test has left. */
  const left = new AbortController();

  beforeAll(async () => {
    testbed = await openTestbed();
    await behave(testbed.env, model, { latencyMs: 1000 });
    await behave(testbed.env, floodModel, { latencyMs: 1000 });
    running = testbed.step(
      model,
      {
        tasks: 't1-greeting-file',
        runs: '40',
        concurrency: '1',
        mlflow: 'false',
        // Of memory, so that it can be filled.
        'pod-overlay': 'spec: { volumes: [{ name: wire, emptyDir: { medium: Memory, sizeLimit: 16Mi } }] }',
      },
      { signal: left.signal },
    );
    running.finally(() => (isOver = true)).catch(() => undefined);
    await until('the first run', async () => (await runsBegun()) > 0);
    pod = await evalPod(testbed);
  });

  afterAll(async () => {
    left.abort();
    await running;
    await testbed.close();
  });

  /** @throws Error with the log if the evaluation ends first */
  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    await waitFor(what, async () => isOver || (await holds()), { timeoutMs: 240_000 });
    if (isOver) throw new Error(`The evaluation ended before there was ${what}:\n${(await running).log}`);
  }

  async function runsBegun(): Promise<number> {
    const calls = await callsOf(testbed.env, model);
    return new Set(calls.flatMap(({ task, run }) => (task === null ? [] : [run]))).size;
  }

  async function untilMoreRuns(): Promise<void> {
    const begun = await runsBegun();
    await until('two more runs', async () => (await runsBegun()) >= begun + 2);
  }

  async function relayRestarts(): Promise<number> {
    const { namespace, name } = pod;
    const answer = await api<Pod>(testbed.cluster, `/api/v1/namespaces/${namespace}/pods/${name}`);
    const statuses = answer.json().status?.initContainerStatuses ?? [];
    return statuses.find((status) => status.name === 'relay')?.restartCount ?? -1;
  }

  it('stays within its memory in a flood of requests, and the evaluation goes on', async () => {
    const printed = await inPod(testbed, pod, 'gateway', ['node', '-e', flood, floodModel, String(FLOOD)]);
    const ends: Record<string, number> = JSON.parse(printed);
    expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(FLOOD);
    expect(ends['200']).toBeGreaterThanOrEqual(64);
    expect(ends['429']).toBeGreaterThan(0);
    const peak = Number(await inPod(testbed, pod, 'relay', ['sh', '-c', peakMemory]));
    expect(peak).toBeGreaterThan(32 * MiB);
    expect(peak).toBeLessThan(256 * MiB);
    expect(await relayRestarts()).toBe(0);
    await untilMoreRuns();
  });

  it('refuses a request of 1 GB before it has taken it, and the evaluation goes on', async () => {
    const { status, sent } = JSON.parse(await inPod(testbed, pod, 'gateway', ['node', '-e', gigabyte]));
    expect(status).toBe(413);
    expect(sent).toBeLessThan(512);
    const ends = endsOf(await linesIn(testbed, pod), () => true);
    expect(ends.filter(({ refusal }) => refusal === 'too-large')).toHaveLength(1);
    expect(await relayRestarts()).toBe(0);
    await untilMoreRuns();
  });

  it('that is killed starts again, and the evaluation goes on', async () => {
    await behave(testbed.env, model, { latencyMs: 5000 });
    await until('a request under way', async () => {
      const lines = await linesIn(testbed, pod);
      const last = lines.findLast((line) => line.kind === 'opened' && line.purpose === 'run');
      return (
        last !== undefined &&
        !lines.some((line) => line.kind === 'closed' && 'id' in last && line.id === last.id)
      );
    });
    const [pid, ...others] = processesOf(pod, RELAY);
    expect(others).toEqual([]);
    process.kill(pid ?? 0, 'SIGKILL');
    await behave(testbed.env, model, { latencyMs: 1000 });
    await until('a new start', async () =>
      (await linesIn(testbed, pod)).some((line) => line.kind === 'started' && line.restarts === 1),
    );
    // The kubelet tells the API server of it later than the relay tells its journal.
    await until('its restart in the status of the pod', async () => (await relayRestarts()) === 1);
    await untilMoreRuns();
  });

  it('without room for its journal ends the evaluation with what was paid', async () => {
    expect((await inPod(testbed, pod, 'relay', ['node', '-e', fill])).trim()).toBe('ENOSPC');
    const step = await running;
    expect(step.outputs, step.log).toMatchObject({
      verdict: 'inconclusive',
      'failure-reason': 'container-failed',
    });
    expect(step.log).toContain(
      'The relay of shard 0 forwards no request: The relay cannot write its journal, and forwards nothing until it can: the disk is full',
    );
    const { directory } = await testbed.artifactOf(step);
    const record = verdictIn(directory);
    expect(record.coverage.valid).toBeGreaterThanOrEqual(4);
    // Nothing that was done to the relay is held against the model.
    const infrastructure = /^(relay-lost|dead-turn|no-answer|not-run) /;
    expect(classesOf(record).filter((one) => !infrastructure.test(one))).toEqual([]);
    // What the model had answered when the relay was killed is all that nobody could count.
    const calls = [...(await callsOf(testbed.env, model)), ...(await callsOf(testbed.env, floodModel))];
    const bills = calls.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens);
    const billed = bills.reduce((sum, one) => sum + one, 0);
    const told = Number(step.outputs['total-tokens']);
    expect(told).toBeLessThanOrEqual(billed);
    expect(told).toBeGreaterThanOrEqual(billed - 2 * Math.max(...bills));
    expect(linesOf(directory).filter(({ kind }) => kind === 'started')).toHaveLength(2);
  });
});
