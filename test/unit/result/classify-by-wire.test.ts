import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WireApi, wireApis } from '../../../src/protocol/relay.ts';
import type { RequestClosed, WireLine } from '../../../src/protocol/wire.ts';
import { linesOf } from '../../../src/result/formats/lines.ts';
import type { RunCacheEntry, RunKey } from '../../../src/result/formats/run-cache.ts';
import { runKey } from '../../../src/result/formats/run-cache.ts';
import { parseWireJournal } from '../../../src/result/formats/wire.ts';
import { assessRuns, type ShardEvidence } from '../../../src/result/verdict/health.ts';
import type { RunHealth } from '../../../src/result/verdict/run-health.ts';
import { runFile } from '../../fixtures/result.ts';
import { failure, request, WIRE_MODEL } from '../../fixtures/wire.ts';

const TASK = 't1-bugfix-discount';
const RUN = { task: TASK, run: 0 };
const AT = Date.parse('2026-11-30T12:00:00Z');

type Message = RunCacheEntry['transcript']['messages'][number];

const answered = runFile('run-cache-entry.json');

function said(role: string, text: string, tokens = 0, more: Partial<Message> = {}): Message {
  const none = { input_tokens: 0, output_tokens: 0, reasoning_tokens: 0, total_cost_usd: 0 };
  return { role, text, tool_calls: [], usage: { ...none, total_tokens: tokens }, ...more };
}

const called = said('assistant', '', 900, { tool_calls: [{ name: 'read' }] });

/** A run file with these messages; its run took 30 s. */
function file(messages: Message[], more: Partial<RunCacheEntry> = {}): RunCacheEntry {
  return { ...answered, task_id: TASK, run_index: 0, duration_ms: 30_000, transcript: { messages }, ...more };
}

const done = file([said('user', 'Fix it.'), called, said('assistant', 'Done.', 1000)]);

interface Given {
  lines: readonly WireLine[];
  entry?: RunCacheEntry | null;
  shard?: Partial<ShardEvidence>;
  /** When the harness says that the run was, s after the first request; null if its log does not say. */
  times?: readonly [number, number] | null;
  earlier?: number;
}

function journalOf(lines: readonly WireLine[]) {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return parseWireJournal(linesOf([text]), WIRE_MODEL);
}

function judged({ lines, entry = done, shard, times = [-2, 30], earlier = 0 }: Given): RunHealth {
  const key = runKey(TASK, 0);
  const harness =
    times === null
      ? new Map()
      : new Map([
          [
            key,
            {
              startedAtMs: AT + times[0] * 1000,
              endedAtMs: AT + times[1] * 1000,
              exception: null,
              overBudget: false,
              earlier: Array.from({ length: earlier }, () => ({ startedAtMs: null, endedAtMs: null })),
            },
          ],
        ]);
  const [health] = assessRuns({
    planned: [{ taskId: TASK, runs: 1 }],
    result: null,
    runFiles: new Map<RunKey, RunCacheEntry>(entry === null ? [] : [[key, entry]]),
    tampered: new Set(),
    shards: [
      {
        tasks: [TASK],
        gateway: null,
        harness,
        incidents: [],
        wire: { journal: journalOf(lines), relays: [] },
        ...shard,
      },
    ],
  });
  return health!;
}

/** A turn that calls a tool and then ends as is said. */
function turn(
  closed: Partial<RequestClosed> = {},
  more: { at?: number; turn?: string; workspace?: string } = {},
) {
  const { at = AT, ...run } = more;
  return [
    ...request({ id: `${at}a`, at, run: { ...RUN, ...run }, closed: { callsTool: true } }),
    ...request({ id: `${at}b`, at: at + 5000, run: { ...RUN, ...run }, closed }),
  ];
}

/** How answers end in each protocol. */
const endings: Readonly<Record<WireApi, { call: string; text: string }>> = {
  'openai-completions': { call: 'tool_calls', text: 'stop' },
  'openai-responses': { call: 'completed', text: 'completed' },
  'anthropic-messages': { call: 'tool_use', text: 'end_turn' },
  'google-generative-ai': { call: 'STOP', text: 'STOP' },
};

