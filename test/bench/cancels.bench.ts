/**
 * `npm run bench -- cancels [-n CYCLES] [--seed FIRST] [--at-a-time COUNT]`: steps that are cancelled or killed at random
 * moments on the test cluster, each with its post step. The same seed is the same moment, ending and place.
 */
import { parseArgs } from 'node:util';
import { clusterFromEnvironment } from '../cluster/cluster.ts';
import { clusterEnv } from '../cluster/env.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { inParallel } from '../../src/base/in-parallel.ts';
import { cycleOf, faultsOf, runCycle } from '../e2e/cancel-cycle.ts';

/** An evaluation of these takes about as long where nothing else runs. */
const LONGEST_MS = 45_000;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    n: { type: 'string', short: 'n', default: '200' },
    seed: { type: 'string', default: String(Math.trunc(Math.random() * 1e6) * 1000) },
    'at-a-time': { type: 'string', default: '4' },
  },
});
const first = Number(values.seed);
const cluster = clusterFromEnvironment();
const env = await clusterEnv(cluster);
const shared = `clawbench-shared-${first}`;
await kubectl(cluster, ['create', 'namespace', shared]);
console.log(`${values.n} cycles from --seed ${first} on`);

const seeds = Array.from({ length: Number(values.n) }, (_, index) => first + index);
const ends = await inParallel(seeds, Number(values['at-a-time']), async (seed) => {
  const end = await runCycle(cycleOf(seed, LONGEST_MS), { cluster, env, shared });
  const { afterMs, ending, place } = end.cycle;
  const main = end.mainMs === null ? 'over before' : `main ${end.mainMs} ms`;
  const faults = faultsOf(end);
  console.log(
    `${seed} ${ending} at ${afterMs} ms (${place}): ${main}, post ${end.postMs} ms, left ${end.left.length}; ${end.wasAt.slice(0, 60)}`,
  );
  if (faults.length > 0) console.log(`  ${faults.join('; ')}\n${end.log.replace(/^/gm, '    ')}`);
  return { end, faults };
});
await kubectl(cluster, ['delete', 'namespace', shared, '--wait=false']);

const row = (name: string, ms: readonly number[]): string => {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number): string => `${sorted[Math.ceil(share * sorted.length) - 1] ?? '-'}`.padStart(8);
  return `${name.padEnd(28)}${at(0.5)}${at(0.95)}${at(1)}${String(sorted.length).padStart(8)}`;
};
const cancelled = ends.map(({ end }) => end).filter(({ cycle }) => cycle.ending === 'cancel');
console.log(`\n${''.padEnd(28)}  median    95 %     max  cycles`);
console.log(row('main, SIGINT to exit (ms)', cancelled.flatMap(({ mainMs }) => mainMs ?? []))); // prettier-ignore
console.log(row('post (ms)', ends.map(({ end }) => end.postMs))); // prettier-ignore
console.log(`objects left: ${ends.reduce((sum, { end }) => sum + end.left.length, 0)}`);
const faults = ends.flatMap((one) => one.faults);
console.log(faults.length === 0 ? 'No faults.' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
