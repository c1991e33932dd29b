/**
 * ClawBench's confidence interval, reproduced bit for bit.
 *
 * The harness resamples task scores with numpy (`default_rng(42).choice(…).mean()`, 10 000 times) and takes linear
 * percentiles. To get the same bits, this file reproduces numpy's generator (PCG64 seeded by SeedSequence), its bounded
 * integers (Lemire) and its order of additions (pairwise summation).
 * Sources: https://numpy.org/doc/stable/reference/random/bit_generators/pcg64.html,
 * https://www.pcg-random.org, https://arxiv.org/abs/1805.10941.
 */

export interface Interval {
  lower: number;
  upper: number;
}

/** ClawBench's settings; intervals made with other values cannot be compared with those in its files. */
const RESAMPLES = 10_000;
const SEED = 42;

/**
 * The 95 % interval of the mean over tasks, as in `overall_ci_lower` and `overall_ci_upper`.
 * It says how much the score would vary with other tasks of the same kind, not with other runs of the same tasks.
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

/** numpy's linear percentile; like numpy it changes the formula halfway between two values, to stay monotone. */
function percentile(sorted: Float64Array, percent: number): number {
  const position = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const fraction = position - below;
  const a = sorted[below]!;
  const b = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction;
}

/** 2360ed05 1fc65da4 4385df64 9fccf645, the multiplier of PCG64, least significant word first. */
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05] as const;

/**
 * The part of numpy's `default_rng(seed)` behind `integers(0, n)` with n below 2²¹: a 128-bit linear congruential
 * generator whose halves are folded and rotated (XSL-RR). In 32-bit words, because BigInt takes ten times as long.
 */
export function pcg64(seed: number): { below(n: number): number } {
  const words = seedSequence(seed, 8);
  // Each is two 64-bit halves, the most significant first, with their words the other way round.
  const start = [words[2]!, words[3]!, words[0]!, words[1]!];
  const sequence = [words[6]!, words[7]!, words[4]!, words[5]!];
  const increment = sequence.map((word, i) => ((word << 1) | (i === 0 ? 1 : sequence[i - 1]! >>> 31)) >>> 0);
  const state = new Uint32Array(4);
  multiplyAdd(state, increment);
  add(state, start);
  multiplyAdd(state, increment);

  // Each 64-bit output gives two 32-bit draws, the low half first.
  let spare: number | null = null;
  const next32 = (): number => {
    if (spare !== null) {
      const word = spare;
      spare = null;
      return word;
    }
    multiplyAdd(state, increment);
    const rotation = state[3]! >>> 26;
    const folded = [state[2]! ^ state[0]!, state[3]! ^ state[1]!] as const;
    const [low, high] = rotation < 32 ? folded : ([folded[1], folded[0]] as const);
    const by = rotation & 31;
    if (by === 0) {
      spare = high >>> 0;
      return low >>> 0;
    }
    spare = ((high >>> by) | (low << (32 - by))) >>> 0;
    return ((low >>> by) | (high << (32 - by))) >>> 0;
  };

  return {
    below(n) {
      let product = next32() * n;
      if (product % WORD < n) {
        const threshold = (WORD - n) % n;
        while (product % WORD < threshold) product = next32() * n;
      }
      return Math.floor(product / WORD);
    },
  };
}

const WORD = 2 ** 32;

/** state = state × MULTIPLIER + increment, modulo 2¹²⁸. */
function multiplyAdd(state: Uint32Array, increment: readonly number[]): void {
  const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
  const [p, q, r, s] = MULTIPLIER;
  // Column by column as on paper; the sums stay below 2⁵³.
  const column0 = lowWord(a, p) + increment[0]!;
  const column1 = carry(column0) + highWord(a, p) + lowWord(a, q) + lowWord(b, p) + increment[1]!;
  const column2 =
    carry(column1) +
    highWord(a, q) +
    highWord(b, p) +
    lowWord(a, r) +
    lowWord(b, q) +
    lowWord(c, p) +
    increment[2]!;
  const column3 =
    carry(column2) +
    highWord(a, r) +
    highWord(b, q) +
    highWord(c, p) +
    lowWord(a, s) +
    lowWord(b, r) +
    lowWord(c, q) +
    lowWord(d, p) +
    increment[3]!;
  state[0] = column0;
  state[1] = column1;
  state[2] = column2;
  state[3] = column3;
}

function add(state: Uint32Array, words: readonly number[]): void {
  let column = 0;
  for (let i = 0; i < 4; i += 1) {
    column = carry(column) + state[i]! + words[i]!;
    state[i] = column;
  }
}

const carry = (column: number): number => Math.floor(column / WORD);

const lowWord = (x: number, y: number): number => Math.imul(x, y) >>> 0;

function highWord(x: number, y: number): number {
  const [x0, x1, y0, y1] = [x & 0xffff, x >>> 16, y & 0xffff, y >>> 16];
  const middle = x1 * y0 + ((x0 * y0) >>> 16);
  const other = x0 * y1 + (middle % 0x1_0000);
  return x1 * y1 + Math.floor(middle / 0x1_0000) + Math.floor(other / 0x1_0000);
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
