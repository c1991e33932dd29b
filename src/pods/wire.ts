import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PodTarget } from '../backends/backend.ts';
import { WIRE_JOURNAL } from '../artifact/file-names.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { podPaths, type Spent } from '../protocol/pod.ts';
import { allTokens, type RelayState } from '../protocol/relay.ts';
import { printPart } from './pod-commands.ts';

/** Of the journals of one evaluation: some 600,000 requests. */
const MOST_JOURNAL_BYTES = 512 * 1024 * 1024;
/** As much as the relays of three pods record. */
const MOST_BODY_BYTES = 576 * 1024 * 1024;
/** Of one fetch. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** How much may still be fetched of journals and of recorded bodies, for all shards of an evaluation together. */
export interface WireRoom {
  leftBytes: number;
  bodiesLeftBytes: number;
}

export function wireRoom(): WireRoom {
  return { leftBytes: MOST_JOURNAL_BYTES, bodiesLeftBytes: MOST_BODY_BYTES };
}

/** What the relays of a shard's pods said and wrote; outlives the pods. */
export interface ShardWire {
  /** Local directory, made when there is something to put in it. */
  readonly directory: string;
  readonly room: WireRoom;
  /** By UID, in the order in which the pods came. */
  readonly pods: Map<string, PodWire>;
  /** Why lines are missing, a sentence each. */
  readonly problems: Set<string>;
}

interface PodWire {
  /** What its relay last said. */
  relay: RelayState;
  /** How many bytes of its journal are home. */
  homeBytes: number;
}

export function openWire(directory: string, room: WireRoom): ShardWire {
  return { directory, room, pods: new Map(), problems: new Set() };
}

export function journalOf({ directory }: Pick<ShardWire, 'directory'>): string {
  return path.join(directory, WIRE_JOURNAL);
}

/** Adds lines to the collected ones: pod after pod, since those of one shard never run at the same time. */
export async function addLines(wire: Pick<ShardWire, 'directory'>, lines: Buffer): Promise<void> {
  await mkdir(wire.directory, { recursive: true });
  await appendFile(journalOf(wire), lines);
}

/** What was collected of the relays of one shard. */
export interface CollectedWire {
  /** Local file with the lines of their journals, pod after pod, after those of runs that were taken over. May be missing. */
  journal: string;
  /** The last state of each pod's relay, those of lost pods included. */
  relays: RelayState[];
  /** Why lines are missing, a sentence each. */
  problems: string[];
}

export function collectedWire({ directory, pods, problems }: ShardWire): CollectedWire {
  return {
    journal: journalOf({ directory }),
    relays: [...pods.values()].map(({ relay }) => relay),
    problems: [...problems],
  };
}

/** Keeps what a relay said: its figures are all that is left of it if its pod is lost. */
export function noteRelay(wire: ShardWire, podUid: string, relay: RelayState): void {
  wire.pods.set(podUid, { homeBytes: wire.pods.get(podUid)?.homeBytes ?? 0, relay });
}

/** What was paid in the pods of a shard. @param except UID of one that does not count */
export function paidIn(wire: ShardWire, except?: string): Spent {
  const relays = [...wire.pods].flatMap(([uid, { relay }]) => (uid === except ? [] : [relay]));
  return {
    tokens: relays.reduce((sum, { tokens }) => sum + allTokens(tokens), 0),
    costUsd: relays.reduce((sum, { costUsd }) => sum + costUsd, 0),
  };
}

/** Whether the relays of a shard know the price of all they forwarded; if not, OpenClaw may. */
export function isPriced({ pods }: ShardWire): boolean {
  return [...pods.values()].every(({ relay }) => relay.unpriced === 0);
}

/**
 * Fetches the lines that a pod's journal has got since the last call, as far as its relay has said that there are any; with
 * `toEnd`, all there are, since what a relay says of itself is a moment old.
 * @throws KubeError
 */
export async function pullJournal(
  kube: Kube,
  target: PodTarget,
  wire: ShardWire,
  { podUid, toEnd = false, retryForMs = 0 }: { podUid: string; toEnd?: boolean; retryForMs?: number },
): Promise<void> {
  const pod = wire.pods.get(podUid);
  if (pod === undefined) return;
  for (;;) {
    const newBytes = pod.relay.journalBytes - pod.homeBytes;
    if (newBytes <= 0 && !toEnd) return;
    if (newBytes > wire.room.leftBytes) {
      wire.problems.add(
        `The relays wrote more than ${MOST_JOURNAL_BYTES / 1024 / 1024} MiB about requests; the rest was not fetched, and runs in it do not count.`,
      );
      return;
    }
    const sizeBytes = toEnd ? Math.min(wire.room.leftBytes, PIECE_BYTES) : Math.min(newBytes, PIECE_BYTES);
    const command = printPart(target, podPaths.wireJournal, { offset: pod.homeBytes, sizeBytes });
    const { stdout } = await exec(kube, target, command, { maxBytes: PIECE_BYTES, retryForMs });
    // Exec is known to cut output off: only whole lines are taken, and the rest is asked for again.
    const lines = stdout.subarray(0, stdout.lastIndexOf('\n') + 1);
    if (lines.length === 0) {
      if (stdout.length === PIECE_BYTES)
        wire.problems.add(`The journal of the relay in pod ${target.pod} has a line of more than 4 MiB.`);
      return;
    }
    await addLines(wire, lines);
    wire.room.leftBytes -= lines.length;
    pod.homeBytes += lines.length;
  }
}
