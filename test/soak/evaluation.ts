import type { StepRun } from '../e2e/act.ts';
import { evalPod } from '../e2e/wire-lines.ts';
import { behave, callsOf, type ModelCall } from '../e2e/testbed.ts';
import { waitFor } from '../cluster/processes.ts';
import { faults, type Struck } from './catalogue.ts';
import type { Place } from './place.ts';
import type { Arranged, Scene } from './strike.ts';
import { strikes } from './strikes.ts';

/** A run of the task needs so many answers, if nothing goes wrong. */
export const ANSWERS = 2;
const TASK = 't1-greeting-file';

/** While a fault strikes, each answer takes so long: the run under way is then really under way, and few others begin. */
const SLOW_MS = 15_000;
const USUAL = { latencyMs: 300 };
/** So many answers after a fault hold a whole run, even if the first was for a pod that is gone. */
const ANSWERS_OF_A_RUN = 2 * ANSWERS;

/** What an evaluation came to in which faults struck. */
export interface Struckdown {
  step: StepRun;
  /** From the beginning of each fault, or of the step where none strikes in the middle of it. */
  seconds: Map<Struck, number>;
  /** For each fault, when it struck and which runs were finished then. */
  finished: { name: Struck; at: string; runs: string[] }[];
  calls: ModelCall[];
  planned: number;
}

/** Runs one evaluation through the committed dist/; these faults strike in the middle of it, one after the other. */
export async function evaluate(place: Place, names: readonly Struck[]): Promise<Struckdown> {
  const { testbed, model } = place;
  const arranged: Arranged[] = [];
  const end = new AbortController();
  let running: Promise<StepRun> | undefined;
  try {
    for (const name of names) arranged.push((await strikes[name].arrange?.(place)) ?? {});
    const planned = 4 * names.length + 4;
    await behave(testbed.env, model, USUAL);
    const startedMs = Date.now();
    running = testbed.step(
      model,
      {
        tasks: TASK,
        runs: String(planned),
        concurrency: '1',
        mlflow: 'false',
        ...merged(arranged, 'inputs'),
      },
      {
        secrets: { KUBECONFIG: place.kubeconfig, ...merged(arranged, 'secrets') },
        env: merged(arranged, 'env'),
        signal: end.signal,
      },
    );
    let endedMs: number | undefined;
    running.then(
      () => (endedMs = Date.now()),
      () => (endedMs = Date.now()),
    );
    const scene = sceneOf(place);
    const seconds = new Map<Struck, number>();
    const finished: Struckdown['finished'] = [];
    const until = async (what: string, holds: () => Promise<boolean>, timeoutMs: number): Promise<void> => {
      await waitFor(what, async () => endedMs !== undefined || (await holds()), {
        timeoutMs,
        intervalMs: 250,
      });
      if (endedMs !== undefined)
        throw new Error(`The step ended before there was ${what}:\n${(await running)?.log}`);
    };
    const fatal: { name: Struck; fromMs: number }[] = [];
    for (const [index, name] of names.entries()) {
      const strike = arranged[index]?.strike ?? strikes[name].strike;
      if (strike === undefined) {
        fatal.push({ name, fromMs: startedMs });
        continue;
      }
      await until(
        `a finished run before ${name}`,
        async () => finishedRuns(await scene.calls()).length > index,
        480_000,
      );
      await behave(testbed.env, model, { latencyMs: SLOW_MS });
      const now = { ...scene, pod: await evalPod(testbed) };
      let runs: string[] = [];
      const areHome = async (): Promise<boolean> => {
        runs = finishedRuns(await scene.calls());
        const home = runsAsked(place.front.asked);
        return runs.every((run) => home.has(run));
      };
      await until(`what is finished is home before ${name}`, areHome, 240_000);
      const [fromMs, passed] = [Date.now(), place.front.passed];
      finished.push({ name, at: new Date(fromMs).toISOString(), runs });
      process.stderr.write(`${name} strikes, ${runs.length} runs are finished\n`);
      await strike(now);
      if (faults[name].ends !== 'as without it') {
        fatal.push({ name, fromMs });
        continue;
      }
      await behave(testbed.env, model, USUAL);
      const after = new Date().toISOString();
      const passedAfter = place.front.passed;
      await until(
        `${name} to be over`,
        async () =>
          place.front.passed > Math.max(passed, passedAfter) &&
          (await scene.calls()).filter(({ time, outcome }) => time > after && outcome === 'ok').length >=
            ANSWERS_OF_A_RUN,
        faults[name].seconds * 2000,
      );
      seconds.set(name, (Date.now() - fromMs) / 1000);
    }
    const step = await running;
    for (const { name, fromMs } of fatal) seconds.set(name, ((endedMs ?? Date.now()) - fromMs) / 1000);
    return { step, seconds, finished, calls: await scene.calls(), planned };
  } finally {
    end.abort();
    await running;
    for (const { undo } of arranged) await undo?.();
  }
}

function sceneOf(place: Place): Omit<Scene, 'pod'> {
  const { testbed, model } = place;
  return {
    ...place,
    behave: async (behaviour) => await behave(testbed.env, model, behaviour),
    calls: async () => (await callsOf(testbed.env, model)).filter(({ task }) => task !== null),
  };
}

/** The runs that the model has answered to their end. */
function finishedRuns(calls: readonly ModelCall[]): string[] {
  const answers = Map.groupBy(
    calls.filter(({ outcome }) => outcome === 'ok'),
    runOf,
  );
  return [...answers].filter(([, { length }]) => length >= ANSWERS).map(([run]) => run);
}

/** The runs whose files the step has fetched, or is just fetching. */
function runsAsked(asked: readonly string[]): Set<string> {
  const found = asked.flatMap((one) => [...decodeURIComponent(one).matchAll(/([\w-]+)\/run(\d+)\.json/g)]);
  return new Set(found.map(([, task = '', run = '']) => `${task}/run${run}`));
}

export function runOf({ task, run }: ModelCall): string {
  return `${task}/run${run}`;
}

function merged(arranged: readonly Arranged[], what: 'inputs' | 'secrets' | 'env'): Record<string, string> {
  return Object.assign({}, ...arranged.map((one) => one[what] ?? {}));
}
