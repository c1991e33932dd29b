/**
 * How far the verdict can be trusted: simulated pull requests with fixed seeds. The parts that the gate was designed by
 * have 27 tasks × 3 runs with the base scores of a real result, and normal noise of 0.15, 0.25 and 0.35 per run; the others
 * add tasks that are solved or not, evaluations that drift, suites of all shapes, and tasks that collapse.
 *
 * Without a part, each runs in a process of its own, two at a time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { MISSED, newMarks, REACHED, type Marks } from './marks.ts';
import { options } from './options.ts';
import { taskAlarmRates } from './verdict/alarms.ts';
import { gateWithRunsAuto } from './verdict/auto-gate.ts';
import { caughtDrops, falseAlarms } from './verdict/drift.ts';
import { detectableEffect } from './verdict/effect.ts';
import { forecasts } from './verdict/forecast.ts';
import { regressionGate } from './verdict/gate.ts';
import { nextEvaluation } from './verdict/intervals.ts';
import { powerOfMoreRuns } from './verdict/more-runs.ts';
import { sequentialRuns } from './verdict/sequential.ts';
import { detectableByShape } from './verdict/shapes.ts';
import { speed } from './verdict/speed.ts';

/** Those that take longest first, so that two that run beside each other end at about the same time. */
const PARTS: Readonly<Record<string, (marks: Marks) => void>> = {
  alarms: taskAlarmRates,
  drift: falseAlarms,
  power: caughtDrops,
  auto(marks) {
    sequentialRuns(marks);
    gateWithRunsAuto(marks);
  },
  shapes: detectableByShape,
  runs: powerOfMoreRuns,
  gate: regressionGate,
  effect: detectableEffect,
  intervals: nextEvaluation,
  forecast: forecasts,
};

const { parts, most } = options();
const unknown = parts.find((part) => part !== 'speed' && !(part in PARTS));
if (unknown !== undefined) {
  console.error(`There is no part ${unknown}; there are ${[...Object.keys(PARTS), 'speed'].join(', ')}.`);
  process.exitCode = 2;
} else if (parts.length > 0) {
  const marks = newMarks();
  for (const part of parts) (PARTS[part] ?? speed)(marks);
  if (marks.missed.length > 0) process.exitCode = 1;
} else {
  const started = performance.now();
  const marked: string[] = [];
  const waiting = Object.keys(PARTS).values();
  const inTurn = async (): Promise<void> => {
    for (const part of waiting) marked.push(...(await partAlone(part)));
  };
  await Promise.all([inTurn(), inTurn()]);
  // It measures time, so nothing may run beside it.
  marked.push(...(await partAlone('speed')));
  const missed = marked.filter((line) => line.startsWith(MISSED));
  console.log(`\n${marked.length - missed.length} of ${marked.length} marks reached, ${seconds(started)}`);
  for (const line of missed) console.log(line);
}

/** Runs a part in a process of its own, and prints what it says in one piece. @returns the lines of its marks */
async function partAlone(part: string): Promise<string[]> {
  const started = performance.now();
  const count = Number.isFinite(most) ? ['-n', String(most)] : [];
  const run = fileURLToPath(new URL('run.ts', import.meta.url));
  const child = spawn(process.execPath, [run, 'verdict', part, ...count], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  process.stdout.write(`${said}\n  ${part}: ${seconds(started)}\n`);
  if (code !== 0) process.exitCode = 1;
  return said.split('\n').filter((line) => line.startsWith(REACHED) || line.startsWith(MISSED));
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
