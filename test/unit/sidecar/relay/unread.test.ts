import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchUnread } from '../../../../sidecar/relay/unread.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const minutes = 60_000;

test('an answer that nobody reads is ended after 5 minutes, and so is its source', async () => {
  const out = new Writable({ write: () => undefined });
  const body = new Readable({ read: () => undefined });
  body.push('hello');
  const watch = watchUnread(out);
  const passing = pipeline(body, out);
  while (out.writableLength === 0) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(4 * minutes);
  expect(out.destroyed).toBe(false);
  vi.advanceTimersByTime(1 * minutes);
  await expect(passing).rejects.toThrow('Premature close');
  expect(watch.isUnread()).toBe(true);
  expect(body.destroyed).toBe(true);
});

test('an answer whose provider says nothing is left alone', () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done() });
  out.write('hello');
  const watch = watchUnread(out);
  vi.advanceTimersByTime(30 * minutes);
  expect([out.destroyed, watch.isUnread()]).toEqual([false, false]);
  watch.stop();
});

test('the time begins again with whatever passes', () => {
  const out = new Writable({ write: () => undefined });
  const watch = watchUnread(out);
  out.write('hello');
  vi.advanceTimersByTime(4 * minutes);
  watch.passed();
  vi.advanceTimersByTime(4 * minutes);
  expect(out.destroyed).toBe(false);
  vi.advanceTimersByTime(1 * minutes);
  expect(out.destroyed).toBe(true);
});
