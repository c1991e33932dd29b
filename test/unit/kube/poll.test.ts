import { expect, it } from 'vitest';
import { poll } from '../../../src/kube/poll.ts';

/** A connection whose time only passes while it sleeps. */
function kubeAt(startMs: number): Parameters<typeof poll>[0] {
  let now = startMs;
  const { signal } = new AbortController();
  return {
    signal,
    clock: {
      now: () => now,
      async sleep(ms) {
        now += ms;
      },
    },
  };
}

it('asks until there is an answer', async () => {
  let asked = 0;
  const answer = await poll(kubeAt(5000), { everyMs: 100, budgetMs: 1000 }, async () => {
    asked++;
    return asked === 4 ? 'here' : undefined;
  });
  expect(answer).toBe('here');
  expect(asked).toBe(4);
});

it('gives up when the time is over, after a last question', async () => {
  const kube = kubeAt(5000);
  const askedAt: number[] = [];
  const answer = await poll(kube, { everyMs: 400, budgetMs: 1000 }, async () => {
    askedAt.push(kube.clock.now());
    return undefined;
  });
  expect(answer).toBeUndefined();
  expect(askedAt).toEqual([5000, 5400, 5800, 6200]);
});

it('throws what the question throws', async () => {
  const asking = poll(kubeAt(0), { everyMs: 1, budgetMs: 10 }, () => Promise.reject(new Error('refused')));
  await expect(asking).rejects.toThrow('refused');
});
