/** Random numbers of the simulations: not the generator of the product, so that a flaw of that one shows. */
export interface Dice {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Standard normal. */
  normal(): number;
  /** Beta distributed, both parameters at most 1. */
  beta(a: number, b: number): number;
}

/** Chris Doty-Humphrey's sfc32 (PractRand), seeded by a counter that is stirred. */
export function dice(seed: number): Dice {
  let [a, b, c, counter] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1];
  const unit = (): number => {
    const next = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + next) >>> 0;
    return next / 2 ** 32;
  };
  for (let i = 0; i < 20; i += 1) unit();
  return {
    unit,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    beta: (p, q) => {
      // M. D. Jöhnk, "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", Metrika 8, 1964.
      for (;;) {
        const [x, y] = [unit() ** (1 / p), unit() ** (1 / q)];
        if (x + y <= 1 && x + y > 0) return x / (x + y);
      }
    },
  };
}
