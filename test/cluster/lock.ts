import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one process at a time works on. All clusters share what images are built from, and the Docker engine of test/kind is one. */
type Part = `cluster ${number}` | 'images' | 'programs' | 'docker';

/**
 * Runs `work` while no other process of this machine works on the same part of the tests' machinery. The lock is an
 * abstract Unix socket: the kernel drops it with its owner, so a crash leaves no stale lock behind.
 * @throws Error when another process holds it for longer than 30 minutes.
 */
export async function withLock<T>(
  part: Part,
  log: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + 30 * 60_000;
  const name = `\0clawbench-k8s-action-${part}`;
  let server = await tryListen(name);
  if (server === undefined) log(`Waiting for another process that works on the ${part} …`);
  while (server === undefined) {
    if (Date.now() > deadline) throw new Error(`Another process has worked on the ${part} for 30 minutes.`);
    await sleep(200);
    server = await tryListen(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function tryListen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => resolve(server));
  });
}
