/**
 * ClawBench's confidence interval, reproduced bit for bit.
 *
 * The harness resamples task scores with numpy (`default_rng(42).choice(…).mean()`, 10 000 times) and takes linear
 * percentiles. To give the same bits, this file follows numpy down to the generator (PCG64 seeded by SeedSequence),
 * the bounded integers (Lemire) and the order of additions (pairwise summation).
 * Sources: https://numpy.org/doc/stable/reference/random/bit_generators/pcg64.html,
 * https://www.pcg-random.org, https://arxiv.org/abs/1805.10941.
 */

export interface Interval {
  lower: number;
  upper: number;
}

/** ClawBench's settings; other values give intervals its files can not be compared with. */
const RESAMPLES = 10_000;
const SEED = 42;

/**
 * The 95 % interval of the mean over tasks, as in `overall_ci_lower` and `overall_ci_upper`.
 * It says how much the score would vary with other tasks of the kind, not with other runs of the same tasks.
 *
 * @param scores task scores, 0..1. The interval depends on their order.
 */
export function bootstrapInterval(scores: readonly number[], confidence = 0.95): Interval {
  const n = scores.length;
  if (n === 0) return { lower: 0, upper: 0 };
  if (n === 1) return { lower: scores[0]!, upper: scores[0]! };

  const random = pcg64(SEED);
  const means = new Float64Array(RESAMPLES);
  const sample = new Float64Array(n);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    for (let i = 0; i < n; i += 1) sample[i] = scores[random.below(n)]!;
    means[resample] = mean(sample);
  }
  means.sort();
  const alpha = 1 - confidence;
  return {
    lower: percentile(means, (100 * alpha) / 2),
    upper: percentile(means, 100 * (1 - alpha / 2)),
  };
}

/** numpy's `mean`: pairwise summation, then one division. 0 for no values, as in the harness. */
export function mean(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : pairwiseSum(values, 0, values.length) / values.length;
}

/** numpy's `std(ddof=1)`; 0 for fewer than two values, as in the harness. */
export function sampleDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) * (value - centre));
  return Math.sqrt(pairwiseSum(squares, 0, squares.length) / (values.length - 1));
}

/** numpy adds in eight interleaved lanes up to 128 values and halves longer arrays. */
function pairwiseSum(values: ArrayLike<number>, start: number, length: number): number {
  if (length < 8) {
    let sum = 0;
    for (let i = 0; i < length; i += 1) sum += values[start + i]!;
    return sum;
  }
  if (length <= 128) {
    const lanes = Array.from({ length: 8 }, (_, lane) => values[start + lane]!);
    const whole = length - (length % 8);
    for (let i = 8; i < whole; i += 8) {
      for (let lane = 0; lane < 8; lane += 1) lanes[lane]! += values[start + i + lane]!;
    }
    let sum =
      lanes[0]! + lanes[1]! + (lanes[2]! + lanes[3]!) + (lanes[4]! + lanes[5]! + (lanes[6]! + lanes[7]!));
    for (let i = whole; i < length; i += 1) sum += values[start + i]!;
    return sum;
  }
  const half = length >> 1;
  const first = half - (half % 8);
  return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, length - first);
}

/** numpy's linear percentile, with its switch of formula at the middle (it keeps the result monotone). */
function percentile(sorted: Float64Array, percent: number): number {
  const position = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const fraction = position - below;
  const a = sorted[below]!;
  const b = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction;
}

const MASK_32 = 0xff_ff_ff_ff;
const MASK_64 = (1n << 64n) - 1n;
const MASK_128 = (1n << 128n) - 1n;
const PCG_MULTIPLIER = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645n;

/** numpy's `default_rng(seed)`, as far as `integers(0, n)` with n below 2³². */
export function pcg64(seed: number): { below(n: number): number } {
  const words = seedSequence(seed, 8);
  const quad = (i: number): bigint => BigInt(words[2 * i]!) | (BigInt(words[2 * i + 1]!) << 32n);
  const increment = ((((quad(2) << 64n) | quad(3)) << 1n) | 1n) & MASK_128;
  let state = 0n;
  const step = (): void => {
    state = (state * PCG_MULTIPLIER + increment) & MASK_128;
  };
  step();
  state = (state + ((quad(0) << 64n) | quad(1))) & MASK_128;
  step();

  // One 64-bit output serves two 32-bit draws, low half first.
  let spare: number | null = null;
  const next32 = (): number => {
    if (spare !== null) {
      const word = spare;
      spare = null;
      return word;
    }
    step();
    const rotation = state >> 122n;
    const folded = ((state >> 64n) ^ state) & MASK_64;
    const output = ((folded >> rotation) | (folded << ((64n - rotation) & 63n))) & MASK_64;
    spare = Number(output >> 32n);
    return Number(output & 0xff_ff_ff_ffn);
  };

  return {
    below(n) {
      const range = BigInt(n);
      let product = BigInt(next32()) * range;
      let low = Number(product & 0xff_ff_ff_ffn);
      if (low < n) {
        const threshold = (MASK_32 - (n - 1)) % n;
        while (low < threshold) {
          product = BigInt(next32()) * range;
          low = Number(product & 0xff_ff_ff_ffn);
        }
      }
      return Number(product >> 32n);
    },
  };
}

/** numpy's `SeedSequence(seed).generate_state(count, uint32)` for a seed of one word. */
function seedSequence(seed: number, count: number): number[] {
  const multiply = (a: number, b: number): number => Math.imul(a, b) >>> 0;
  const fold = (word: number): number => (word ^ (word >>> 16)) >>> 0;

  let hashConstant = 0x43b0d7e5;
  const hash = (word: number): number => {
    const mixed = (word ^ hashConstant) >>> 0;
    hashConstant = multiply(hashConstant, 0x931e8875);
    return fold(multiply(mixed, hashConstant));
  };
  const mix = (x: number, y: number): number =>
    fold((multiply(0xca01f9dd, x) - multiply(0x4973f715, y)) >>> 0);

  const pool = [hash(seed), hash(0), hash(0), hash(0)];
  for (let from = 0; from < 4; from += 1) {
    for (let to = 0; to < 4; to += 1) {
      if (from !== to) pool[to] = mix(pool[to]!, hash(pool[from]!));
    }
  }

  let outConstant = 0x8b51f9dd;
  return Array.from({ length: count }, (_, i) => {
    const mixed = (pool[i % 4]! ^ outConstant) >>> 0;
    outConstant = multiply(outConstant, 0x58f38ded);
    return fold(multiply(mixed, outConstant));
  });
}
