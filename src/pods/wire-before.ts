import { z } from 'zod';
import { linesOfFile } from '../artifact/shard-evidence.ts';
import type { PodTarget } from '../backends/backend.ts';
import { ActionError } from '../base/errors.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { podPaths } from '../protocol/pod.ts';
import type { RequestClosed, RequestOpened } from '../protocol/wire.ts';
import { relayStateSchema } from '../result/formats/relay-state.ts';
import { type RunKey, runKey } from '../result/formats/run-cache.ts';
import { writeFile } from './pod-commands.ts';
import { readPodFile } from './shard-files.ts';
import { addLines, journalOf, type ShardWire } from './wire.ts';

/**
 * What a pod gets of the wires before its own: the lines about the runs that it takes over, by which these are judged, and what
 * the relays of lost pods counted. A process that did not see them finds them there.
 */
const beforeSchema = z.object({
  relays: z.array(relayStateSchema).max(1000),
  lines: z.string(),
});

const beforeFile = { path: podPaths.wireBefore, schema: beforeSchema };
/** Of the lines; the whole file is read by one command. */
const MOST_BYTES = 24 * 1024 * 1024;

/**
 * The lines about these runs, and about the checks before them: what the endpoint calls the model is known from those.
 * @param journal a file, which may be missing
 * @param root it must not lead out of this directory
 */
export function* linesOfRuns(journal: string, root: string, runs: ReadonlySet<RunKey>): Generator<string> {
  const ids = new Set<string>();
  for (const line of linesOfFile(journal, root) ?? []) {
    const read = parsed(line);
    if (read?.id === undefined) continue;
    const isAbout = read.kind === 'opened' ? isOfRuns(read, runs) : ids.delete(read.id);
    if (!isAbout) continue;
    if (read.kind === 'opened') ids.add(read.id);
    yield `${line}\n`;
  }
}

function isOfRuns({ purpose, run }: Partial<RequestOpened>, runs: ReadonlySet<RunKey>): boolean {
  return purpose === 'check' || (run !== undefined && run !== null && runs.has(runKey(run.task, run.run)));
}

/** Whether it is what it seems is checked where it is judged. */
function parsed(line: string): Partial<RequestOpened> | Partial<RequestClosed> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves in a pod that is not started yet what it gets. @throws ActionError shard-lost; KubeError */
export async function leaveBefore(
  kube: Kube,
  target: PodTarget,
  wire: ShardWire,
  { podUid, runs }: { podUid: string; runs: ReadonlySet<RunKey> },
): Promise<void> {
  const relays = [...wire.pods].flatMap(([uid, { relay }]) => (uid === podUid ? [] : [relay]));
  let lines = '';
  for (const line of linesOfRuns(journalOf(wire), wire.directory, runs)) {
    if (lines.length + line.length > MOST_BYTES) break;
    lines += line;
  }
  if (relays.length === 0 && lines === '') return;
  const stdin = Buffer.from(JSON.stringify({ relays, lines }));
  const command = writeFile(target, podPaths.wireBefore, stdin.length);
  const { exitCode, stderr } = await exec(kube, target, command, { stdin, retryForMs: 120_000 });
  if (exitCode !== 0)
    throw new ActionError(
      'shard-lost',
      `What the relays of earlier pods saw could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`,
    );
}

/** Takes what another process left in a pod. @throws ActionError bad-result; KubeError */
export async function takeBefore(kube: Kube, target: PodTarget, wire: ShardWire): Promise<void> {
  const before = await readPodFile(kube, target, beforeFile, { retryForMs: 120_000 });
  if (before === undefined) return;
  await addLines(wire, Buffer.from(before.lines));
  for (const [at, relay] of before.relays.entries())
    wire.pods.set(`before-${at}`, { relay, homeBytes: relay.journalBytes });
}
