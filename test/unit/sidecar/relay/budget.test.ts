import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowanceReader, type Budget, openBudget } from '../../../../sidecar/relay/budget.ts';
import { costOf } from '../../../../sidecar/relay/prices.ts';
import { readPrice } from '../../../../src/protocol/price.ts';
import type { RelayAllowance } from '../../../../src/protocol/relay.ts';

const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
const used = (input: number): typeof none => ({ ...none, input });

describe('the budget of a pod', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'budget-'));
    file = path.join(directory, 'allowance.json');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (caps: Partial<RelayAllowance>, before = { tokens: none, costUsd: 0 }): Budget =>
    openBudget(allowanceReader(file, { maxCostUsd: null, maxTokens: null, ...caps }), before);

  function allow(text: string): void {
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  }

  it('has no end where there is no cap', () => {
    const budget = open({});
    budget.spent(used(1e12), 1e9);
    expect(budget.refusal()).toBeNull();
  });

  it('counts tokens of all kinds', () => {
    const budget = open({ maxTokens: 10 });
    budget.spent({ input: 1, output: 2, cacheRead: 3, cacheWrite: 3 }, null);
    expect(budget.refusal()).toBeNull();
    budget.spent(used(1), null);
    expect(budget.refusal()).toBe('used 10 of at most 10 tokens');
  });

  it('counts costs, and nothing for requests without a price', () => {
    const budget = open({ maxCostUsd: 0.5 });
    budget.spent(used(1e9), null);
    budget.spent(used(1), 0.25);
    expect(budget.refusal()).toBeNull();
    budget.spent(used(1), 0.25);
    expect(budget.refusal()).toBe('spent $0.5000 of at most $0.5');
  });

  it('counts what was spent before a restart', () => {
    expect(open({ maxTokens: 10 }, { tokens: used(10), costUsd: 0 }).refusal()).not.toBeNull();
    expect(open({ maxCostUsd: 1 }, { tokens: none, costUsd: 1 }).refusal()).not.toBeNull();
  });

  it('is what the action allows, from the next request on, more or less than before', () => {
    const budget = open({ maxTokens: 10 });
    budget.spent(used(12), null);
    expect(budget.refusal()).not.toBeNull();
    allow(JSON.stringify({ maxCostUsd: null, maxTokens: 20 }));
    expect(budget.refusal()).toBeNull();
    allow(JSON.stringify({ maxCostUsd: 0, maxTokens: 200 }));
    expect(budget.refusal()).toBe('spent $0.0000 of at most $0');
  });

  it.each([
    '',
    'x',
    '[]',
    '{}',
    '{"maxTokens":"20","maxCostUsd":null}',
    '{"maxTokens":-1,"maxCostUsd":null}',
    ' '.repeat(5000),
  ])('stays as it is when the file holds something else: %j', (text) => {
    const budget = open({ maxTokens: 10 });
    budget.spent(used(10), null);
    allow(text);
    expect(budget.refusal()).toBe('used 10 of at most 10 tokens');
  });
});

describe('the cost of a request', () => {
  const price = { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 };
  const tokens = { input: 1_000_000, output: 100_000, cacheRead: 500_000, cacheWrite: 200_000 };

  it('is the provider’s own figure before that of the list', () => {
    expect(costOf(tokens, price, null)).toBeCloseTo(2 + 1 + 0.1 + 0.5);
    expect(costOf(tokens, price, 0)).toBe(0);
    expect(costOf(tokens, undefined, 1.5)).toBe(1.5);
  });

  it('is that of the tier of the whole prompt, whatever part of it is cached', () => {
    const tier = (from: number, input: number): object => ({ range: [from], input, output: 1 });
    const tiered = readPrice({ ...price, tieredPricing: [tier(200_001, 40), tier(0, 4), 'none', null] });
    const asked = (input: number, cacheRead: number): number | null =>
      costOf({ ...none, input, cacheRead }, tiered, null);
    expect(asked(100_000, 100_000)).toBeCloseTo(0.4);
    expect(asked(100_000, 100_001)).toBeCloseTo(4);
    expect(costOf(used(300_000), readPrice(price), null)).toBeCloseTo(0.6);
  });

  it('is unknown without either', () => {
    expect(costOf(tokens, undefined, null)).toBeNull();
  });
});
