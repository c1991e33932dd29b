import { describe, expect, it } from 'vitest';
import { type ArmSharing, openSharing, type Sharer, type Sharing } from '../../../src/pods/sharing.ts';
import type { RelayAllowance } from '../../../src/protocol/relay.ts';

const sharer = (pod: string, tokens: number, left: number | null, lost = 0): Sharer => ({
  podUid: `uid-${pod}`,
  target: { namespace: 'n', pod, container: 'results', root: '/' },
  spent: { tokens, costUsd: 0 },
  lost: { tokens: lost, costUsd: 0 },
  left,
});

function open(write: (pod: string, allowance: RelayAllowance) => Promise<void> | void = () => undefined): {
  /** Of two shards. */
  sharing: ArmSharing;
  join: Sharing['join'];
  written: string[];
  errors: string[];
  settled: () => Promise<void>;
} {
  const written: string[] = [];
  const errors: string[] = [];
  const { join } = openSharing({
    caps: { maxCostUsd: null, maxTokens: 1000 },
    async write({ pod }, allowance) {
      await write(pod, allowance);
      written.push(`${pod} ${allowance.maxTokens}`);
    },
    onError: (error) => errors.push(String(error)),
  });
  const sharing = join(2, { maxCostUsd: null, maxTokens: 500 });
  return { sharing, join, written, errors, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('the caps of an evaluation', () => {
  it('are divided once every shard has a pod, and not again while nothing changes', async () => {
    const { sharing, written, settled } = open();
    sharing.note(0, sharer('a', 0, 10));
    await settled();
    expect(written).toEqual([]);
    sharing.note(1, sharer('b', 0, 10));
    await settled();
    expect(written).toEqual(['a 500', 'b 500']);
    sharing.note(0, sharer('a', 5, 10));
    await settled();
    expect(written).toHaveLength(2);
  });

  it('go to the shard that still works, after the finished one has handed its rest back', async () => {
    const { sharing, written, settled } = open();
    sharing.note(0, sharer('a', 100, 4));
    sharing.note(1, sharer('b', 100, 4));
    await settled();
    sharing.rests(1);
    sharing.note(0, sharer('a', 120, 3));
    await settled();
    expect(written.slice(2)).toEqual(['b 100', 'a 900']);
  });

  it('are divided equally between two rounds, since each shard may get more runs', async () => {
    const { sharing, written, settled } = open();
    sharing.note(0, sharer('a', 100, 4));
    sharing.note(1, sharer('b', 300, 4));
    await settled();
    sharing.rests(0);
    sharing.rests(1);
    await settled();
    expect(written.slice(-2).sort()).toEqual(['a 400', 'b 600']);
  });

  it('are not raised while a pod could not be told that it gets less', async () => {
    let isDown = false;
    const { sharing, written, errors, settled } = open((pod) => {
      if (isDown && pod === 'b') throw new Error('down');
    });
    sharing.note(0, sharer('a', 100, 4));
    sharing.note(1, sharer('b', 100, 4));
    await settled();
    isDown = true;
    sharing.rests(1);
    sharing.note(0, sharer('a', 120, 3));
    await settled();
    expect([written.length, [...new Set(errors)]]).toEqual([2, ['Error: down']]);
    isDown = false;
    sharing.note(0, sharer('a', 120, 3));
    await settled();
    expect(written.slice(2)).toEqual(['b 100', 'a 900']);
  });

  it('count what a lost pod has spent, and reach the one that replaces it before it knows its tasks', async () => {
    const { sharing, written, settled } = open();
    sharing.note(0, sharer('a', 100, 5));
    sharing.note(1, sharer('b', 300, 5));
    await settled();
    sharing.note(1, sharer('b2', 10, null, 300));
    await settled();
    expect(written.slice(2)).toEqual(['a 395', 'b2 305']);
  });

  it('are of both arms together', async () => {
    const { sharing: head, join, written, settled } = open();
    const base = join(1, { maxCostUsd: null, maxTokens: 250 });
    head.note(0, sharer('a', 0, 10));
    head.note(1, sharer('b', 0, 10));
    await settled();
    expect(written).toEqual([]);
    base.note(0, sharer('base', 0, 20));
    await settled();
    expect(written).toEqual(['a 250', 'b 250', 'base 500']);
  });

  it('are reserved for an arm that comes later, as far as its relays were configured with them', async () => {
    const { sharing: head, join, written, settled } = open();
    head.note(0, sharer('a', 100, 1));
    head.note(1, sharer('b', 100, 1));
    await settled();
    head.rests(0);
    head.rests(1);
    await settled();
    const base = join(1, { maxCostUsd: null, maxTokens: 200 });
    await settled();
    expect(written.slice(-2).sort()).toEqual(['a 400', 'b 400']);
    base.note(0, sharer('base', 20, 4));
    await settled();
    expect(written.slice(-3)).toEqual(['a 100', 'b 100', 'base 800']);
  });

  it('are not kept for a shard that failed before its pod answered', async () => {
    const { sharing, written, settled } = open();
    sharing.note(0, sharer('a', 100, 10));
    sharing.rests(1);
    await settled();
    expect(written).toEqual(['a 1000']);
  });
});
