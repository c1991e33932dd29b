/**
 * How far the verdict can be trusted: simulated pull requests with a fixed seed, 27 tasks × 3 runs with the base scores
 * of a real result, noise of 0.15, 0.25 and 0.35 per run, scores clipped to 0..1.
 */
import { performance } from 'node:perf_hooks';
import { newMarks } from './marks.ts';
import { detectableEffect } from './verdict/effect.ts';
import { forecasts } from './verdict/forecast.ts';
import { regressionGate } from './verdict/gate.ts';
import { sequentialRuns } from './verdict/sequential.ts';
import { speed } from './verdict/speed.ts';

const started = performance.now();
const marks = newMarks();
regressionGate(marks);
detectableEffect(marks);
sequentialRuns(marks);
forecasts(marks);
speed(marks);
console.log(
  `\n${((performance.now() - started) / 1000).toFixed(0)} s; ${marks.missed.length} figures missed`,
);
if (marks.missed.length > 0) process.exitCode = 1;
