import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal, type WireJournal } from '../../../../sidecar/relay/journal.ts';
import { type RelayState, saysNothingIsForwarded } from '../../../../src/protocol/relay.ts';
import { type WireLine, wireOutcomes } from '../../../../src/protocol/wire.ts';
import { closedLine, openedLine } from '../../../fixtures/wire.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wire-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => path.join(folder, name);
const lines = (): WireLine[] =>
  readFileSync(file('wire.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): WireLine => JSON.parse(line));

async function open(limits?: Parameters<typeof openJournal>[1]): Promise<WireJournal> {
  const errors: unknown[] = [];
  const place = { journal: file('wire.jsonl'), state: file('state.json'), now: () => 5000 };
  const journal = await openJournal({ ...place, onError: (error) => errors.push(error) }, limits);
  expect(errors).toEqual([]);
  return journal;
}

describe('the journal of a relay', () => {
  it('has a line for each event as soon as it is noted', async () => {
    const journal = await open();
    journal.opened(openedLine());
    expect(lines()).toEqual([{ kind: 'started', at: 5000, restarts: 0 }, openedLine()]);
    journal.closed(closedLine());
    expect(lines().at(-1)).toEqual(closedLine());
    expect(journal.problem()).toBeNull();
    await journal.close();
  });

  it('keeps a state that says what happened', async () => {
    const journal = await open();
    const request = (id: string, ...changes: Parameters<typeof closedLine>): void => {
      journal.opened(openedLine({ id, purpose: 'run' }));
      journal.closed(closedLine({ id, ...changes[0] }));
    };
    request('a');
    request('b', {
      outcome: 'http-error',
      status: 429,
      waitedMs: 700,
      servedModel: null,
      costUsd: null,
      tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    });
    request('c', { servedModel: 'gpt-5.5-2026-10-01', estimated: true, costUsd: null });
    journal.opened(openedLine({ id: 'd', purpose: 'other', run: null, model: 'small' }));
    journal.update({ check: { status: 'ok' }, cap: 'spent it all' });
    await journal.flush();
    const state: RelayState = JSON.parse(readFileSync(file('state.json'), 'utf8'));
    expect(state).toEqual({
      schemaVersion: 1,
      startedAt: '1970-01-01T00:00:05.000Z',
      heartbeat: expect.stringMatching(/^20\d\d-/) as unknown,
      restarts: 0,
      check: { status: 'ok' },
      fence: null,
      requests: 4,
      open: 1,
      failed: 1,
      unattributed: 1,
      tokens: { input: 2000, output: 200, cacheRead: 28_000, cacheWrite: 0 },
      estimated: 1,
      costUsd: 0.01,
      unpriced: 1,
      unpricedModels: ['openai/gpt-5.5'],
      waitedMs: 700,
      waiting: null,
      servedModels: { 'openai/gpt-5.5': ['gpt-5.5-2026-08-01', 'gpt-5.5-2026-10-01'] },
      cap: 'spent it all',
      problem: null,
      journalBytes: readFileSync(file('wire.jsonl')).length,
    });
    await journal.close();
  });

  it('goes on after a restart with what was known, and takes open requests for failed', async () => {
    const first = await open();
    first.opened(openedLine({ id: 'a' }));
    first.closed(closedLine({ id: 'a' }));
    first.opened(openedLine({ id: 'b' }));
    const before = first.state();
    await first.close();
    const second = await open();
    expect(lines().at(-1)).toEqual({ kind: 'started', at: 5000, restarts: 1 });
    const { requests, tokens, costUsd, servedModels } = before;
    expect(second.state()).toMatchObject({
      requests,
      tokens,
      costUsd,
      servedModels,
      restarts: 1,
      open: 0,
      failed: 1,
    });
    // The end of what the first one took along.
    second.closed(closedLine({ id: 'c' }));
    await second.close();
  });

  it('cuts off a half line that a killed relay left, and only that', async () => {
    const first = await open();
    first.opened(openedLine());
    await first.close();
    const whole = readFileSync(file('wire.jsonl'), 'utf8');
    for (const half of ['{"kind":"clo', `{"x":"${'y'.repeat(200_000)}`, '\u0000\u0000']) {
      writeFileSync(file('wire.jsonl'), whole);
      appendFileSync(file('wire.jsonl'), half);
      const again = await open();
      expect(lines().map(({ kind }) => kind)).toEqual(['started', 'opened', 'started']);
      await again.close();
    }
    writeFileSync(file('wire.jsonl'), 'never a whole line');
    const fresh = await open();
    expect(lines()).toEqual([{ kind: 'started', at: 5000, restarts: 0 }]);
    await fresh.close();
  });

  it('forwards nothing above its size, and still notes what ends', async () => {
    const journal = await open({ maxBytes: 2000, maxWaiting: 4000, retryMs: 10 });
    journal.opened(openedLine({ id: 'a' }));
    for (let id = 0; journal.problem() === null; id += 1) journal.opened(openedLine({ id: `x${id}` }));
    expect(journal.problem()).toMatch(/^The relay forwards nothing: its journal has reached 0 MiB\.$/);
    expect(saysNothingIsForwarded(journal.problem() ?? '')).toBe(true);
    journal.closed(closedLine({ id: 'a' }));
    expect(lines().at(-1)).toMatchObject({ kind: 'closed', id: 'a' });
    expect(journal.state().problem).toBe(journal.problem());
    await journal.close();
  });

  it('tells the same state after a restart, whatever was noted', async () => {
    const amount = fc.nat(10_000);
    const tokens = fc.record({ input: amount, output: amount, cacheRead: amount, cacheWrite: amount });
    const request = fc.record({
      outcome: fc.constantFrom(...wireOutcomes),
      purpose: fc.constantFrom('run' as const, 'judge' as const, 'check' as const, 'other' as const),
      servedModel: fc.option(fc.string()),
      error: fc.option(fc.string()),
      tokens,
      costUsd: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
      estimated: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 20 }), async (requests) => {
        rmSync(file('wire.jsonl'), { force: true });
        const first = await open();
        for (const [index, { purpose, ...closed }] of requests.entries()) {
          first.opened(openedLine({ id: String(index), purpose }));
          first.closed(closedLine({ id: String(index), ...closed }));
        }
        const { restarts: _, journalBytes: __, heartbeat: ___, ...before } = first.state();
        await first.close();
        const second = await open();
        expect(second.state()).toMatchObject(before);
        await second.close();
      }),
      { numRuns: 20 },
    );
  });
});
