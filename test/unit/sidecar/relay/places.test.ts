import { expect, test } from 'vitest';
import { openPlaces } from '../../../../sidecar/relay/places.ts';

const never = new AbortController().signal;

test('who finds no place waits in line, in order', async () => {
  const places = openPlaces({ underWay: 2, inLine: 2, waitMs: 60_000 });
  const leave = [await places.enter(never), await places.enter(never)];
  const order: string[] = [];
  const third = places.enter(never).then((out) => (order.push('third'), out));
  const fourth = places.enter(never).then((out) => (order.push('fourth'), out));
  expect(await places.enter(never)).toBeNull();
  leave[0]?.();
  // A second time changes nothing.
  leave[0]?.();
  const leaveThird = await third;
  expect(order).toEqual(['third']);
  leaveThird?.();
  await fourth;
  expect(order).toEqual(['third', 'fourth']);
});

test('who waits too long, or goes away, has left the line', async () => {
  const places = openPlaces({ underWay: 1, inLine: 1, waitMs: 20 });
  const leave = await places.enter(never);
  expect(await places.enter(never)).toBeNull();
  const gone = new AbortController();
  const waiting = places.enter(gone.signal);
  gone.abort();
  expect(await waiting).toBeNull();
  expect(await places.enter(gone.signal)).toBeNull();
  leave?.();
  expect(await places.enter(never)).not.toBeNull();
});
