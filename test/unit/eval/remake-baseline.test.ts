import { expect, test } from 'vitest';
import { initialState } from '../../../sidecar/status.ts';
import { ActionError } from '../../../src/base/errors.ts';
import { openRemade } from '../../../src/eval/remake-baseline.ts';
import type { RunningEval } from '../../../src/eval/running.ts';
import type { AgainWish } from '../../../src/plan/again.ts';
import { collectedShard } from '../../fixtures/collected-shard.ts';
import { recordingLog } from '../../fixtures/recording-log.ts';

test('an arm that makes a baseline again is told how long the head has run, and may be refused for it', async () => {
  const wishes: AgainWish[] = [];
  const running: Pick<RunningEval, 'again' | 'leftOfCaps'> & { kube: Pick<RunningEval['kube'], 'signal'> } = {
    leftOfCaps: () => ({ maxCostUsd: null, maxTokens: null }),
    kube: { signal: new AbortController().signal },
    again: {
      launch(wish) {
        wishes.push(wish);
        return Promise.reject(new ActionError('timeout', '`timeout` leaves no time for its runs.'));
      },
    },
  };
  const log = recordingLog();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that launching looks at
  const remade = openRemade(running as RunningEval, log);
  const finishedAt = '2026-11-30T10:30:00.000Z';
  const done = { schemaVersion: 1, generation: 'g', reason: 'finished', failure: null, message: '' } as const;
  const head = collectedShard({
    state: { ...initialState(0), harnessStartedAt: '2026-11-30T09:00:00.000Z' },
    done: { ...done, exitCode: 0, finishedAt, results: [], files: [] },
  });
  expect(await remade.launch({ tasks: ['t1-a'], runs: 5 }, [head])).toBe(false);
  expect(wishes).toMatchObject([{ tasks: ['t1-a'], runs: 5, ranMs: 90 * 60_000 }]);
  const impossible = 'main could not be made again, since `timeout` leaves no time for its runs.';
  expect(remade.again({ name: 'main' })).toEqual({ impossible });
  expect(log.warnings).toMatchObject([{ title: 'Baseline', text: impossible.replace('main', 'It') }]);
});
