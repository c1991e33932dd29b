import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { openJournal } from '../../sidecar/relay/journal.ts';
import { closedLine, openedLine } from '../fixtures/wire.ts';

/**
 * A process with a journal of the relay, for tests that kill it or take its disk away. It does what it is told line by line
 * (`write N`, `open N`, `room`), and answers each line with the state.
 */
const [folder = ''] = process.argv.slice(2);
const journal = await openJournal(
  { journal: `${folder}/wire.jsonl`, state: `${folder}/state.json`, now: Date.now, onError: () => undefined },
  { maxBytes: 64 * 1024 * 1024, maxWaiting: 4 * 1024 * 1024, retryMs: 50 },
);
let number = 0;

// Else a write beyond the limit ends this process, which a full disk would not.
process.on('SIGXFSZ', () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, count = '0'] = line.split(' ');
  for (let written = 0; written < Number(count); written += 1) {
    const id = `${process.pid}-${(number += 1)}`;
    journal.opened(openedLine({ id }));
    if (verb === 'write') journal.closed(closedLine({ id }));
  }
  // As when somebody frees the disk.
  if (verb === 'room') execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited']);
  process.stdout.write(`${JSON.stringify(journal.state())}\n`);
}
await journal.close();
