import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowances, isNews, type ShardNeed } from '../../../src/pods/allowance.ts';

const spent = (tokens: number, costUsd = 0): ShardNeed['spent'] => ({ tokens, costUsd });
const shard = (tokens: number, left: number, lost = 0): ShardNeed => ({
  spent: spent(tokens, tokens / 1000),
  lost: spent(lost, lost / 1000),
  left,
});

const tokensOf = (cap: number, shards: readonly ShardNeed[]): (number | null)[] =>
  allowances({ maxCostUsd: null, maxTokens: cap }, shards).map(({ maxTokens }) => maxTokens);

describe('the shares of the caps', () => {
  it('are equal at the beginning', () => {
    expect(tokensOf(1000, [shard(0, 10), shard(0, 10)])).toEqual([500, 500]);
  });

  it('follow the runs that are left', () => {
    expect(tokensOf(1000, [shard(100, 30), shard(300, 10)])).toEqual([550, 450]);
  });

  it('give the others what a finished shard did not use', () => {
    expect(tokensOf(1000, [shard(100, 0), shard(400, 5)])).toEqual([100, 900]);
  });

  it('count what lost pods have spent', () => {
    expect(tokensOf(1000, [shard(0, 10, 400), shard(200, 10)])).toEqual([200, 400]);
  });

  it('are equal between two rounds, when nobody has runs left', () => {
    expect(tokensOf(1000, [shard(100, 0), shard(500, 0)])).toEqual([300, 700]);
  });

  it('leave nothing to spend once the cap is reached', () => {
    expect(tokensOf(1000, [shard(700, 1), shard(400, 9)])).toEqual([700, 400]);
  });

  it('are none where there is no cap', () => {
    expect(allowances({ maxCostUsd: null, maxTokens: null }, [shard(5, 5)])).toEqual([
      { maxCostUsd: null, maxTokens: null },
    ]);
  });

  it('never allow more than the cap together, and each shard what it has spent', () => {
    const need = fc.record({
      spent: fc.record({ tokens: fc.nat(1e6), costUsd: fc.double({ min: 0, max: 100, noNaN: true }) }),
      lost: fc.record({ tokens: fc.nat(1e6), costUsd: fc.double({ min: 0, max: 100, noNaN: true }) }),
      left: fc.nat(100),
    });
    fc.assert(
      fc.property(
        fc.array(need, { minLength: 1, maxLength: 8 }),
        fc.nat(1e7),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (shards, maxTokens, maxCostUsd) => {
          const next = allowances({ maxCostUsd, maxTokens }, shards);
          const all = (pick: (need: ShardNeed) => number): number =>
            shards.reduce((total, one) => total + pick(one), 0);
          const allowed = (cap: 'maxTokens' | 'maxCostUsd'): number =>
            next.reduce((total, allowance) => total + allowance[cap]!, 0);
          const lostTokens = all(({ lost }) => lost.tokens);
          const spentTokens = all((one) => one.spent.tokens);
          expect(allowed('maxTokens') + lostTokens).toBeLessThanOrEqual(
            Math.max(maxTokens, lostTokens + spentTokens),
          );
          const lostUsd = all(({ lost }) => lost.costUsd);
          const spentUsd = all((one) => one.spent.costUsd);
          expect(allowed('maxCostUsd') + lostUsd).toBeLessThanOrEqual(
            Math.max(maxCostUsd, lostUsd + spentUsd) + 1e-6,
          );
          const tooLittle = next.filter(({ maxTokens: own }, index) => own! < shards[index]!.spent.tokens);
          expect(tooLittle).toEqual([]);
        },
      ),
    );
  });

  it('are written when they changed by more than a fiftieth of the cap, to each new pod, and before a shard runs short', () => {
    const caps = { maxCostUsd: 10, maxTokens: null };
    const own = (maxCostUsd: number): { maxCostUsd: number; maxTokens: null } => ({
      maxCostUsd,
      maxTokens: null,
    });
    const used = (costUsd: number): ShardNeed => ({ spent: spent(0, costUsd), lost: spent(0), left: 1 });
    const idle = [used(0), used(0)];
    expect(isNews(caps, idle, [own(5), own(5)], [own(5.1), own(4.9)])).toBe(false);
    expect(isNews(caps, idle, [own(5), own(5)], [own(5.3), own(4.7)])).toBe(true);
    expect(isNews(caps, idle, [own(5), undefined], [own(5), own(5)])).toBe(true);
    expect(isNews(caps, [used(4.95), used(4.85)], [own(5), own(5)], [own(5.1), own(4.9)])).toBe(true);
  });
});
