import { describe, expect, test } from 'vitest';
import { readSetting, readSettings, settings, writeSettings } from '../../../src/protocol/settings.ts';

const chosen: Parameters<typeof writeSettings>[0] = {
  model: 'openai/gpt-5.5',
  judgeModel: 'anthropic/claude',
  tasks: ['t1-a', 't2-b'],
  runs: 5,
  concurrency: 2,
  shards: 3,
  connectTimeoutMs: 1500,
  requestTimeoutMs: 2000,
  perTurnTimeoutMs: 3000,
  perRunTimeoutMs: 600_000,
  timeoutMs: 3_600_000,
  gatewayTimeoutMs: 60_000,
  gatewayPort: 18790,
  gatewayLog: '/elsewhere.log',
  retryInvalid: 0,
  priceKnown: true,
  taskDurations: { 't1-a': 12.5, 't2-b': 0 },
  userFilesSha256: 'a'.repeat(64),
  harnessArgs: ['--flag', 'a value with, spaces'],
  maxCostUsd: 0.333,
  maxTokens: 1000,
  maxMinutes: 7.5,
  orphanLimitMs: 0,
  holdMs: 86_400_000,
  preflightTimeoutMs: 30_000,
  browser: 'no',
  shim: 'always',
};

describe('the settings of the eval pod', () => {
  test('are read as they were written, every one of them', () => {
    expect(Object.keys(chosen).sort()).toEqual(Object.keys(settings).sort());
    expect(readSettings(writeSettings(chosen))).toEqual({ values: chosen, problems: [] });
  });

  test('have a variable of their own each', () => {
    const variables = Object.values(settings).map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    for (const variable of variables) expect(variable).toMatch(/^CLAWBENCH_[A-Z0-9_]+$/);
  });

  test('write times in seconds, and leave out what is not set', () => {
    expect(
      writeSettings({ timeoutMs: 90_000, taskDurations: {}, harnessArgs: [], maxTokens: undefined }),
    ).toEqual({
      CLAWBENCH_TIMEOUT_SECONDS: '90',
    });
  });

  test("write an empty judge, so that one in the image's environment does not count", () => {
    expect(writeSettings({ judgeModel: undefined })).toEqual({ CLAWBENCH_JUDGE_MODEL: '' });
  });

  test.each([
    ['CLAWBENCH_RUNS', '0', 'write a whole number of at least 1'],
    ['CLAWBENCH_HOLD_SECONDS', '-1', 'write a number of at least 0'],
    ['CLAWBENCH_BROWSER', 'maybe', 'write one of auto, yes, no'],
    ['CLAWBENCH_ARGS', '[1]', 'is not a JSON list of strings'],
    ['CLAWBENCH_TASK_DURATIONS', '{"t1": "long"}', 'is not a JSON object of task ids to seconds'],
  ])('report %s=%s as a problem, and keep the default', (variable, text, complaint) => {
    const { values, problems } = readSettings({ CLAWBENCH_MODEL: 'p/m', [variable]: text });
    expect(problems).toEqual([expect.stringContaining(`${variable} is`)]);
    expect(problems).toEqual([expect.stringContaining(complaint)]);
    expect(values).toEqual(readSettings({ CLAWBENCH_MODEL: 'p/m' }).values);
  });

  test('can be read one by one', () => {
    expect(readSetting({ CLAWBENCH_HOLD_SECONDS: '5' }, 'holdMs')).toBe(5000);
    expect(readSetting({ CLAWBENCH_HOLD_SECONDS: 'long' }, 'holdMs')).toBe(7_200_000);
    expect(readSetting({}, 'model')).toBe('');
  });
});
