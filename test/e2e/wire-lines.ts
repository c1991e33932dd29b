import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestClosed, RequestOpened, WireLine } from '../../src/protocol/wire.ts';
import type { VerdictRecord } from '../../src/result/formats/verdict-record.ts';
import { kubectl } from '../cluster/kubectl.ts';
import type { Testbed } from './testbed.ts';

/** A pod of an evaluation. */
export interface EvalPod {
  namespace: string;
  name: string;
}

/** The pod of the one evaluation of this testbed that runs now. */
export async function evalPod(testbed: Testbed): Promise<EvalPod> {
  const [namespace = ''] = await testbed.namespacesLeft();
  const first = ['get', 'pods', '-o', 'jsonpath={.items[0].metadata.name}'];
  return { namespace, name: await kubectl(testbed.cluster, ['-n', namespace, ...first]) };
}

/** Runs a command in a container of a pod. @throws Error with what it said if it fails */
export async function inPod(
  { cluster }: Testbed,
  { namespace, name }: EvalPod,
  container: string,
  command: readonly string[],
): Promise<string> {
  return await kubectl(cluster, ['-n', namespace, 'exec', name, '-c', container, '--', ...command]);
}

/** What the relay of a running pod has written so far. */
export async function linesIn(testbed: Testbed, pod: EvalPod): Promise<WireLine[]> {
  return parsed(await inPod(testbed, pod, 'results', ['cat', '/wire/wire.jsonl']));
}

/** What the relay of the first shard wrote, as an artifact has it. */
export function linesOf(artifact: string): WireLine[] {
  const file = path.join(artifact, 'wire', 'shard-0.jsonl');
  return existsSync(file) ? parsed(readFileSync(file, 'utf8')) : [];
}

/** The ends of the requests that fit. */
export function endsOf(
  lines: readonly WireLine[],
  fits: (opened: RequestOpened) => boolean,
): RequestClosed[] {
  const ids = new Set(lines.flatMap((line) => (line.kind === 'opened' && fits(line) ? [line.id] : [])));
  return lines.filter((line): line is RequestClosed => line.kind === 'closed' && ids.has(line.id));
}

export function verdictIn(artifact: string): VerdictRecord {
  return JSON.parse(readFileSync(path.join(artifact, 'verdict.json'), 'utf8'));
}

/** Class, code and number of the runs that do not count. */
export function classesOf({ coverage }: VerdictRecord): string[] {
  return coverage.invalid.map(({ class: kind, code, runs }) => `${kind} ${code ?? ''} ${runs}`).sort();
}

function parsed(text: string): WireLine[] {
  // The last line may be half there.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).trim();
  return whole === '' ? [] : whole.split('\n').map((line): WireLine => JSON.parse(line));
}
