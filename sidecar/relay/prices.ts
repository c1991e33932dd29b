import type { WirePrice, WireTokens } from '../../src/protocol/relay.ts';

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
  const { input, output, cacheRead, cacheWrite } = price;
  return (
    (tokens.input * input +
      tokens.output * output +
      tokens.cacheRead * cacheRead +
      tokens.cacheWrite * cacheWrite) /
    1e6
  );
}
