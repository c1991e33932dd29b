import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { tryFence } from '../../../../sidecar/relay/fence.ts';
import type { RelayFence } from '../../../../src/protocol/relay.ts';

/** An API server that can be reached until it is stopped. */
async function startListener(): Promise<{ port: number; stop: () => void }> {
  const server = createServer((socket) => socket.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => void server.close();
  onTestFinished(stop);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a server that listens on TCP
  return { port: (server.address() as AddressInfo).port, stop };
}

/** A clock that only passes while something sleeps. @param onSleep with the time that has passed */
function steps(onSleep: (ms: number) => void = () => undefined): Parameters<typeof tryFence>[1]['clock'] {
  let ms = 0;
  return {
    now: () => ms,
    sleep(pause) {
      ms += pause;
      onSleep(ms);
      return Promise.resolve();
    },
  };
}

async function notesOf(port: number, clock = steps()): Promise<RelayFence[]> {
  const notes: RelayFence[] = [];
  const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
  await tryFence(
    { tries: 'api-server', isRequired: true },
    { env, clock, signal: new AbortController().signal, note: (fence) => notes.push(fence) },
  );
  return notes;
}

test('a network that stays open is found to be open, after some patience', async () => {
  const { port } = await startListener();
  const slept: number[] = [];
  const tried = `127.0.0.1:${port}`;
  expect(
    await notesOf(
      port,
      steps((ms) => slept.push(ms)),
    ),
  ).toEqual([
    { isRequired: true, status: 'pending', tried },
    { isRequired: true, status: 'open', tried },
  ]);
  expect(slept.at(-1)).toBe(20_000);
});

test('one that reads its policies late holds in the end', async () => {
  const { port, stop } = await startListener();
  const notes = await notesOf(
    port,
    steps((ms) => {
      if (ms === 5000) stop();
    }),
  );
  expect(notes.map(({ status }) => status)).toEqual(['pending', 'holds']);
});

test('one failure proves nothing', async () => {
  const { port, stop } = await startListener();
  stop();
  let sleeps = 0;
  await notesOf(
    port,
    steps(() => (sleeps += 1)),
  );
  expect(sleeps).toBe(1);
});
