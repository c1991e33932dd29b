import { isObject } from '../base/json.ts';

/** Prices in USD per million tokens. */
interface Rates {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** What a model costs, as `cost` of a model says it in OpenClaw. */
export interface WirePrice extends Rates {
  /** Of requests with long prompts, the shortest first. The last one that is reached is the price of the whole request. */
  tieredPricing?: readonly (Rates & {
    /** From how many tokens of the whole prompt on. */
    range: readonly [from: number];
  })[];
}

/** Reads a `cost` of OpenClaw, or what this function made of one. What it does not say is free. */
export function readPrice(cost: Readonly<Record<string, unknown>>): WirePrice {
  const { tieredPricing } = cost;
  const tiers = (Array.isArray(tieredPricing) ? tieredPricing : [])
    .filter(isObject)
    .map((tier) => ({ range: [startOf(tier['range'])] as const, ...ratesIn(tier) }))
    .toSorted((a, b) => a.range[0] - b.range[0]);
  return { ...ratesIn(cost), ...(tiers.length > 0 && { tieredPricing: tiers }) };
}

function startOf(range: unknown): number {
  return amount(Array.isArray(range) ? range[0] : 0);
}

function ratesIn(of: Readonly<Record<string, unknown>>): Rates {
  return {
    input: amount(of['input']),
    output: amount(of['output']),
    cacheRead: amount(of['cacheRead']),
    cacheWrite: amount(of['cacheWrite']),
  };
}

const amount = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