describe('a run with a journal', () => {
  it.each(wireApis)('is valid if its turn ended in an answer: %s', (api) => {
    const { call, text } = endings[api];
    const opened = { api };
    const lines = [
      ...request({ id: '1', at: AT, run: RUN, opened, closed: { callsTool: true, finishReason: call } }),
      ...request({
        id: '2',
        at: AT + 3000,
        run: RUN,
        opened,
        closed: failure('http-error', { status: 529 }),
      }),
      ...request({ id: '3', at: AT + 5000, run: RUN, opened, closed: { finishReason: text } }),
    ];
    expect(judged({ lines })).toMatchObject({
      class: 'valid',
      code: null,
      certainty: 'sure',
      overBudget: false,
    });
    const more = request({
      id: '4',
      at: AT + 9000,
      run: RUN,
      opened,
      closed: { callsTool: true, finishReason: call },
    });
    expect(judged({ lines: [...lines, ...more] })).toMatchObject({ class: 'dead-turn' });
  });

  it.each([
    ['Connection error.', failure('network'), 'network'],
    ['terminated', failure('cut-stream'), 'cut-stream'],
    ['LLM request timed out.', failure('client-gone', { silentMs: 60_000, firstByteAt: null }), 'timeout'],
    ['Request timed out.', failure('timeout'), 'timeout'],
    ['fetch failed', failure('network', { error: 'getaddrinfo ENOTFOUND api.openai.com' }), 'network'],
    ['Provider returned error', failure('http-error', { status: 502 }), 502],
    ['⚠️ openai (gpt-5.5) returned a billing error', failure('http-error', { status: 402 }), 402],
    ['LLM request rejected: Your credit balance is too low', failure('http-error', { status: 400 }), 400],
    ['', failure('empty', { status: 200 }), 'empty-answer'],
    ['The agent run failed before producing a reply.', failure('bad-answer'), 'bad-answer'],
  ] as const)('is not, whatever its transcript says, if the provider failed: %s', (text, closed, code) => {
    const entry = file([said('user', 'Fix it.'), called, said('assistant', text)]);
    expect(judged({ lines: turn(closed), entry })).toMatchObject({ class: 'provider-error', code });
  });

  it('does not blame the gateway for a provider that refuses connections', () => {
    const entry = file([
      said('user', 'Fix it.'),
      said('assistant', 'The agent run failed before producing a reply.'),
    ]);
    const lines = request({ id: '1', at: AT, run: RUN, closed: failure('network') });
    expect(judged({ lines, entry })).toMatchObject({
      class: 'provider-error',
      code: 'network',
      cause: 'The model provider could not be reached: connect ECONNREFUSED 10.96.3.7:443.',
    });
  });

  it('does not take what a model writes for a failure', () => {
    for (const text of [
      '500 units are left',
      '429 Rate limit reached',
      'LLM request failed: I made that up.',
    ]) {
      const entry = file([said('user', 'How many?'), said('assistant', text)]);
      expect(judged({ lines: request({ id: '1', at: AT, run: RUN }), entry })).toMatchObject({
        class: 'valid',
      });
    }
  });

  it('misses a turn that the gateway never asked the model in', () => {
    const [first, second] = [said('user', 'Fix it.'), said('user', 'And the tests?')];
    const one = [first, called, said('assistant', 'Done.', 1000)];
    const dead = { class: 'dead-turn', cause: 'The gateway ended a turn without asking the model.' };
    expect(judged({ lines: turn(), entry: file([...one, second]) })).toMatchObject(dead);
    const told = said('custom', 'This turn ended before a reply: plugin generation was superseded');
    expect(judged({ lines: turn(), entry: file([...one, second, told]) })).toMatchObject(dead);
    const both = [...turn(), ...turn({}, { at: AT + 10_000, turn: 'turn-2' })];
    expect(
      judged({ lines: both, entry: file([...one, second, said('assistant', 'They pass.', 900)]) }),
    ).toMatchObject({ class: 'valid' });
    // A gateway that tried again repeats the prompt in the transcript, and one adds words of its own.
    const added = said('user', '<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>> …');
    expect(
      judged({ lines: turn(), entry: file([first, said('assistant', 'Connection error.'), ...one]) }),
    ).toMatchObject({ class: 'valid' });
    expect(
      judged({ lines: turn(), entry: file([first, added, called, said('assistant', 'Done.', 9)]) }),
    ).toMatchObject({ class: 'valid' });
    // An endpoint that reports no usage.
    expect(judged({ lines: turn(), entry: file([first, said('assistant', 'Done.')]) })).toMatchObject({
      class: 'valid',
    });
  });

  it('misses a turn that another model answered', () => {
    const mini = (at: number, name: string) =>
      request({ id: `${at}o`, at, run: { ...RUN, turn: name }, opened: { model: 'gpt-5.5-mini' } });
    const first = [said('user', 'Fix it.'), called, said('assistant', 'Done.', 1000)];
    const entry = file([...first, said('user', 'And the tests?'), said('assistant', 'They pass.', 900)]);
    const lines = [...turn(), ...mini(AT + 12_000, 'turn-2')];
    expect(judged({ lines, entry })).toMatchObject({ class: 'provider-error', code: 'wrong-model' });
    // A helper that is another model, and one that outlives the turn that called it.
    expect(judged({ lines, entry: file(first) })).toMatchObject({ class: 'valid' });
    const beside = [
      ...turn(),
      ...mini(AT + 3000, 'helper'),
      ...turn({}, { at: AT + 12_000, turn: 'turn-2' }),
    ];
    expect(judged({ lines: beside, entry })).toMatchObject({ class: 'valid' });
  });

  it("is the model's if its time was up", () => {
    const stopped = [said('user', 'Fix it.'), called, said('assistant', 'This operation was aborted')];
    const gone = turn(failure('client-gone', { silentMs: 40 }));
    expect(judged({ lines: gone, entry: file(stopped) })).toMatchObject({ class: 'valid', overBudget: true });
    const late = turn({ callsTool: true });
    expect(judged({ lines: late, times: [-2, 181] })).toMatchObject({ class: 'valid' });
    expect(judged({ lines: late, entry: { ...done, error: 'hit per-run budget (300s)' } })).toMatchObject({
      class: 'valid',
      overBudget: true,
    });
    expect(judged({ lines: turn({ callsTool: true, waitedMs: 60_000 }), times: [-2, 181] })).toMatchObject({
      class: 'rate-limited',
    });
  });

  it('is judged by the try that its file tells of', () => {
    const first = turn(failure('network'), { workspace: 'aaaa' });
    const second = turn({}, { workspace: 'bbbb', at: AT + 60_000 });
    const lines = [...first, ...second];
    expect(judged({ lines, times: [58, 80], earlier: 1 })).toMatchObject({ class: 'valid' });
    expect(judged({ lines, times: [-2, 30] })).toMatchObject({ class: 'provider-error' });
    expect(judged({ lines, times: null })).toMatchObject({ class: 'valid' });
    // A log in another time zone.
    expect(judged({ lines, times: [3658, 3680], earlier: 1 })).toMatchObject({ class: 'valid' });
    // The last try never reached the wire.
    expect(judged({ lines: first, times: [58, 80], earlier: 1 })).toMatchObject({ class: 'no-answer' });
    // The pod that made the second try was lost with it.
    expect(judged({ lines: [...turn({}, { workspace: 'aaaa' }), second[0]!], times: null })).toMatchObject({
      class: 'valid',
    });
  });

  it('is not judged by a workspace that a program of some agent made up', () => {
    const forged = (closed: Partial<RequestClosed>) =>
      request({ id: 'x', at: AT + 1000, run: { ...RUN, workspace: 'feed' }, closed });
    const [first, second, ...rest] = turn();
    const bad = failure('http-error', { status: 400 });
    expect(judged({ lines: [first!, second!, ...forged(bad), ...rest] })).toMatchObject({ class: 'valid' });
    const [open, close, ...failed] = turn(failure('network'));
    expect(judged({ lines: [open!, close!, ...forged({}), ...failed] })).toMatchObject({ code: 'network' });
  });

  it('has no answer if nothing of it went over the wire, unless that may be elsewhere', () => {
    const entry = file([
      said('user', 'Fix it.'),
      said('assistant', 'The agent run failed before producing a reply.'),
    ]);
    expect(judged({ lines: [], entry })).toMatchObject({
      class: 'no-answer',
      cause:
        'The gateway never asked the model. The transcript ends with: The agent run failed before producing a reply.',
    });
    // Taken over from a pod or an attempt without a journal; or attributed to no run.
    expect(judged({ lines: [], times: null })).toMatchObject({ class: 'valid' });
    expect(judged({ lines: request({ id: '1', at: AT + 1000 }) })).toMatchObject({ class: 'valid' });
    expect(judged({ lines: request({ id: '1', at: AT - 60_000 }) })).toMatchObject({ class: 'no-answer' });
  });

  it('has what kept it from a file', () => {
    const incidents = [{ kind: 'oom' as const, detail: 'Container gateway was killed.' }];
    const lines = turn(failure('http-error', { status: 429 }));
    expect(judged({ lines, entry: null, times: null })).toMatchObject({ class: 'provider-error', code: 429 });
    expect(judged({ lines, entry: null, times: null, shard: { incidents } })).toMatchObject({ class: 'oom' });
    expect(judged({ lines: turn().slice(0, 1), entry: null, times: null })).toMatchObject({
      class: 'not-run',
    });
    const capped = turn(failure('refused', { refusal: 'budget', error: '`max-cost-usd` 1 is reached' }));
    expect(judged({ lines: capped, entry: null, times: null })).toMatchObject({ class: 'over-cap' });
  });

  it('is not spoiled by its judge, nor by what other models were asked', () => {
    const judge = request({
      id: 'j',
      at: AT + 9000,
      opened: { purpose: 'judge', model: 'gpt-5.5-pro' },
      closed: failure('http-error'),
    });
    const entry = { ...done, judge_result: { ...done.judge_result, error: 'judge unavailable' } };
    expect(judged({ lines: [...turn(), ...judge], entry })).toMatchObject({ class: 'valid' });
  });

  it('carries what the relay counted for it', () => {
    expect(judged({ lines: turn() }).spent).toMatchObject({ requests: 2, costUsd: 0.02 });
  });

  it('is judged the same whatever other runs did, and if they were not there', () => {
    const own = [...turn(failure('cut-stream')), ...turn({}, { at: AT + 9000, turn: 'turn-2' })];
    const [alone] = [judged({ lines: own })];
    const noise = fc.array(
      fc.tuple(
        fc.nat({ max: own.length }),
        fc.constantFrom({}, failure('network'), { callsTool: true }, { servedModel: 'gpt-5.5' }),
        fc.integer({ min: 1, max: 4 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(noise, (others) => {
        const lines = own.flatMap((line, index) => [...before(index), line]).concat(before(own.length));
        function before(place: number): WireLine[] {
          return others.flatMap(([at, closed, run], n) =>
            at === place ? request({ id: `n${n}`, at: AT + n, run: { task: TASK, run }, closed }) : [],
          );
        }
        expect(judged({ lines })).toEqual(alone);
      }),
    );
  });
});

describe('parseWireJournal', () => {
  it('counts lines that are broken, and trusts none of them', () => {
    const [opened, closed] = request({ id: '1', at: AT, run: RUN });
    const hostile = [
      '{"kind":"closed"',
      JSON.stringify({ ...closed, tokens: { input: -5, output: 0, cacheRead: 0, cacheWrite: 0 } }),
      JSON.stringify({ ...closed, costUsd: 1e300 }),
      JSON.stringify({ ...opened, run: { ...RUN, run: 1.5, workspace: 'x', turn: 'y' } }),
      JSON.stringify({ ...opened, model: 'm'.repeat(3000) }),
      JSON.stringify({ kind: 'paid', at: AT }),
      `{"__proto__":{"kind":"started"}}`,
      'null',
      `"${'x'.repeat(100_000)}"`,
    ];
    const text = [JSON.stringify(opened), ...hostile, JSON.stringify(closed), ''].join('\n');
    const { tries, broken } = parseWireJournal(linesOf([text]), WIRE_MODEL);
    expect(broken).toBe(hostile.length);
    expect(tries).toHaveLength(1);
    expect(tries[0]!.spent).toMatchObject({ requests: 1, costUsd: 0.01 });
  });

  it('counts what belongs to no run', () => {
    const lines = [
      ...request({ id: '1', at: AT }),
      ...request({ id: '2', at: AT, opened: { model: 'gpt-5.6-luna' } }),
      ...turn(),
    ];
    const { others, strays } = journalOf(lines);
    expect(others).toEqual({ requests: 2, tokens: 30_200, costUsd: 0.02 });
    expect(strays).toEqual([AT]);
  });
});
