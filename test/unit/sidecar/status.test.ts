import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { publishState } from '../../../sidecar/status.ts';

/** A state file whose timers are the test's. */
function published() {
  const directory = mkdtempSync(path.join(tmpdir(), 'status-'));
  const file = path.join(directory, 'state.json');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const publisher = publishState(file, { heartbeat: '', done: 0 }, (error) => {
    throw error;
  });
  onTestFinished(async () => {
    publisher.stop();
    await publisher.flush();
    vi.useRealTimers();
    rmSync(directory, { recursive: true });
  });
  const written = (): number => {
    try {
      return Number(JSON.parse(readFileSync(file, 'utf8')).done);
    } catch {
      return -1;
    }
  };
  return { publisher, written };
}

/** The disk has its own time; a test that waits in vain fails by its own limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

test('a state that changes all the time is written all the same', async () => {
  const { publisher, written } = published();
  vi.advanceTimersByTime(0);
  await until(() => written() === 0);
  for (let done = 1; done <= 5; done++) {
    publisher.update({ done });
    await vi.advanceTimersByTimeAsync(50);
  }
  await until(() => written() > 0);
  expect(written()).toBeLessThanOrEqual(5);
});

test('a change during a write is written soon, not with the next heartbeat', async () => {
  const { publisher, written } = published();
  vi.advanceTimersByTime(0);
  // Lets the write begin, but not end.
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  publisher.update({ done: 1 });
  await until(() => written() === 0);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(200);
  await until(() => written() === 1);
  expect(publisher.state.done).toBe(1);
});

test('a state that does not change is written as a heartbeat', async () => {
  const { publisher, written } = published();
  vi.advanceTimersByTime(0);
  await until(() => written() === 0);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  const { heartbeat } = publisher.state;
  await vi.advanceTimersByTimeAsync(4000);
  await until(() => publisher.state.heartbeat !== heartbeat);
  expect(Date.parse(publisher.state.heartbeat)).toBeGreaterThan(Date.parse(heartbeat));
});
