import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, TURN_LIMIT_MS, type TryEnd } from '../../../src/protocol/wire-faults.ts';
import { openWireRuns, type WireTry } from '../../../src/protocol/wire-runs.ts';
import type { RequestClosed, RequestOpened, WireLine } from '../../../src/protocol/wire.ts';
import { failure, request, WIRE_MODEL } from '../../fixtures/wire.ts';

const RUN = { task: 't1-bugfix-discount', run: 0 };
const AT = Date.parse('2026-11-30T12:00:00Z');
const UNKNOWN: TryEnd = { endedAtMs: null, isStopped: false, turnLimitMs: TURN_LIMIT_MS };

function tries(...lines: WireLine[]): WireTry[] {
  const runs = openWireRuns(WIRE_MODEL);
  for (const line of lines) runs.add(line);
  runs.end();
  return runs.tries();
}

/** A turn of one request that calls a tool, and one that ends as is said. */
function turn(closed: Partial<RequestClosed> = {}, opened: Partial<RequestOpened> = {}): WireLine[] {
  return [
    ...request({ id: 'a', at: AT, run: RUN, closed: { callsTool: true } }),
    ...request({ id: 'b', at: AT + 5000, run: RUN, closed, opened }),
  ];
}

const fault = (lines: readonly WireLine[], end: Partial<TryEnd> = {}) =>
  faultOf(tries(...lines)[0]!, { ...UNKNOWN, ...end });

describe('openWireRuns', () => {
  it('tells the tries of a run apart, and sums what each spent', () => {
    const [first, second, ...others] = tries(
      ...request({ id: '1', at: AT, run: { ...RUN, workspace: 'aaaa' } }),
      ...request({ id: '2', at: AT + 3000, run: { ...RUN, workspace: 'aaaa' }, closed: failure('network') }),
      ...request({ id: '3', at: AT + 9000, run: { ...RUN, workspace: 'bbbb' }, closed: { costUsd: null } }),
    );
    expect(others).toEqual([]);
    expect(first).toMatchObject({ workspace: 'aaaa', openedAt: AT, lastAt: AT + 5000 });
    expect(first!.spent).toMatchObject({ requests: 2, costUsd: 0.01, unpriced: 0 });
    expect(second!.spent).toMatchObject({ requests: 1, costUsd: 0, unpriced: 1 });
    expect(second!.spent.tokens).toEqual({ input: 1000, output: 100, cacheRead: 14_000, cacheWrite: 0 });
  });

  it('has no turn for what is asked of other models, and names them', () => {
    const [tried] = tries(
      ...turn(),
      ...request({
        id: 'c',
        at: AT + 9000,
        run: RUN,
        opened: { model: 'gpt-5.6-luna' },
        closed: failure('http-error'),
      }),
    );
    expect(tried!.turns).toHaveLength(1);
    expect(tried!.otherModels).toEqual(['openai/gpt-5.6-luna']);
    expect(tried!.spent.requests).toBe(3);
    expect(faultOf(tried!, UNKNOWN)).toBeNull();
  });

  it('takes a snapshot that is asked for by its own name for the model', () => {
    const asking = (model: string) => request({ id: '1', at: AT, run: RUN, opened: { model } });
    expect(tries(...asking('gpt-5.5-2026-08-01'))[0]!.turns).toHaveLength(1);
    expect(tries(...asking('gpt-5.5-mini'))[0]!.turns).toHaveLength(0);
    expect(fault(asking('gpt-5.5-mini'))).toMatchObject({ class: 'provider-error', code: 'wrong-model' });
  });

  it('keeps no more of forged tries, turns and open requests than it has room for', () => {
    const runs = openWireRuns(WIRE_MODEL);
    for (let i = 0; i < 50_000; i += 1) {
      const run = { task: 't', run: i % 7, workspace: String(i % 20_000), turn: String(i) };
      runs.add(request({ id: String(i), at: AT + i, run })[0]!);
    }
    const all = runs.tries();
    expect(all.length).toBeLessThanOrEqual(5000);
    expect(all.reduce((sum, tried) => sum + tried.turns.length, 0)).toBeLessThanOrEqual(10_000);
  });

  it('says the same of a try whatever the lines of other runs are, and wherever they stand', () => {
    const own = turn(failure('cut-stream'));
    const others = fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 50 }),
        run: fc.record({ task: fc.constantFrom('x', 'y', RUN.task), run: fc.integer({ min: 1, max: 3 }) }),
        after: fc.integer({ min: 0, max: own.length }),
        closed: fc.constantFrom({}, failure('network'), { servedModel: 'gpt-5.5' }, { callsTool: true }),
        isWhole: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(others, (noise) => {
        const lines = own.flatMap((line, index) => [...noiseAt(index), line]).concat(noiseAt(own.length));
        function noiseAt(index: number): WireLine[] {
          return noise.flatMap(({ id, run, after, closed, isWhole }) =>
            after === index ? request({ id: `n${id}`, at: AT, run, closed }).slice(0, isWhole ? 2 : 1) : [],
          );
        }
        const isOwn = ({ task, run }: WireTry) => task === RUN.task && run === RUN.run;
        expect(tries(...lines).filter(isOwn)).toEqual(tries(...own));
      }),
    );
  });
});

