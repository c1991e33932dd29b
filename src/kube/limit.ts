/** Runs `task` once fewer than the maximum for its key are running; first come, first served. */
export type KeyedLimit = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** @param max how many tasks with the same key may run at the same time */
export function keyedLimit(max: number): KeyedLimit {
  const queues = new Map<string, { running: number; waiting: (() => void)[] }>();
  return async (key, task) => {
    const queue = queues.get(key) ?? { running: 0, waiting: [] };
    queues.set(key, queue);
    if (queue.running >= max) await new Promise<void>((resolve) => queue.waiting.push(resolve));
    else queue.running++;
    try {
      return await task();
    } finally {
      // The slot is handed to the next in line directly, so that no later task can take it in between.
      const next = queue.waiting.shift();
      if (next) next();
      else if (--queue.running === 0) queues.delete(key);
    }
  };
}
