import type { WirePrice } from '../../src/protocol/price.ts';
import { allTokens, type WireTokens } from '../../src/protocol/relay.ts';

/**
 * What a request cost in USD; null if no price is known.
 * @param reportedUsd what the provider says itself, which includes discounts that no list knows
 */
export function costOf(
  tokens: WireTokens,
  price: WirePrice | undefined,
  reportedUsd: number | null,
): number | null {
  if (reportedUsd !== null) return reportedUsd;
  if (price === undefined) return null;
  const prompt = allTokens(tokens) - tokens.output;
  const tier = price.tieredPricing?.findLast(({ range }) => prompt >= range[0]);
  const { input, output, cacheRead, cacheWrite } = tier ?? price;
  return (
    (tokens.input * input +
      tokens.output * output +
      tokens.cacheRead * cacheRead +
      tokens.cacheWrite * cacheWrite) /
    1e6
  );
}
