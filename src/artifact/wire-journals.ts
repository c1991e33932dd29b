import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Clean, KnownSecrets } from '../base/clean.ts';
import { hasCode } from '../base/missing-file.ts';
import type { WireLine } from '../protocol/wire.ts';
import { wireLines } from '../result/formats/wire.ts';
import { linesOfFile } from './shard-evidence.ts';

/** What the relays of an artifact that we wrote noted, one shard after the other; lines that cannot be read are left out. */
export function* wireLinesIn(directory: string, { clean }: KnownSecrets): Generator<Clean<WireLine>> {
  for (const name of journalsIn(path.join(directory, 'wire'))) {
    const lines = linesOfFile(path.join(directory, 'wire', name), directory) ?? [];
    for (const line of wireLines(lines)) if (line !== null) yield clean(line);
  }
}

function journalsIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^shard-\d+\.jsonl$/.test(name))
      .sort();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
