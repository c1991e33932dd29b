import { mkdir, writeFile as writeLocal } from 'node:fs/promises';
import path from 'node:path';
import type { PodTarget } from '../backends/backend.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { podPaths } from '../protocol/pod.ts';
import { listFiles, printParts } from './pod-commands.ts';
import type { ShardWire } from './wire.ts';

/** Of one command: a body has at most 8 MiB before it is compressed. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** So that a list of them is no longer than a command may be. */
const BATCH_FILES = 200;
/** As the relay calls them. */
const BODY = /^[\w-]{1,100}\.(?:request|answer)\.gz$/;

interface Body {
  name: string;
  sizeBytes: number;
}

/** Fetches the bodies of requests and answers that a pod's relay has recorded; most record none. @throws KubeError */
export async function fetchBodies(kube: Kube, target: PodTarget, wire: ShardWire): Promise<void> {
  const { stdout } = await exec(kube, target, listFiles(target, podPaths.wireBodies, '.gz'), {
    retryForMs: 30_000,
  });
  const found = bodiesIn(stdout.toString());
  if (found.length === 0) return;
  const directory = path.join(wire.directory, 'bodies');
  await mkdir(directory, { recursive: true });
  for (const batch of batchesOf(found)) {
    const totalBytes = batch.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (totalBytes > wire.room.bodiesLeftBytes) {
      wire.problems.add(
        'The recorded bodies are larger than what is fetched of an evaluation; some are missing.',
      );
      return;
    }
    const files = batch.map(({ name, sizeBytes }) => ({ file: `${podPaths.wireBodies}/${name}`, sizeBytes }));
    const options = { maxBytes: BATCH_BYTES, retryForMs: 30_000 };
    const { stdout: bytes } = await exec(kube, target, printParts(target, files), options);
    wire.room.bodiesLeftBytes -= bytes.length;
    if (!(await writeBodies(directory, batch, bytes)))
      wire.problems.add(`Some of the bodies that were recorded in pod ${target.pod} arrived incomplete.`);
  }
}

function bodiesIn(listed: string): Body[] {
  return listed.split('\n').flatMap((line) => {
    const [, size = '', name = ''] = /^ *(\d+) (.+)$/.exec(line) ?? [];
    const sizeBytes = Number(size);
    return BODY.test(name) && sizeBytes <= BATCH_BYTES ? [{ name, sizeBytes }] : [];
  });
}

function batchesOf(bodies: readonly Body[]): Body[][] {
  const batches: Body[][] = [];
  let bytes = 0;
  for (const body of bodies) {
    const last = batches.at(-1);
    bytes += body.sizeBytes;
    if (last !== undefined && last.length < BATCH_FILES && bytes <= BATCH_BYTES) last.push(body);
    else {
      batches.push([body]);
      bytes = body.sizeBytes;
    }
  }
  return batches;
}

/** @returns whether all of them arrived */
async function writeBodies(directory: string, batch: readonly Body[], bytes: Buffer): Promise<boolean> {
  let at = 0;
  for (const { name, sizeBytes } of batch) {
    if (at + sizeBytes > bytes.length) return false;
    await writeLocal(path.join(directory, name), bytes.subarray(at, at + sizeBytes));
    at += sizeBytes;
  }
  return true;
}
