import { describe, expect, test } from 'vitest';
import { openRelayView, untilAnswered } from '../../../sidecar/relay-view.ts';
import { relayPages, relayState } from '../../fixtures/relay-pages.ts';

/** Whether answers under way are still waited for after a second; then there are none any more. */
async function waits(change: Parameters<typeof relayState>[0]): Promise<boolean> {
  const { env, pages } = await relayPages({ '/-/state': relayState(change) });
  let isOver = false;
  const waiting = untilAnswered(openRelayView(env), new AbortController().signal).then(() => (isOver = true));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const wasWaiting = !isOver;
  pages['/-/state'] = relayState({ ...change, open: 0 });
  await waiting;
  return wasWaiting;
}

describe('answers that are under way', () => {
  test('are waited for when a cap is reached, since they are paid', async () => {
    expect(await waits({ cap: 'used 20 of at most 20 tokens', open: 2 })).toBe(true);
  });

  test('are not waited for as long as new requests may come', async () => {
    expect(await waits({ cap: null, open: 2 })).toBe(false);
  });

  test('are not waited for where there is no relay, or none that answers', async () => {
    const { signal } = new AbortController();
    await expect(untilAnswered(null, signal)).resolves.toBeUndefined();
    const { env } = await relayPages({});
    await expect(untilAnswered(openRelayView(env), signal)).resolves.toBeUndefined();
  });

  test('are not waited for when the container has to stop', async () => {
    const { env } = await relayPages({ '/-/state': relayState({ cap: 'reached', open: 1 }) });
    await expect(untilAnswered(openRelayView(env), AbortSignal.abort())).resolves.toBeUndefined();
  });
});
