import { mkdirSync } from 'node:fs';
import { run } from '../cluster/processes.ts';

/** Unpacks an artifact as it was uploaded. */
export async function unpack(zip: string, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  await run('python3', ['-m', 'zipfile', '-e', zip, directory], { timeoutMs: 60_000 });
}
