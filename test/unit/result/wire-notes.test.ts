import { describe, expect, it } from 'vitest';
import type { RelayState } from '../../../src/protocol/relay.ts';
import { linesOf } from '../../../src/result/formats/lines.ts';
import { runKey } from '../../../src/result/formats/run-cache.ts';
import type { Identity } from '../../../src/result/formats/verdict-record.ts';
import { parseWireJournal } from '../../../src/result/formats/wire.ts';
import { comparability } from '../../../src/result/verdict/comparability.ts';
import { codeOf } from '../../../src/result/verdict/advice.ts';
import type { Evidence } from '../../../src/result/verdict/evidence.ts';
import { wireOfShards } from '../../../src/result/verdict/eval-wire.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { assessRuns } from '../../../src/result/verdict/health.ts';
import { judge } from '../../../src/result/verdict/verdict.ts';
import { runFile } from '../../fixtures/result.ts';
import { relayState } from '../../fixtures/relay-pages.ts';
import { request, WIRE_MODEL } from '../../fixtures/wire.ts';

const AT = Date.parse('2026-11-30T12:00:00Z');
const written = runFile('run-cache-entry.json');
/** As a hosted model's, whose price OpenClaw's catalog has. */
const entry = { ...written, token_usage: { ...written.token_usage, total_cost_usd: 0.37 } };
const TASK = entry.task_id;

function relay(more: Partial<RelayState> = {}): RelayState {
  return relayState({
    requests: 10,
    failed: 1,
    tokens: { input: 50_000, output: 900, cacheRead: 10_000, cacheWrite: 100 },
    costUsd: 0.25,
    servedModels: { [WIRE_MODEL]: ['gpt-5.5-2026-08-01'], 'openai/gpt-5.5-pro': ['gpt-5.5-pro'] },
    journalBytes: 10_000,
    ...more,
  });
}

interface Given {
  relays?: readonly RelayState[];
  /** Tokens that went over the wire for the one run. */
  tokens?: number;
  more?: string;
  costUsd?: number | null;
}

