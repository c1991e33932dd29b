import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CopyOptions, copyFile } from '../src/kube/exec.ts';
import type { Kube } from '../src/kube/client.ts';
import type { ContainerRef } from '../src/kube/types.ts';

/** What `copyFile` copies. @throws Error when it leaves anything else behind, also in failing */
export async function readPodFile(
  kube: Kube,
  target: ContainerRef,
  file: string,
  options: CopyOptions,
): Promise<Buffer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'pod-file-'));
  const local = path.join(directory, 'copy');
  try {
    await copyFile(kube, target, file, local, options).catch((error: unknown) => {
      const left = readdirSync(directory);
      if (left.length > 0) throw new Error(`copyFile left ${left.join(', ')} behind.`, { cause: error });
      throw error;
    });
    return readFileSync(local);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
