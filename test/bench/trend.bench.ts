/**
 * What mode history finds: series of evaluations with a fixed seed, with normal noise around a level or a steady fall. A
 * slide takes p < 1 % and a fall of at least 0.03.
 */
import { seededRandom, standardNormal } from '../../src/result/stats/random.ts';
import { holm, type TimedValue, trendOf } from '../../src/result/stats/trend.ts';
import { many, newMarks, percent } from './marks.ts';

const WEEK_MS = 7 * 86_400_000;
const LEVEL = 0.01;
const LEAST_FALL = 0.03;

interface Story {
  evals: number;
  /** Standard deviation of the score of an evaluation. */
  noise: number;
  fall: number;
  /** Correlation of the noise of neighbours, as of a provider whose model drifts. */
  memory: number;
}

function seriesOf({ evals, noise, fall, memory }: Story, normal: () => number): TimedValue[] {
  let error = normal();
  return Array.from({ length: evals }, (_, i) => {
    if (i > 0) error = memory * error + Math.sqrt(1 - memory ** 2) * normal();
    return { atMs: i * WEEK_MS, value: 0.6 + noise * error - (fall * i) / (evals - 1) };
  });
}

function isSlide(series: readonly TimedValue[]): boolean {
  const trend = trendOf(series, LEVEL);
  return trend !== null && trend.pFall < LEVEL && trend.start - trend.end >= LEAST_FALL;
}

function shareFound(story: Story): number {
  const count = many(story.evals > 100 ? 500 : 3000);
  const normal = standardNormal(seededRandom(1));
  return Array.from({ length: count }, () => isSlide(seriesOf(story, normal))).filter(Boolean).length / count;
}

const marks = newMarks();
console.log('evaluations, noise: found without a change, with memory 0.3, with a fall of 0.05, of 0.10');
for (const [evals, noise] of [
  [5, 0.03],
  [9, 0.015],
  [9, 0.03],
  [14, 0.03],
  [26, 0.03],
  [57, 0.03],
  [182, 0.03],
] as const) {
  const share = (fall: number, memory = 0): number => shareFound({ evals, noise, fall, memory });
  const unchanged = share(0);
  const figures = [unchanged, share(0, 0.3), share(0.05), share(0.1)].map(percent).join(', ');
  marks.mark(`${evals} evaluations, noise ${noise}`, unchanged <= 0.015, figures);
}

const normal = standardNormal(seededRandom(2));
const years = many(1000);
const alarmed = Array.from({ length: years }, () => {
  const series = seriesOf({ evals: 78, noise: 0.03, fall: 0, memory: 0 }, normal);
  return Array.from({ length: 53 }, (_, week) => series.slice(week, week + 26)).some(isSlide);
}).filter(Boolean).length;
marks.mark('a year of weekly looks back on 26 weeks', alarmed / years <= 0.3, percent(alarmed / years));

const random = seededRandom(3);
const suites = many(500);
const wrong = Array.from({ length: suites }, () => {
  const chances = Array.from({ length: 27 }, () => random.unit());
  const scoreOf = (chance: number): number => [0, 1, 2].filter(() => random.unit() < chance).length / 3;
  const falls = chances.map((chance) => {
    const series = Array.from({ length: 14 }, (_, i) => ({ atMs: i * WEEK_MS, value: scoreOf(chance) }));
    return trendOf(series, LEVEL)?.pFall ?? 1;
  });
  return holm(falls).some((p) => p < 0.05);
}).filter(Boolean).length;
marks.mark('any of 27 tasks that pass by chance', wrong / suites <= 0.07, percent(wrong / suites));

if (marks.missed.length > 0) process.exitCode = 1;
