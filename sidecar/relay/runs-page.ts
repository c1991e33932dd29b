import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { hasCode } from '../../src/base/missing-file.ts';
import { openWireRuns, type WireTry } from '../../src/protocol/wire-runs.ts';
import type { WireLine } from '../../src/protocol/wire.ts';
import { parseObject } from '../json.ts';

const pieceBytes = 1024 * 1024;

/**
 * What became of each try of each run, as the journal has it. Each call reads only what was written since the last one, so a
 * relay that was restarted knows what came before it.
 * @param file `wire.jsonl`, which only grows
 * @param model the model under test, as `<provider>/<id>`
 */
export function openRunsPage(file: string, model: string): () => WireTry[] {
  const runs = openWireRuns(model);
  const text = new StringDecoder('utf8');
  let offset = 0;
  let rest = '';
  return () => {
    let descriptor: number;
    try {
      descriptor = openSync(file, 'r');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    }
    try {
      const piece = Buffer.alloc(pieceBytes);
      for (;;) {
        const bytes = readSync(descriptor, piece, 0, piece.length, offset);
        if (bytes === 0) break;
        offset += bytes;
        const lines = (rest + text.write(piece.subarray(0, bytes))).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const parsed = parseObject(line);
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the relay writes the journal
          if (parsed !== undefined) runs.add(parsed as unknown as WireLine);
        }
      }
    } finally {
      closeSync(descriptor);
    }
    return runs.tries();
  };
}
