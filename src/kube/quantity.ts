const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** What a quantity such as `500m`, `4Gi` or `1e3` comes to; NaN if it is none. */
export function parseQuantity(text: string): number {
  const [, number = '', suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]?|[KMGTPE]i)$/.exec(text.trim()) ?? [];
  return number === '' ? NaN : Number(number) * (factors[suffix] ?? NaN);
}

/** An amount as people write it, rounded down: bytes in Mi or Gi, anything else in thousandths. */
export function writeQuantity(amount: number, unit: 'bytes' | 'count'): string {
  if (unit === 'bytes') {
    const mebibytes = Math.floor(amount / 2 ** 20);
    return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
  }
  const thousandths = Math.floor(amount * 1000 + 1e-6);
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}
