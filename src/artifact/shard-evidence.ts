import { closeSync, readSync } from 'node:fs';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { findPath, isRefusal, openFound, placesBelow } from '../base/checked-file.ts';
import { parseGatewayLog } from '../result/formats/gateway-log.ts';
import { parseHarnessLog } from '../result/formats/harness-log.ts';
import { parseWireJournal } from '../result/formats/wire.ts';
import type { RelayState } from '../protocol/relay.ts';
import { unusable } from './files.ts';
import type { ShardEvidence } from '../result/verdict/health.ts';
import { type Lines, linesOf } from '../result/formats/lines.ts';

const PIECE_BYTES = 1024 * 1024;

/** The facts about a shard that are not in its logs. */
export interface KnownOfShard extends Pick<ShardEvidence, 'tasks' | 'incidents'> {
  /** ISO time; null if the harness did not start. */
  harnessStartedAt: string | null;
  /** The model as the gateway calls it; null if that is not known. */
  model: string | null;
  /** Its journal, a file that may be missing, and the last state of the relay of each of its pods; null without a relay. */
  wire: { journal: string; relays: readonly RelayState[] } | null;
}

/**
 * Reads the logs of a shard for evidence about its runs. Used at the end of an evaluation and when it is judged again, since
 * both must come to the same verdict.
 * @param directory holds `gateway.log` and `eval.log`; either may be missing
 * @param root holds all these files; links must not lead out of it
 * @throws ActionError `bad-result` if one cannot be read
 */
export function readShardEvidence(directory: string, known: KnownOfShard, root = directory): ShardEvidence {
  const gateway = linesOfFile(path.join(directory, 'gateway.log'), root);
  const harness = linesOfFile(path.join(directory, 'eval.log'), root);
  const startedAtMs = known.harnessStartedAt === null ? null : Date.parse(known.harnessStartedAt);
  return {
    tasks: known.tasks,
    gateway: gateway === undefined ? null : parseGatewayLog(gateway, known.model),
    harness: parseHarnessLog(harness ?? [], startedAtMs),
    incidents: known.incidents,
    ...wireOf(known, root),
  };
}

function wireOf({ wire, model }: KnownOfShard, root: string): Pick<ShardEvidence, 'wire'> {
  if (wire === null) return {};
  const lines = linesOfFile(wire.journal, root) ?? [];
  return { wire: { journal: parseWireJournal(lines, model), relays: wire.relays } };
}

/** The lines of a file, read piece by piece: a log has up to 64 MiB. @returns undefined if there is no such file */
export function linesOfFile(file: string, root: string): Lines | undefined {
  const found = findPath(path.resolve(file), placesBelow(root));
  const opened = isRefusal(found) ? found : openFound(found);
  if (!isRefusal(opened)) return linesOf(piecesOf(opened.descriptor));
  if (opened.isMissing === true) return undefined;
  throw unusable(file, opened);
}

function* piecesOf(descriptor: number): Generator<string> {
  const piece = Buffer.alloc(PIECE_BYTES);
  const decoder = new StringDecoder('utf8');
  try {
    for (;;) {
      const size = readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (size === 0) break;
      yield decoder.write(piece.subarray(0, size));
    }
    yield decoder.end();
  } finally {
    closeSync(descriptor);
  }
}
