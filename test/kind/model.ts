import path from 'node:path';
import { type ProcessRecord, start, waitFor } from '../cluster/processes.ts';
import { type Engine, enginePlace, ofEngine } from './engine.ts';

const PORT = 8000;
const images = path.join(import.meta.dirname, '..', 'images');

/** A scripted model for the pods of all clusters of an engine. */
export interface Model {
  /** Base URL of its API, for pods. */
  base: string;
  record: ProcessRecord;
}

/** Starts the scripted model at the engine's own address in Docker's network, as a user's server on the machine would be. */
export async function startModel(engine: Engine): Promise<Model> {
  const settings = [
    'HOST=0.0.0.0',
    `PORT=${PORT}`,
    `TASKS=${path.join(images, 'clawbench/app/tasks-public')}`,
  ];
  const program = [process.execPath, path.join(images, 'model/server.ts')];
  const [command = '', ...args] = [...engine.enter, 'env', ...settings, ...program];
  const record = start(enginePlace, 'model', [command, ...args]);
  const gateway = await ofEngine(engine, [
    'docker',
    'network',
    'inspect',
    'bridge',
    '--format={{(index .IPAM.Config 0).Gateway}}',
  ]);
  const url = `http://${gateway.stdout.trim()}:${PORT}`;
  const ask = `await fetch(${JSON.stringify(`${url}/healthz`)})`;
  const answers = async (): Promise<boolean> =>
    (await ofEngine(engine, [process.execPath, '--input-type=module', '--eval', ask])).code === 0;
  await waitFor('the scripted model', answers, { timeoutMs: 60_000, intervalMs: 500, record });
  return { base: `${url}/v1`, record };
}
