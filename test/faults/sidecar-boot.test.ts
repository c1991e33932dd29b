import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pod, started } from '../fixtures/sidecar-host.ts';

describe('a gateway', () => {
  test.each([
    { name: 'never becomes ready', gateway: { readiness: 'starting' }, words: '"failing":["channels"]' },
    {
      name: 'answers with web pages only',
      gateway: { readiness: 'html' },
      words: 'other than a readiness report',
    },
    {
      name: 'hangs up in every handshake',
      gateway: { handshake: 'hangs-up' },
      words: '1012 service restart',
    },
    { name: 'is silent in every handshake', gateway: { handshake: 'silent' }, words: 'no challenge' },
  ] as const)(
    'that $name fails the shard with gateway-not-ready and the last lines of its log',
    async ({ gateway, words }) => {
      const host = await pod({ gateway, env: { CLAWBENCH_GATEWAY_TIMEOUT_SECONDS: '1' } });
      const log = path.join(path.dirname(host.paths.results), 'work/gateway/gateway.log');
      mkdirSync(path.dirname(log), { recursive: true });
      writeFileSync(
        log,
        `${JSON.stringify({ 0: '{"subsystem":"gateway"}', time: 't', message: 'starting...' })}\n`,
      );
      host.start();
      const done = await host.untilDone();
      expect(done).toMatchObject({ reason: 'failed', failure: 'gateway-not-ready', exitCode: null });
      expect(done.message).toContain(words);
      expect(done.message).toContain('[gateway] starting...');
      expect(done.files.map((file) => file.path)).toContain('gateway.log');
      expect(host.state()).toMatchObject({ phase: 'failed', failure: 'gateway-not-ready' });
    },
  );

  test.each([
    { name: 'refuses the token', gateway: { handshake: 'wrong-token' }, failure: 'bad-config' },
    { name: 'refuses the protocol', gateway: { handshake: 'refused' }, failure: 'gateway-incompatible' },
    { name: 'is too old', gateway: { version: '2026.5.7' }, failure: 'gateway-incompatible' },
  ] as const)('that $name fails the shard with $failure at once', async ({ gateway, failure }) => {
    const host = await pod({ gateway });
    host.start();
    expect(await host.untilDone()).toMatchObject({ reason: 'failed', failure });
  });

  test("whose agents end each other's turns gets one run at a time", async () => {
    const host = await pod({ gateway: { version: '2026.9.6' } });
    host.start();
    expect(await host.until((state) => state.phase === 'ready')).toMatchObject({ concurrency: 1 });
  });

  test('with a browser gets the browser tasks', async () => {
    const tasks = { 't1-a': 'tools', 't3-c': 'browser' };
    const host = await pod({ gateway: { browser: '/usr/bin/chromium' }, harness: { tasks } });
    host.start();
    expect(await host.until((state) => state.phase === 'ready')).toMatchObject({
      tasks: ['t1-a', 't3-c'],
      droppedTasks: [],
    });
  });
});

describe('a wrong evaluation', () => {
  test.each([
    { name: 'settings', env: { CLAWBENCH_RUNS: 'many' }, failure: 'bad-config', words: 'CLAWBENCH_RUNS' },
    {
      name: 'a task id',
      env: { CLAWBENCH_TASKS: 't1-aa' },
      failure: 'unknown-task',
      words: 'did you mean t1-a',
    },
    {
      name: 'an image',
      env: { PATH: '/nonexistent' },
      failure: 'bad-config',
      words: 'no program "clawbench"',
    },
  ])('($name) is refused before anything is spent', async ({ env, failure, words }) => {
    const host = await started({ env });
    const done = await host.untilDone();
    expect(done).toMatchObject({ reason: 'failed', failure, message: expect.stringContaining(words) });
    expect(host.gateway.calls).not.toContain('sessions.send');
    host.request({ id: 'f1', kind: 'finish' });
    await host.until((state) => state.lastRequest?.id === 'f1');
  });

  test("(the key) is refused with the provider's words, without the key, before the harness runs", async () => {
    const host = await started({
      gateway: { turns: ['401 Incorrect API key provided: sk-canary-0123456789.'] },
    });
    const done = await host.untilDone();
    expect(done).toMatchObject({ reason: 'failed', failure: 'bad-model-access' });
    expect(done.message).toContain('custom/m does not answer: 401 Incorrect API key provided: ***');
    expect(host.harnesses()).toEqual([]);
    expect(host.gateway.calls.filter((method) => method === 'sessions.send')).toHaveLength(1);
  });

  test('is not blamed where the model does not answer', async () => {
    const env = { CLAWBENCH_PREFLIGHT_TIMEOUT_SECONDS: '2' };
    const host = await started({ env, gateway: { turns: ['HTTP 503 upstream is away'] } });
    const done = await host.untilDone();
    expect(done).toMatchObject({ reason: 'failed', failure: 'provider-unavailable' });
    expect(done.message).toContain('Look at the status page of the provider');
  });

  test('is not what a rate limit at the beginning makes it', async () => {
    const host = await started({ gateway: { turns: ['429 Rate limit reached', 'ok'] } });
    expect(await host.untilDone()).toMatchObject({ reason: 'finished' });
  });
});

describe('with a relay, which has tried the model', () => {
  const env = { CLAWBENCH_RELAY_TOKEN: 'canary-relay-token-0123456789' };

  test('the first run begins without a turn of ours', async () => {
    const host = await started({ env });
    expect(await host.untilDone('s1')).toMatchObject({ reason: 'finished' });
    expect(host.gateway.calls).toContain('models.list');
    expect(host.gateway.calls).not.toContain('sessions.send');
    expect(host.harnesses()).toHaveLength(1);
  });

  test('a gateway that is too busy to list its models at once is asked again', async () => {
    const host = await started({ env, gateway: { emptyListings: 2 } });
    expect(await host.untilDone('s1')).toMatchObject({ reason: 'finished' });
    expect(host.gateway.calls).not.toContain('sessions.send');
  });

  test.each([
    { name: 'model', gateway: { models: ['custom/other'] }, more: {}, refused: 'custom/m' },
    { name: 'judge', gateway: {}, more: { CLAWBENCH_JUDGE_MODEL: 'custom/j' }, refused: 'custom/' },
  ])('a $name that OpenClaw does not list still has to take one', async ({ gateway, more, refused }) => {
    const turns = ['Unknown model: custom/x'];
    const host = await started({ env: { ...env, ...more }, gateway: { ...gateway, turns } });
    const done = await host.untilDone();
    expect(done).toMatchObject({ reason: 'failed', failure: 'bad-model-access' });
    expect(done.message).toContain(`The model ${refused}`);
    expect(done.message).toContain('Unknown model: custom/x');
    expect(host.harnesses()).toEqual([]);
  });
});
