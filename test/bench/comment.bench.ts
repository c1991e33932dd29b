/** 12 jobs that report at the same moment, 100 times with other delays: is there one comment, and is all of it right? */
import { performance } from 'node:perf_hooks';
import { raceForComment } from '../fixtures/comment-race.ts';
import { many, newMarks } from './marks.ts';

const LEGS = 12;
const started = performance.now();
const marks = newMarks();
const races = [];
for (let seed = 0; seed < many(100); seed += 1) races.push(await raceForComment(LEGS, seed));
const all = `of ${races.length}`;
const single = races.filter(({ comments }) => comments === 1).length;
const right = races.filter(({ wrong, warnings }) => wrong.length === 0 && warnings === 0).length;
const seconds = races.map(({ endMs }) => endMs / 1000).toSorted((a, b) => a - b);
const requests = races.map((race) => race.requests / LEGS).toSorted((a, b) => a - b);
const middle = Math.floor(races.length / 2);
marks.mark('one comment', single === races.length, `${single} ${all}`);
marks.mark('all sections right', right === races.length, `${right} ${all}`);
marks.mark(
  'the last job is done within a minute',
  (seconds.at(-1) ?? 0) <= 60,
  `${seconds[middle]?.toFixed(1)} s, at most ${seconds.at(-1)?.toFixed(1)} s`,
);
console.log(`  ${requests[middle]?.toFixed(0)} requests of each job, at most ${requests.at(-1)?.toFixed(0)}`);
console.log(
  `\n${((performance.now() - started) / 1000).toFixed(0)} s; ${marks.missed.length} figures missed`,
);
if (marks.missed.length > 0) process.exitCode = 1;
