import { describe, expect, it } from 'vitest';
import {
  isUnstable,
  passesDiffer,
  taskAlarms,
  type WatchedTask,
} from '../../../src/result/stats/task-alarm.ts';
import { seededRandom } from '../../../src/result/stats/random.ts';

const runs = (...scores: number[]) => ({ scores, passes: scores.filter((score) => score >= 0.7).length });
const passing = (passed: number, of: number) =>
  runs(...Array.from({ length: of }, (_, i) => (i < passed ? 1 : 0)));
const watched = (
  taskId: string,
  before: ReturnType<typeof runs>,
  head: ReturnType<typeof runs>,
): WatchedTask => ({
  taskId,
  history: [before],
  head,
});

describe('taskAlarms', () => {
  it.each([
    // Fisher's lady tasting tea (1935): four of four cups 1/70, three of four 17/70.
    ['4 of 4 cups', passing(4, 4), passing(0, 4), 1 / 70],
    ['3 of 4 cups', passing(3, 4), passing(1, 4), 17 / 70],
    // Fisher's convicted twins (Journal of the Royal Statistical Society 98, 1935): 10 of 13 against 2 of 17.
    ['twins', passing(10, 13), passing(2, 17), 0.000465],
    ['as many passes', passing(3, 3), passing(3, 3), 1],
    ['more passes', passing(0, 2), passing(2, 2), 1],
  ])('tests passes as Fisher did: %s', (_, before, head, chance) => {
    expect(taskAlarms([watched('t', before, head)], 0.05)[0]!.pPasses).toBeCloseTo(chance, 6);
  });

  it('tests scores by all ways to deal the runs', () => {
    // Of the 20 ways to choose three of six runs, only the observed one has a sum of at most 0.6.
    const alarm = (head: number[]) =>
      taskAlarms([watched('t', runs(0.4, 0.5, 0.6), runs(...head))], 0.05)[0]!;
    expect(alarm([0.1, 0.2, 0.3])).toMatchObject({ pPasses: 1, pScores: 1 / 20 });
    // 0.4 is exchanged for 0.45: one more way has as low a sum or a lower one.
    expect(alarm([0.1, 0.2, 0.45])).toMatchObject({ pScores: 2 / 20 });
    expect(alarm([0.5, 0.6, 0.7])).toMatchObject({ pScores: 1 });
  });

  const spread = (passed: number, of: number, lift: number) =>
    runs(...Array.from({ length: of }, (_, i) => (i < passed ? 0.8 : 0.3) + lift + i / 1000));

  it('corrects for both tests of all tasks that can be tested', () => {
    const collapsed = watched('collapsed', passing(24, 24), passing(0, 3));
    const steady = Array.from({ length: 26 }, (_, i) =>
      watched(`t${i}`, spread(12, 24, 0), spread(3, 3, 0.05)),
    );
    const untested = watched('never run', passing(0, 0), passing(0, 3));
    const alarms = taskAlarms([...steady, collapsed, untested], 0.05);
    expect(alarms).toHaveLength(27);
    // One of the 2925 ways to choose 3 of 27 runs, times 28: where half of the runs pass, no 3 say enough by their passes.
    const suspects = alarms.filter((alarm) => alarm.isSuspect);
    expect(suspects.map((alarm) => alarm.taskId)).toEqual(['collapsed']);
    expect(suspects[0]!.pValue).toBeCloseTo(28 / 2925, 9);
    expect(alarms[0]!.pValue).toBe(1);
  });

  it('does not count tests that could not reach the level, whichever runs were of head', () => {
    const collapsed = watched('collapsed', passing(24, 24), passing(0, 3));
    const always = Array.from({ length: 26 }, (_, i) => watched(`t${i}`, passing(24, 24), passing(3, 3)));
    expect(taskAlarms([...always, collapsed], 0.05).at(-1)!.pValue).toBeCloseTo(2 / 2925, 9);
    // There are 220 ways to choose 3 of 12 runs, too few for 22 tests at this level, and so for more of them.
    const short = Array.from({ length: 26 }, (_, i) => watched(`t${i}`, spread(4, 9, 0), spread(3, 3, 0.05)));
    const [last] = taskAlarms([...short, watched('c', spread(9, 9, 0), spread(0, 3, -0.1))], 0.1).slice(-1);
    expect(last!.pValue).toBeCloseTo(22 / 220, 9);
    expect(last!.isSuspect).toBe(false);
  });

  it('confirms with fresh runs, corrected for the suspects alone', () => {
    const fresh = [
      watched('a', passing(24, 24), passing(2, 9)),
      watched('b', passing(24, 24), passing(8, 9)),
    ];
    const [a, b] = taskAlarms(fresh, 0.05);
    expect(a!.isSuspect).toBe(true);
    // 9 of 33 ways to place one failure are in head, times four.
    expect(b!.pPasses).toBeCloseTo(9 / 33, 9);
    expect(b!.isSuspect).toBe(false);
  });

  it('raises false alarms no more often than its level', () => {
    const random = seededRandom(7);
    const draw = (count: number, chance: number) =>
      runs(
        ...Array.from({ length: count }, () => (random.unit() < chance ? 0.9 : 0.3) + 0.1 * random.unit()),
      );
    const trials = 300;
    let alarmed = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const tasks = Array.from({ length: 6 }, (_, i) => watched(`t${i}`, draw(8, i / 5), draw(3, i / 5)));
      if (taskAlarms(tasks, 0.1).some((alarm) => alarm.isSuspect)) alarmed += 1;
    }
    // 0.1 and three standard errors of 300 trials.
    expect(alarmed / trials).toBeLessThan(0.152);
  });
});

describe('passesDiffer', () => {
  it('counts the deals in which evaluations differ as much', () => {
    // Of the 20 ways to place three passes, two have all of them in one evaluation.
    expect(passesDiffer([passing(3, 3), passing(0, 3)])).toBeCloseTo(0.1, 2);
    expect(passesDiffer([passing(2, 3), passing(1, 3)])).toBe(1);
  });

  it('can say nothing of a task that always passes or fails, or of single runs', () => {
    expect(passesDiffer([passing(3, 3), passing(3, 3)])).toBe(1);
    expect(passesDiffer([passing(0, 3), passing(0, 3), passing(0, 0)])).toBe(1);
    expect(passesDiffer([passing(1, 1), passing(0, 1), passing(1, 1)])).toBe(1);
    expect(passesDiffer([])).toBe(1);
  });

  it('tells a task that swings from one that fails now and then', () => {
    const swings = [3, 0, 3, 3, 0, 0, 3, 0].map((passed) => passing(passed, 3));
    const mixed = [2, 1, 2, 2, 1, 1, 2, 1].map((passed) => passing(passed, 3));
    expect(isUnstable(swings)).toBe(true);
    expect(isUnstable(mixed)).toBe(false);
  });
});
