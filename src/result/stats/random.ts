/** Seeded random numbers for simulations and permutation tests: xoshiro128** (https://prng.di.unimi.it). */
export interface Random {
  /** Uniform integer in [0, n), n below 2³². */
  below(n: number): number;
  /** Uniform in [0, 1). */
  unit(): number;
}

export function seededRandom(seed: number): Random {
  // The authors advise to fill the state with SplitMix32.
  let mix = seed >>> 0;
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let word = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  };
  const unit = (): number => next() / 2 ** 32;
  return { unit, below: (n) => Math.floor(unit() * n) };
}

/** Standard normal numbers, by Marsaglia's polar method. */
export function standardNormal(random: Random): () => number {
  // The method makes two at a time.
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const u = 2 * random.unit() - 1;
      const v = 2 * random.unit() - 1;
      const r = u * u + v * v;
      if (r >= 1 || r === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(r)) / r);
      spare = v * factor;
      return u * factor;
    }
  };
}