function evidence({
  relays = [relay()],
  tokens = entry.token_usage.total_tokens,
  more = '',
  costUsd = 0.01,
}: Given = {}): Evidence {
  const closed = { costUsd, tokens: { input: tokens, output: 0, cacheRead: 0, cacheWrite: 0 } };
  const lines = request({ id: '1', at: AT, run: { task: TASK, run: 0 }, closed });
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${more}`;
  const wire = { journal: parseWireJournal(linesOf([text]), WIRE_MODEL), relays };
  const planned = [{ taskId: TASK, runs: 1 }];
  const runFiles = new Map([[runKey(TASK, 0), { ...entry, run_index: 0 }]]);
  const shard = { tasks: [TASK], gateway: null, harness: new Map(), incidents: [], wire };
  return {
    result: null,
    planned,
    health: assessRuns({ planned, result: null, runFiles, tampered: new Set(), shards: [shard] }),
    runFiles,
    droppedTasks: [],
    lostShards: [],
    contradictions: [],
    stopped: null,
    priceKnown: true,
    identity: { model: WIRE_MODEL },
    ...wireOfShards([{ wire }], WIRE_MODEL),
    remarks: [],
  };
}

const record = (given?: Given) => judge(evidence(given), NO_GATE);
const notes = (given?: Given) => record(given).notes.join('\n');

describe('a verdict with a relay', () => {
  it('has its figures, over all pods, and says under what name the model answered', () => {
    const { totals, wire, identity, tasks } = record({
      relays: [relay(), relay({ costUsd: 1.5, requests: 3 })],
    });
    expect(totals).toMatchObject({
      costUsd: 1.75,
      inputTokens: 100_000,
      outputTokens: 1800,
      totalTokens: 122_000,
    });
    expect(wire).toMatchObject({ requests: 13, failed: 2, cacheReadTokens: 20_000, cacheWriteTokens: 200 });
    expect(identity.servedModels).toEqual(['gpt-5.5-2026-08-01']);
    expect(tasks[0]).toMatchObject({ costUsd: 0.01, totalTokens: entry.token_usage.total_tokens });
  });

  it('notes nothing if there is nothing to say', () => {
    expect(notes()).toBe('');
  });

  it('has the cost by OpenClaw where only that knows the price, and none where nobody does', () => {
    const relays = [relay({ costUsd: 0, unpriced: 9 })];
    const unpriced = evidence({ relays, costUsd: null });
    const { totals, tasks, notes: said } = judge(unpriced, NO_GATE);
    expect(totals.costUsd).toBe(0.37);
    expect(tasks[0]?.costUsd).toBe(0.37);
    expect(said).toEqual([
      "The relay does not know the price of 9 requests: the cost is OpenClaw's, of the runs that are home.",
    ]);
    expect(judge({ ...unpriced, priceKnown: false }, NO_GATE).totals.costUsd).toBeNull();
  });

  it('tells both counts of tokens if they differ by more than a little', () => {
    const told = entry.token_usage.total_tokens;
    expect(notes({ tokens: told * 1.04 })).toBe('');
    expect(notes({ tokens: told * 2 })).toBe(
      `For the same 1 run the relay counted ${(told * 2).toLocaleString('en-US')} tokens and the harness ${told.toLocaleString('en-US')}; the relay's figures are used.`,
    );
  });

  it('tells what belongs to no run, what is estimated, what was waited, and what could not be read', () => {
    const stray = request({ id: 's', at: AT + 60_000, opened: { model: 'gpt-5.6-luna' } });
    const more = `${stray.map((line) => JSON.stringify(line)).join('\n')}\n{"kind":\n`;
    const text = notes({ more, relays: [relay({ unattributed: 1, estimated: 4, waitedMs: 95_400 })] });
    expect(text.split('\n')).toEqual([
      "1 request of 10 to models belongs to no run that is known (15,100 tokens, $0.01): the agent's own programs, or the gateway's.",
      'The provider did not report the tokens of 4 of 10 requests: they are estimated by size.',
      "Requests waited 95 s for the provider's limits or outages, all together.",
      "1 line of the relay's journal could not be read: what they said of requests is not known.",
    ]);
  });

  it('tells other names of the model, and several of them', () => {
    const served = (...names: string[]) => ({ relays: [relay({ servedModels: { [WIRE_MODEL]: names } })] });
    expect(notes(served('/models/llama.gguf'))).toBe(
      'The provider answered for openai/gpt-5.5 under the name /models/llama.gguf.',
    );
    expect(notes(served('gpt-5.5-2026-10-01', 'gpt-5.5-2026-08-01'))).toBe(
      'More than one model, or snapshot of it, answered for openai/gpt-5.5: gpt-5.5-2026-08-01, gpt-5.5-2026-10-01.',
    );
  });
});

describe('a model that the provider changed', () => {
  function identity(...servedModels: string[]): Identity {
    const { servedModels: _, ...rest } = record().identity;
    return servedModels.length === 0 ? rest : { ...rest, servedModels };
  }
  const [before, now] = [identity('gpt-5.5-2026-08-01'), identity('gpt-5.5-2026-10-01')];
  const sentence = 'The provider changed the model: gpt-5.5-2026-08-01 before, gpt-5.5-2026-10-01 now';

  it('is noted, or forbids the comparison', () => {
    expect(comparability(before, now)).toMatchObject({ differences: [], notes: [`${sentence}.`] });
    expect(comparability(before, now, { onModelChange: 'incomparable' })).toMatchObject({
      differences: [sentence.replace('The', 'the')],
      notes: [],
    });
  });

  it('is not told where either side does not know its names', () => {
    for (const [one, other] of [
      [identity(), now],
      [before, identity()],
      [before, before],
    ] as const)
      expect(comparability(one, other, { onModelChange: 'incomparable' })).toMatchObject({
        differences: [],
        notes: [],
      });
  });

  it('is told of several names on a side', () => {
    expect(comparability(before, identity('a', 'b')).notes[0]).toContain(
      'gpt-5.5-2026-08-01 before, a and b now',
    );
  });
});

describe('codeOf', () => {
  it('takes another model that answers for one that cannot be had', () => {
    const runs = { runs: 1, cause: '' };
    expect(codeOf({ class: 'provider-error', code: 'wrong-model', ...runs })).toBe('bad-model-access');
    expect(codeOf({ class: 'provider-error', code: 404, ...runs })).toBe('bad-model-access');
    expect(codeOf({ class: 'provider-error', code: 'network', ...runs })).toBe('low-coverage');
    expect(codeOf({ class: 'over-cap', code: null, ...runs })).toBe('budget');
  });
});
