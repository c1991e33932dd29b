import type { Kube } from './client.ts';

/**
 * Repeats a question until it has an answer.
 * @param ask returns undefined while there is no answer
 * @returns undefined if there is none after `budgetMs`
 * @throws what `ask` throws; the signal's reason
 */
export async function poll<T>(
  { clock, signal }: Pick<Kube, 'clock' | 'signal'>,
  { everyMs, budgetMs }: { everyMs: number; budgetMs: number },
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadlineMs = clock.now() + budgetMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || clock.now() >= deadlineMs) return answer;
    await clock.sleep(everyMs, signal);
  }
}
