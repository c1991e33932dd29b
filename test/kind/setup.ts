import type { TestProject } from 'vitest/node';
import { defaultKindVersion } from '../../src/cluster/kind.ts';
import { withLock } from '../cluster/lock.ts';
import { kill } from '../cluster/processes.ts';
import { installPackages, missingRequirement } from '../cluster/requirements.ts';
import { ensureAct, ensureGoProgram } from '../e2e/act.ts';
import { type Engine, engineOfMachine, enginePlace, startEngine, stopEngine } from './engine.ts';
import { provideImage, provideTestImages } from './images.ts';
import { startModel } from './model.ts';
import { isBuilt, type NodeImage, nodeImage } from './node-image.ts';
import { installDocker, missingForEngine } from './requirements.ts';

/** What tests need to know of the engine. */
export interface KindBed {
  engine: Engine;
  /** Programs. */
  kind: string;
  act: string;
  /** Image of the nodes; null for kind's own. */
  nodeImage: string | null;
  openclaw: string;
  clawbench: string;
  /** Base URL of the scripted model's API, for pods. */
  modelBase: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Null if there is no engine. */
    kindBed: KindBed | null;
  }
}

type Log = (line: string) => void;

/**
 * Vitest's global setup for tests of the real kind: an engine with images, and a scripted model. If Docker runs on the
 * machine, that is the engine, and the nodes are those that kind publishes.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const log: Log = (line) => console.error(line);
  const own = (await engineOfMachine()) === undefined ? await nodeImage() : null;
  const missing = await missingForTests(own);
  project.provide('kindBed', null);
  if (missing !== undefined) {
    console.warn(`Tests of the real kind are skipped: ${missing}`);
    return undefined;
  }
  await using ending = new AsyncDisposableStack();
  await installPackages(log);
  const kind = await ensureGoProgram('kind', 'sigs.k8s.io/kind', defaultKindVersion, log);
  const act = await ensureAct(log);
  const engine = await openEngine(ending, log);
  if (own !== null) await provideImage(engine, own.reference, () => Promise.resolve(own.archive));
  const { openclaw, clawbench } = await provideTestImages(engine, log);
  const model = await startModel(engine);
  ending.defer(() => kill(enginePlace, [model.record]));
  project.provide('kindBed', {
    engine,
    kind,
    act,
    nodeImage: own?.reference ?? null,
    openclaw: openclaw.reference,
    clawbench: clawbench.reference,
    modelBase: model.base,
  });
  const end = ending.move();
  return () => end.disposeAsync();
}

/** @param own image of nodes that an engine of ours would take */
async function missingForTests(own: NodeImage | null): Promise<string | undefined> {
  if (own === null) return await missingRequirement();
  const missing = await missingForEngine();
  if (missing !== undefined || isBuilt(own)) return missing;
  return 'no Docker engine answers, and there is no image of nodes for ours; `npm run test:kind` builds it, once, in about 5 minutes.';
}

async function openEngine(ending: AsyncDisposableStack, log: Log): Promise<Engine> {
  const found = await engineOfMachine();
  if (found !== undefined) return found;
  await installDocker(log);
  // Where there is a service manager, it starts what was installed.
  const installed = await engineOfMachine();
  if (installed !== undefined) return installed;
  await lockEngine(ending, log);
  ending.defer(stopEngine);
  return await startEngine();
}

/** Other checkouts wait until these tests end. */
async function lockEngine(ending: AsyncDisposableStack, log: Log): Promise<void> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = withLock('docker', log, () => {
    held.resolve();
    return released.promise;
  });
  ending.defer(async () => {
    released.resolve();
    await holding;
  });
  await Promise.race([held.promise, holding]);
}
