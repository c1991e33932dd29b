import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RelayState, saysNothingIsForwarded } from '../../src/protocol/relay.ts';
import type { WireLine } from '../../src/protocol/wire.ts';

const program = fileURLToPath(new URL('../fakes/journal-writer.ts', import.meta.url));

interface Writer {
  child: ChildProcess;
  /** Tells it what to do, without waiting. */
  tell(line: string): void;
  /** What the journal says of itself after it. */
  ask(line: string): Promise<RelayState>;
}

let folder: string;
let writers: Writer[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wire-'));
  writers = [];
});
afterEach(() => {
  for (const { child } of writers) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** @param blocks how large its files may become, in blocks of 512 bytes */
function startWriter(blocks = 'unlimited'): Writer {
  // As on a full disk, writing gets as far as there is room, and then fails.
  const command = `ulimit -S -f ${blocks} && exec "$0" "$1" "$2"`;
  const child = spawn('sh', ['-c', command, process.execPath, program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const writer: Writer = {
    child,
    tell: (line) => void child.stdin.write(`${line}\n`),
    async ask(line) {
      writer.tell(line);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`the writer ended, asked to ${line}`);
      return JSON.parse(value);
    },
  };
  writers.push(writer);
  return writer;
}

const text = (): string => readFileSync(path.join(folder, 'wire.jsonl'), 'utf8');
const lines = (): WireLine[] =>
  text()
    .split('\n')
    .slice(0, -1)
    .map((line): WireLine => JSON.parse(line));

describe('the journal of a relay', () => {
  it('forwards nothing while the disk is full, and loses no line', async () => {
    const writer = startWriter('16');
    expect(await writer.ask('write 2')).toMatchObject({ requests: 2, problem: null });
    const full = await writer.ask('write 20');
    expect(full.problem).toMatch(
      /^The relay cannot write its journal, and forwards nothing until it can: .+\.$/,
    );
    expect(saysNothingIsForwarded(full.problem ?? '')).toBe(true);
    expect(full).toMatchObject({ requests: 22, journalBytes: Buffer.byteLength(text()) });
    expect(text().endsWith('\n')).toBe(true);
    await writer.ask('room');
    await expect.poll(async () => (await writer.ask('write 0')).problem).toBeNull();
    expect((await writer.ask('write 1')).problem).toBeNull();
    expect(lines().filter(({ kind }) => kind === 'opened')).toHaveLength(23);
    expect(lines().filter(({ kind }) => kind === 'closed')).toHaveLength(23);
    writer.child.stdin?.end();
    await once(writer.child, 'exit');
    const state: RelayState = JSON.parse(readFileSync(path.join(folder, 'state.json'), 'utf8'));
    expect(state).toMatchObject({ requests: 23, problem: null, journalBytes: Buffer.byteLength(text()) });
  });

  it('can be read after every kill, and goes on', async () => {
    let requests = 0;
    for (let restarts = 0; restarts < 2; restarts += 1) {
      const writer = startWriter();
      const start = await writer.ask('open 3');
      expect(start).toMatchObject({ restarts, requests: requests + 3, open: 3 });
      writer.tell('write 100000');
      await expect.poll(() => text().length, { interval: 5 }).toBeGreaterThan(start.journalBytes + 50_000);
      writer.child.kill('SIGKILL');
      await once(writer.child, 'exit');
      requests = lines().filter(({ kind }) => kind === 'opened').length;
    }
    const writer = startWriter();
    const closed = lines().filter(({ kind }) => kind === 'closed').length;
    expect(await writer.ask('write 0')).toMatchObject({
      restarts: 2,
      requests,
      open: 0,
      failed: requests - closed,
    });
    expect(text()).not.toContain('\n\n');
  });
});
