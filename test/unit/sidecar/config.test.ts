import { describe, expect, test } from 'vitest';
import { gatewayLogPath, readConfig } from '../../../sidecar/config.ts';

const minimal = { CLAWBENCH_MODEL: 'openai/gpt-5.5', OPENCLAW_GATEWAY_TOKEN: 'token' };

describe("the supervisor's settings", () => {
  test("have ClawBench's defaults", () => {
    expect(readConfig(minimal, '/')).toEqual({
      model: 'openai/gpt-5.5',
      judgeModel: undefined,
      judgeScores: false,
      tasks: [],
      runs: 3,
      concurrency: 4,
      shard: 0,
      shards: 1,
      taskDurations: {},
      gatewayToken: 'token',
      gatewayPort: 18789,
      gatewayLog: '/work/gateway/gateway.log',
      gatewayTimeoutMs: 300_000,
      preflightTimeoutMs: 120_000,
      browser: 'auto',
      shim: 'auto',
      retryInvalid: 1,
      orphanLimitMs: 600_000,
      holdMs: 7_200_000,
      timeoutMs: 0,
      maxCostUsd: undefined,
      maxTokens: undefined,
      maxMinutes: undefined,
      priceKnown: false,
      userFilesSha256: undefined,
      harnessArgs: [],
      harnessStateDir: '/work/eval',
    });
  });

  test.each([
    [{ CLAWBENCH_JUDGE_AFFECTS_SCORE: '1' }, true],
    [{ CLAWBENCH_JUDGE_AFFECTS_SCORE: 'true' }, true],
    [{ CLAWBENCH_JUDGE_AFFECTS_SCORE: '0' }, false],
    [{ CLAWBENCH_ARGS: '["--judge-affects-score"]' }, true],
  ])('know from %j whether the judge scores: %s', (more, expected) => {
    expect(readConfig({ ...minimal, ...more }, '/').judgeScores).toBe(expected);
  });

  test('take an empty variable for an unset one', () => {
    const empty = { ...minimal, CLAWBENCH_RUNS: '', CLAWBENCH_JUDGE_MODEL: ' ', CLAWBENCH_MAX_COST_USD: '' };
    expect(readConfig(empty, '/')).toEqual(readConfig(minimal, '/'));
  });

  test('list tasks by blanks or commas, each once', () => {
    expect(readConfig({ ...minimal, CLAWBENCH_TASKS: ' t1-a, t2-b\nt1-a ' }, '/').tasks).toEqual([
      't1-a',
      't2-b',
    ]);
  });

  test('are refused with everything that is wrong at once', () => {
    const wrong = {
      CLAWBENCH_RUNS: '0',
      CLAWBENCH_CONCURRENCY: '2.5',
      CLAWBENCH_MAX_COST_USD: 'ten',
      CLAWBENCH_PRICE_KNOWN: 'maybe',
      CLAWBENCH_TASK_DURATIONS: '["t1"]',
      CLAWBENCH_PER_RUN_BUDGET_SECONDS: '10 min',
      CLAWBENCH_SHARDS: '2',
      JOB_COMPLETION_INDEX: '2',
    };
    const read = (): unknown => readConfig(wrong, '/');
    expect(read).toThrow(expect.objectContaining({ code: 'bad-config' }));
    for (const name of [...Object.keys(wrong), 'CLAWBENCH_MODEL', 'OPENCLAW_GATEWAY_TOKEN']) {
      expect(read).toThrow(name);
    }
  });

  test('name the gateway log also when everything else is wrong', () => {
    expect(gatewayLogPath({}, '/root-of-tests')).toBe('/root-of-tests/work/gateway/gateway.log');
    expect(gatewayLogPath({ CLAWBENCH_GATEWAY_LOG: '/elsewhere.log' }, '/')).toBe('/elsewhere.log');
  });
});