describe('faultOf', () => {
  it('finds none if each turn ended in a complete answer, whatever retries came before', () => {
    expect(fault(turn())).toBeNull();
    const retried = [
      ...request({ id: '1', at: AT, run: RUN, closed: failure('http-error', { status: 429 }) }),
      ...request({ id: '2', at: AT + 9000, run: RUN, closed: failure('cut-stream') }),
      ...request({ id: '3', at: AT + 19_000, run: RUN }),
    ];
    expect(fault(retried)).toBeNull();
  });

  it.each([
    [
      failure('http-error', { status: 401, error: 'Incorrect API key provided: sk-…' }),
      401,
      '401 (the key was refused): Incorrect API key',
    ],
    [failure('http-error', { status: 402 }), 402, '402 (the account has no credit)'],
    [failure('http-error', { status: 429 }), 429, '429 (rate limit)'],
    [
      failure('http-error', { status: 529, error: null }),
      529,
      'Midway, the model provider answered 529 (server error).',
    ],
    [failure('network'), 'network', 'could not be reached: connect ECONNREFUSED 10.96.3.7:443.'],
    [failure('timeout'), 'timeout', 'fell silent: nothing came for 120 s.'],
    [failure('cut-stream'), 'cut-stream', 'answer broke off: terminated.'],
    [failure('empty', { status: 200 }), 'empty-answer', 'without a text or a call of a tool'],
    [failure('bad-answer'), 'bad-answer', 'no answer in its protocol: <html>'],
    [
      { servedModel: 'gpt-5.5-mini' },
      'wrong-model',
      'Another model answered than the one asked for: gpt-5.5-mini.',
    ],
    [failure('refused', { refusal: 'too-large' }), 413, 'too large'],
  ] as const)('tells what the provider did: %#', (closed, code, words) => {
    const found = fault(turn(closed));
    expect(found).toMatchObject({ class: 'provider-error', code });
    expect(found!.cause).toContain(words);
  });

  it('tells a cap from a provider', () => {
    const closed = failure('refused', { refusal: 'budget', error: '`max-cost-usd` 5 is reached.' });
    expect(fault(turn(closed))).toEqual({
      class: 'over-cap',
      code: null,
      cause: 'A cap was reached before the run had ended: `max-cost-usd` 5 is reached.',
    });
  });

  it('blames the relay for what was under way when it ended, and for nothing else', () => {
    const open = turn().slice(0, -1);
    const restarted: WireLine = { kind: 'started', at: AT + 20_000, restarts: 1 };
    expect(fault([...open, restarted])).toMatchObject({ class: 'relay-lost' });
    expect(fault([...open, restarted, ...request({ id: 'c', at: AT + 21_000, run: RUN })])).toBeNull();
    expect(fault([...turn(), restarted])).toBeNull();
    expect(fault(turn(failure('refused', { refusal: 'journal' })))).toMatchObject({ class: 'relay-lost' });
  });

  it('blames the gateway for a call of a tool that nothing follows, unless the time was up', () => {
    const unanswered = turn({ callsTool: true });
    expect(fault(unanswered)).toMatchObject({ class: 'dead-turn', code: null });
    expect(fault(unanswered, { isStopped: true })).toBeNull();
    expect(fault(unanswered, { endedAtMs: AT + 178_000 })).toBeNull();
    expect(fault(unanswered, { endedAtMs: AT + 30_000 })).toMatchObject({ class: 'dead-turn' });
    expect(fault(unanswered, { endedAtMs: AT + 30_000, turnLimitMs: 30_000 })).toBeNull();
  });

  it('tells a silent provider, which the gateway gave up, from a model that was stopped', () => {
    expect(fault(turn(failure('client-gone', { silentMs: 60_000, firstByteAt: null })))).toMatchObject({
      code: 'timeout',
    });
    expect(fault(turn(failure('client-gone', { silentMs: 60_000 })), { isStopped: true })).toMatchObject({
      code: 'timeout',
    });
    expect(fault(turn(failure('client-gone', { silentMs: 200 })), { isStopped: true })).toBeNull();
    expect(fault(turn(failure('client-gone', { silentMs: 200 })))).toMatchObject({ class: 'dead-turn' });
  });

  it('does not take an answer back for what the gateway began after it and gave up', () => {
    const after = request({ id: 'c', at: AT + 9000, run: RUN, closed: failure('client-gone') });
    expect(fault([...turn(), ...after])).toBeNull();
    expect(fault([...turn(), after[0]!])).toBeNull();
  });

  it('blames waiting if it took a quarter of the time that was up', () => {
    const waited = turn({ callsTool: true, waitedMs: 60_000 });
    expect(fault(waited, { endedAtMs: AT + 180_000 })).toMatchObject({ class: 'rate-limited', code: null });
    expect(fault(turn({ callsTool: true, waitedMs: 20_000 }), { endedAtMs: AT + 180_000 })).toBeNull();
    expect(fault(turn({ waitedMs: 60_000 }), { endedAtMs: AT + 80_000 })).toBeNull();
    expect(fault(turn({ waitedMs: 100_000 }), { endedAtMs: AT + 300_000, isStopped: true })).toMatchObject({
      class: 'rate-limited',
    });
  });

  it('leaves limits of the model to the model', () => {
    const beyond = failure('http-error', {
      status: 400,
      error: "This model's maximum context length is 128000 tokens. However, you requested 130112 tokens",
    });
    expect(fault(turn(beyond))).toBeNull();
    expect(fault(request({ id: '1', at: AT, run: RUN, closed: beyond }))).toMatchObject({ code: 400 });
    expect(fault(turn(failure('empty', { finishReason: 'length' })))).toBeNull();
    for (const finishReason of ['content_filter', 'SAFETY', 'MALFORMED_FUNCTION_CALL', 'SPII', 'refusal'])
      expect(fault(turn(failure('empty', { finishReason })))).toBeNull();
    expect(fault(turn({ callsTool: true, finishReason: 'length' }))).toBeNull();
  });

  it('expects the name that the endpoint gave when it was checked', () => {
    const check = request({
      id: 'k',
      at: AT - 9000,
      opened: { purpose: 'check' },
      closed: { servedModel: '/models/llama.gguf' },
    });
    expect(fault([...check, ...turn({ servedModel: '/models/llama.gguf' })])).toBeNull();
    expect(fault([...check, ...turn({ servedModel: '/models/qwen.gguf' })])).toMatchObject({
      code: 'wrong-model',
    });
    expect(fault([...check, ...turn({ servedModel: 'gpt-5.5' })])).toBeNull();
    const unchecked = (first: string, second: string) =>
      fault([
        ...request({ id: 'a', at: AT, run: RUN, closed: { callsTool: true, servedModel: first } }),
        ...request({ id: 'b', at: AT + 5000, run: RUN, closed: { servedModel: second } }),
      ]);
    expect(unchecked('/models/llama.gguf', '/models/llama.gguf')).toBeNull();
    expect(unchecked('/models/llama.gguf', '/models/qwen.gguf')).toMatchObject({ code: 'wrong-model' });
  });

  it.each([
    failure('http-error', { status: 400, error: 'messages: at least one message is required' }),
    failure('http-error', { status: 413 }),
    failure('http-error', { status: 422 }),
    failure('refused', { refusal: 'too-large' }),
    failure('refused', { refusal: 'too-many' }),
    failure('empty', { finishReason: 'stop' }),
    failure('client-gone'),
  ])('does not let a program of the agent spoil its run by a request that must fail: %#', (closed) => {
    const forged = request({ id: 'x', at: AT + 1000, run: { ...RUN, turn: 'forged' }, closed });
    const [first, second, ...rest] = turn();
    expect(fault([first!, second!, ...forged, ...rest])).toBeNull();
    expect(fault([first!, second!, forged[0]!, ...rest])).toBeNull();
    // Left behind by the run.
    const late = request({ id: 'x', at: AT + 40_000, run: { ...RUN, turn: 'forged' }, closed });
    expect(fault([...turn(), ...late], { endedAtMs: AT + 30_000 })).toBeNull();
    // The gateway's own turn is another matter.
    expect(fault(turn(closed))).not.toBeNull();
  });

  it('tells another model that went on with a turn, though its time was up', () => {
    const other = (name: string) =>
      request({ id: 'o', at: AT + 9000, run: { ...RUN, turn: name }, opened: { model: 'gpt-5.5-mini' } });
    const fallen = [...turn({ callsTool: true }), ...other('turn-1')];
    expect(fault(fallen)).toMatchObject({ class: 'provider-error', code: 'wrong-model' });
    expect(fault(fallen, { isStopped: true })).toMatchObject({ code: 'wrong-model' });
    // What is asked about a conversation that has its answer.
    expect(fault([...turn(), ...other('turn-1')])).toBeNull();
    expect(fault([...turn(), ...other('turn-2')])).toBeNull();
  });

  it('takes what the provider did to a helper for its failure', () => {
    const helped = (closed: Partial<RequestClosed>) => {
      const [first, second, ...rest] = turn();
      const helper = request({ id: 'x', at: AT + 1000, run: { ...RUN, turn: 'helper' }, closed });
      return fault([first!, second!, ...helper, ...rest]);
    };
    expect(helped(failure('http-error', { status: 503 }))).toMatchObject({ code: 503 });
    expect(helped(failure('cut-stream'))).toMatchObject({ code: 'cut-stream' });
  });

  it('does not take a turn for a helper of a helper that the turn before left behind', () => {
    const [first, second, ...rest] = turn();
    const helper = request({ id: 'x', at: AT + 1000, tookMs: 60_000, run: { ...RUN, turn: 'helper' } });
    const next = request({
      id: 'n',
      at: AT + 20_000,
      run: { ...RUN, turn: 'two' },
      closed: failure('http-error', { status: 400, error: 'no such tool' }),
    });
    expect(fault([first!, second!, helper[0]!, ...rest, ...next, helper[1]!])).toMatchObject({ code: 400 });
  });

  it('names the cause rather than its consequence', () => {
    const lines = [
      ...request({ id: '1', at: AT, run: { ...RUN, turn: 'one' }, closed: { callsTool: true } }),
      ...request({ id: '2', at: AT + 9000, run: { ...RUN, turn: 'two' }, closed: failure('network') }),
    ];
    expect(fault(lines)).toMatchObject({ code: 'network' });
  });
});
