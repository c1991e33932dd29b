import { describe, expect, it } from 'vitest';
import { errorStatuses, parseGatewayLog, type GatewayLog } from '../../../src/result/formats/gateway-log.ts';
import { linesOf } from '../../../src/result/formats/lines.ts';
import { parseHarnessLog } from '../../../src/result/formats/harness-log.ts';
import { classifyBySummary } from '../../../src/result/verdict/classify-by-summary.ts';
import { classifyRun } from '../../../src/result/verdict/classify-run.ts';
import { assessRuns } from '../../../src/result/verdict/health.ts';
import type { RunEvidence } from '../../../src/result/verdict/run-evidence.ts';
import {
  parseRunFile,
  readRunCache,
  runKey,
  type RunCacheEntry,
} from '../../../src/result/formats/run-cache.ts';
import { benchmark, bytesOf, encode, runFile, textOf } from '../../fixtures/result.ts';

const answered = runFile('run-cache-entry.json');
const refused = runFile('run-cache-entry-provider-401.json');
const stormed = runFile('run-cache-entry-429-midway.json');

type Message = RunCacheEntry['transcript']['messages'][number];

function said(role: string, text: string, more: Partial<Message> = {}): Message {
  const usage = {
    input_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    total_tokens: 0,
    total_cost_usd: 0,
  };
  return { role, text, tool_calls: [], usage, ...more };
}

function withTranscript(...messages: Message[]): RunCacheEntry {
  return { ...answered, transcript: { messages } };
}

function evidence(change: Partial<RunEvidence>): RunEvidence {
  return {
    taskId: 't1-bugfix-discount',
    runIndex: 0,
    entry: null,
    judgeScores: false,
    unreadable: null,
    tampered: false,
    harness: null,
    gateway: null,
    neighbours: [],
    incidents: [],
    ...change,
  };
}

const at = (text: string): number => Date.parse(text);

function responses(...statuses: number[]): GatewayLog {
  const list = statuses.map((status, i) => ({ atMs: at('2026-11-22T10:00:00Z') + i * 1000, status }));
  return { responses: list, failedTurns: [], restarts: 0 };
}

describe('parseGatewayLog', () => {
  it('reads statuses and given-up turns of a real storm', () => {
    const log = parseGatewayLog(linesOf([textOf('gateway-429-lines.log')]));
    expect(errorStatuses(log)).toEqual([429]);
    expect(log.responses).toHaveLength(8);
    expect(log.failedTurns).toEqual([
      { atMs: at('2026-11-22T10:31:47.127Z'), code: 429, text: '429 fake failure' },
      { atMs: at('2026-11-22T10:31:47.158Z'), code: 429, text: '429 fake failure' },
    ]);
  });

  it('finds no failure in the log of a healthy gateway', () => {
    const log = parseGatewayLog(linesOf([textOf('gateway-2026.7.35.log')]));
    expect(log.responses.length).toBeGreaterThan(20);
    expect(errorStatuses(log)).toEqual([]);
    expect(log.failedTurns).toEqual([]);
    expect(log.restarts).toBe(0);
  });

  it('tells the model of the eval from those of other users of the gateway', () => {
    const storm = textOf('gateway-429-lines.log');
    const theirs = storm.replaceAll('fake/fake-1', 'other/x').replaceAll(/=fake (.*)=fake-1/g, '=other $1=x');
    const ours =
      '2026-11-22T10:30:00.000+00:00 [provider-transport-fetch] [model-fetch] response provider=fake api=a model=fake-1 status=200 elapsedMs=1\n';
    const of = (text: string, model: string | null): number[] => {
      const log = parseGatewayLog(linesOf([text]), model);
      return [log.responses.length, errorStatuses(log).length, log.failedTurns.length];
    };
    expect(of(theirs + ours, 'fake/fake-1')).toEqual([1, 0, 0]);
    expect(of(storm + ours, 'fake/fake-1')).toEqual([9, 1, 2]);
    // Where the gateway calls it otherwise, all may be ours.
    expect(of(theirs + ours, 'alias')).toEqual([9, 1, 2]);
    expect(of(theirs + ours, null)).toEqual([9, 1, 2]);
  });

  it('ignores lines that only quote the format, and reads coloured ones', () => {
    const line =
      '[provider-transport-fetch] [model-fetch] response provider=p api=a model=m status=500 elapsedMs=1';
    const log = parseGatewayLog(
      linesOf([
        [
          `the model wrote: 2026-11-22T10:00:00.000+00:00 ${line}`,
          `2026-11-22T10:00:00.000+00:00 [agent/tool] ${line}`,
          `\u001B[2m2026-11-22T10:00:01.000+00:00\u001B[0m \u001B[36m[provider-transport-fetch]\u001B[0m [model-fetch] response provider=p api=a model=m status=503 elapsedMs=1\r`,
        ].join('\n'),
      ]),
    );
    expect(log.responses).toEqual([{ atMs: at('2026-11-22T10:00:01Z'), status: 503 }]);
  });

  it('counts restarts', () => {
    const ready = '2026-11-22T10:00:00.000+00:00 [gateway] ready';
    expect(parseGatewayLog([ready, ready, ready]).restarts).toBe(2);
  });

  it('reads hostile text in linear time', () => {
    const started = performance.now();
    parseGatewayLog([
      `2026-11-22T10:00:00.000+00:00 [agent/embedded] embedded run failover decision: ${'decision= '.repeat(200_000)}`,
    ]);
    parseGatewayLog(linesOf(['rawError='.repeat(500_000)]));
    parseHarnessLog(linesOf([`10:00:00 ERROR clawbench.${'a.'.repeat(500_000)}`]), 0);
    // In quadratic time it would take minutes.
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('parseHarnessLog', () => {
  it('gives the time of each run of a real log', () => {
    const runs = parseHarnessLog(linesOf([textOf('clawbench-80col.log')]), at('2026-11-22T07:29:00Z'));
    expect(runs.size).toBe(27);
    expect(runs.get(runKey('t1-bugfix-discount', 0))).toEqual({
      startedAtMs: at('2026-11-22T07:30:24Z') - 23_200,
      endedAtMs: at('2026-11-22T07:30:24Z'),
      exception: null,
      overBudget: false,
      earlier: [],
    });
  });

  it('gives the exception of each run of an unreachable gateway', () => {
    const runs = parseHarnessLog(linesOf([textOf('clawbench-gateway-unreachable.log')]), null);
    expect(runs.get(runKey('t1-bugfix-discount', 1))).toMatchObject({
      endedAtMs: null,
      exception: "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 18789)",
    });
  });

  it('goes over midnight', () => {
    const line = (time: string, run: number): string =>
      `${time} INFO clawbench.harness: TIMING t/run${run} total=10.0s score=1.00 C=1 T=1 B=1 J=0`;
    const runs = parseHarnessLog([line('23:59:58', 0), line('00:00:07', 1)], at('2026-11-22T23:50:00Z'));
    expect(runs.get(runKey('t', 1))?.endedAtMs).toBe(at('2026-11-23T00:00:07Z'));
  });

  it.each([
    ['the same day', '10:00:00', '23:30:00', '2026-11-22T23:30:00Z'],
    ['the next day', '10:00:00', '09:40:00', '2026-11-23T09:40:00Z'],
    ['seconds before, at midnight', '00:00:02', '23:59:58', '2026-11-21T23:59:58Z'],
  ])('goes on when held runs get more company: %s', (_, last, next, expected) => {
    const line = (time: string, run: number): string =>
      `${time} INFO clawbench.harness: TIMING t/run${run} total=10.0s score=1.00 C=1 T=1 B=1 J=0`;
    const runs = parseHarnessLog([line(last, 0), line(next, 1)], at(`2026-11-22T${last}Z`));
    expect(runs.get(runKey('t', 1))?.endedAtMs).toBe(at(expected));
  });

  it('notes a run that used up its budget, and gives no times for a run taken from the cache', () => {
    const runs = parseHarnessLog(
      [
        '10:00:00 WARNING clawbench.harness: Run t/0 hit per-run budget (600s); stopping user simulator',
        '10:00:01 INFO clawbench.harness: TIMING t/run1 total=cached score=1.00 C=1.00 T=1.00 B=1.00 J=0.00  (resumed from /x)',
      ],
      at('2026-11-22T09:00:00Z'),
    );
    expect(runs.get(runKey('t', 0))?.overBudget).toBe(true);
    expect(runs.has(runKey('t', 1))).toBe(false);
  });

  it('tells a run that is made again from what it was before', () => {
    const runs = parseHarnessLog(
      [
        '10:00:00 WARNING clawbench.harness: Run t/0 hit per-run budget (600s); stopping user simulator',
        '10:00:02 INFO clawbench.harness: TIMING t/run0 total=602.0s score=0.00 C=0.00 T=0.00 B=0.00 J=0.00',
        '10:01:00 ERROR clawbench.harness: Run t/0 failed',
        'Traceback (most recent call last):',
        'ConnectionRefusedError: [Errno 111] Connect call failed',
        '10:02:10 INFO clawbench.harness: TIMING t/run0 total=10.0s score=1.00 C=1.00 T=1.00 B=1.00 J=0.00',
      ],
      at('2026-11-22T09:00:00Z'),
    );
    expect(runs.get(runKey('t', 0))).toEqual({
      startedAtMs: at('2026-11-22T10:02:00Z'),
      endedAtMs: at('2026-11-22T10:02:10Z'),
      exception: null,
      overBudget: false,
      earlier: [
        { startedAtMs: at('2026-11-22T09:50:00Z'), endedAtMs: at('2026-11-22T10:00:02Z') },
        { startedAtMs: null, endedAtMs: at('2026-11-22T10:01:00Z') },
      ],
    });
  });
});

describe('a run with a file', () => {
  it('is valid if the model answered', () => {
    expect(classifyRun(evidence({ entry: answered }))).toMatchObject({ class: 'valid', certainty: 'sure' });
  });

  it('is valid if the model answered although its endpoint reports no tokens', () => {
    const silent = {
      ...answered,
      token_usage: { ...answered.token_usage, total_tokens: 0 },
      transcript: {
        messages: answered.transcript.messages.map((message) =>
          said(message.role, message.text ?? '', { tool_calls: message.tool_calls }),
        ),
      },
    };
    expect(classifyRun(evidence({ entry: silent })).class).toBe('valid');
  });

  it('is a dead turn if all there is is the gateway saying that it failed', () => {
    expect(classifyRun(evidence({ entry: refused }))).toMatchObject({
      class: 'dead-turn',
      cause: 'The gateway ended a turn without an answer: The agent run failed before producing a reply.',
    });
  });

  it('is a provider error with its code if the gateway log tells it', () => {
    expect(classifyRun(evidence({ entry: refused, gateway: responses(401, 401, 401) }))).toMatchObject({
      class: 'provider-error',
      code: 401,
      cause: 'The model provider answered 401 (the key was refused).',
    });
  });

  it('takes the code from the time of the run if the log has several', () => {
    const gateway = responses(401, 401, 500, 401);
    const harness = {
      startedAtMs: at('2026-11-22T10:00:02Z'),
      endedAtMs: at('2026-11-22T10:00:02Z'),
      exception: null,
      overBudget: false,
      earlier: [],
    };
    const shifted = {
      ...gateway,
      responses: gateway.responses.map((r, i) => (i === 2 ? r : { ...r, atMs: r.atMs + 3_600_000 })),
    };
    expect(classifyRun(evidence({ entry: refused, gateway: shifted, harness }))).toMatchObject({ code: 500 });
    expect(classifyRun(evidence({ entry: refused, gateway: shifted }))).toMatchObject({ class: 'dead-turn' });
  });

  it('is a provider error if a storm began midway, tokens and a good score notwithstanding', () => {
    expect(stormed.run_score).toBeGreaterThan(0.9);
    expect(classifyRun(evidence({ entry: stormed, runIndex: 1 }))).toMatchObject({
      class: 'provider-error',
      code: 429,
      cause: 'Midway, the model provider answered 429 (rate limit).',
    });
  });

  it('is valid if the gateway mended a failed attempt by its own retry', () => {
    const entry = withTranscript(
      said('user', 'Do it.'),
      said('assistant', '[assistant turn failed before producing content]\n429 Rate limit reached'),
      said('user', 'Do it.'),
      said('assistant', 'Done.'),
    );
    expect(classifyRun(evidence({ entry, gateway: responses(429, 200) })).class).toBe('valid');
  });

  it('is invalid if one of several turns ended in a provider error', () => {
    const entry = withTranscript(
      said('user', 'First.'),
      said('assistant', '503 Service Unavailable'),
      said('user', 'Second.'),
      said('assistant', 'Done.'),
    );
    expect(classifyRun(evidence({ entry }))).toMatchObject({ class: 'provider-error', code: 503 });
  });

  it("is valid if the model itself wrote a provider's words", () => {
    const words = '429 Rate limit reached for requests';
    const usage = { ...said('assistant', '').usage, total_tokens: 12 };
    const counted = withTranscript(said('user', 'What does it print?'), said('assistant', words, { usage }));
    expect(classifyRun(evidence({ entry: counted })).class).toBe('valid');
    // No usage reported: the gateway log knows that no request failed.
    const uncounted = withTranscript(said('user', 'What does it print?'), said('assistant', words));
    expect(classifyRun(evidence({ entry: uncounted, gateway: responses(200, 200) })).class).toBe('valid');
    expect(classifyRun(evidence({ entry: uncounted, gateway: responses(200, 429) })).class).toBe(
      'provider-error',
    );
  });

  it.each(['500 units are left in stock.', '450 customers churned.', '404 is returned for a missing page.'])(
    'is valid if the model answers "%s" on an endpoint that reports no tokens, and there is no log',
    (text) => {
      const entry = withTranscript(said('user', 'How many?'), said('assistant', text));
      expect(classifyRun(evidence({ entry })).class).toBe('valid');
    },
  );

  it('is a provider error if a status stands where an endpoint reports no tokens, though it does elsewhere', () => {
    const usage = { ...said('assistant', '').usage, total_tokens: 12 };
    const entry = withTranscript(
      said('user', 'How many?'),
      said('assistant', '', { usage, tool_calls: [{ name: 'exec' }] }),
      said('assistant', '500 x'),
    );
    expect(classifyRun(evidence({ entry }))).toMatchObject({ class: 'provider-error', code: 500 });
  });

  it('takes what the gateway repeats of a failure for no answer', () => {
    const failure = said('assistant', '[assistant turn failed before producing content]\nConnection error.');
    const entry = withTranscript(
      said('user', 'Do it.'),
      said('assistant', '', { tool_calls: [{ name: 'exec' }] }),
      failure,
      said('user', 'Do it.'),
      said('assistant', 'Connection error.'),
    );
    expect(classifyRun(evidence({ entry }))).toMatchObject({
      class: 'dead-turn',
      cause: 'The gateway ended a turn without an answer: Connection error.',
    });
    const mended = withTranscript(
      said('user', 'Do it.'),
      failure,
      said('user', 'Do it.'),
      said('assistant', 'Done.'),
    );
    expect(classifyRun(evidence({ entry: mended })).class).toBe('valid');
  });

  describe('and a turn in which nothing of the model follows', () => {
    const usage = { ...said('assistant', '').usage, total_tokens: 12 };
    const first = [said('user', 'First.'), said('assistant', 'Done.', { usage })];
    const classOf = (messages: Message[], more: Partial<RunEvidence> = {}): string =>
      classifyRun(evidence({ entry: withTranscript(...first, ...messages), ...more })).class;

    it.each<[string, Message[]]>([
      [
        'nothing at all',
        [said('user', 'Second.'), said('user', 'Third.'), said('assistant', 'Done.', { usage })],
      ],
      ['nothing at its end', [said('user', 'Second.')]],
      ['nothing when it was repeated', [said('user', 'First.')]],
      [
        'a text without tokens, where others have some',
        [said('user', 'Second.'), said('assistant', 'LLM request timed out.')],
      ],
      ['a notice in words that nobody knows', [said('user', 'Second.'), said('custom', 'A billing error.')]],
    ])('is a dead turn: %s', (_, messages) => {
      expect(classOf(messages)).toBe('dead-turn');
    });

    it('is said with what the gateway wrote', () => {
      const entry = withTranscript(...first, said('user', 'Second.'), said('custom', 'At capacity'));
      expect(classifyRun(evidence({ entry })).cause).toBe(
        'The gateway ended a turn without an answer: nothing of the model follows a message of the user, only: At capacity.',
      );
    });

    it('is a provider error if the gateway’s log tells it', () => {
      expect(classOf([said('user', 'Second.')], { gateway: responses(200, 503) })).toBe('provider-error');
    });

    it('is the model’s own if the harness stopped the run in it, or the gateway aborted it', () => {
      const harness = { startedAtMs: null, endedAtMs: null, exception: null, overBudget: true, earlier: [] };
      expect(classOf([said('user', 'Second.')], { harness })).toBe('valid');
      expect(classOf([said('user', 'Second.'), said('user', 'Third.')], { harness })).toBe('dead-turn');
      expect(classOf([said('user', 'Second.'), said('assistant', 'This operation was aborted')])).toBe(
        'valid',
      );
      // It thought until its tokens were used up.
      expect(classOf([said('user', 'Second.'), said('assistant', '', { usage })])).toBe('valid');
    });

    it('is none if the gateway speaks in the place of the user', () => {
      const notice = '<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>> a helper is done';
      expect(classOf([said('user', notice)])).toBe('valid');
    });

    it('is the harness’s failure if an exception ended the run', () => {
      const entry = { ...withTranscript(...first, said('user', 'Second.')), error: 'FileNotFoundError: x' };
      expect(classifyRun(evidence({ entry })).class).toBe('harness-error');
    });
  });

  it('is not said to be the words of the model by a log that has lost the time of the run', () => {
    const entry = withTranscript(
      said('user', 'Do it.'),
      said('assistant', '', { tool_calls: [{ name: 'exec' }] }),
      said('assistant', '429 Rate limit reached for requests'),
    );
    const during = (from: string, to: string): RunEvidence['harness'] => ({
      startedAtMs: at(from),
      endedAtMs: at(to),
      exception: null,
      overBudget: false,
      earlier: [],
    });
    const gateway = responses(200, 200);
    const before = during('2026-11-22T09:00:00Z', '2026-11-22T09:01:00Z');
    expect(classifyRun(evidence({ entry, gateway, harness: before }))).toMatchObject({ code: 429 });
    const then = during('2026-11-22T09:59:00Z', '2026-11-22T10:01:00Z');
    expect(classifyRun(evidence({ entry, gateway, harness: then })).class).toBe('valid');
  });

  it.each([
    ['This turn ended before a reply: plugin generation was superseded', 'dead-turn'],
    ['This turn ended before a reply: ⚠️ API rate limit reached. Please try again later.', 'provider-error'],
  ])('with the notice "%s" is a %s', (text, kind) => {
    const entry = withTranscript(said('user', 'Do it.'), said('custom', text));
    expect(classifyRun(evidence({ entry })).class).toBe(kind);
  });

  it('is no answer if the transcript has only the user, or only an abort', () => {
    expect(classifyRun(evidence({ entry: withTranscript(said('user', 'Do it.')) })).class).toBe('no-answer');
    const aborted = withTranscript(said('user', 'Do it.'), said('assistant', 'This operation was aborted'));
    expect(classifyRun(evidence({ entry: aborted })).class).toBe('no-answer');
    expect(classifyRun(evidence({ entry: withTranscript() })).class).toBe('no-answer');
  });

  it('is valid if the model was answering when its time was up', () => {
    const harness = { startedAtMs: null, endedAtMs: null, exception: null, overBudget: true, earlier: [] };
    expect(classifyRun(evidence({ entry: answered, harness }))).toMatchObject({
      class: 'valid',
      overBudget: true,
    });
    const late = { ...answered, execution_status: 'timeout' };
    expect(classifyRun(evidence({ entry: late }))).toMatchObject({ class: 'valid', overBudget: true });
    const cut = withTranscript(
      said('user', 'Do it.'),
      said('assistant', '', { tool_calls: [{ name: 'exec' }] }),
      said('assistant', 'This operation was aborted'),
    );
    expect(classifyRun(evidence({ entry: cut, harness })).class).toBe('valid');
  });

  it.each([
    ['setup_error', 'Missing asset pack x', 'harness-error'],
    ['execution_error', 'RPC sessions.send timed out after 300.0s', 'gateway-lost'],
    ['grading_error', null, 'harness-error'],
  ])('with status %s of newer harnesses (%s) is a %s', (status, error, kind) => {
    expect(classifyRun(evidence({ entry: { ...answered, execution_status: status, error } })).class).toBe(
      kind,
    );
  });

  it('is a judge error if the judge is part of the score and gave none', () => {
    const entry = {
      ...answered,
      judge_result: { ...answered.judge_result, enabled: true, error: '429 slow down' },
    };
    expect(classifyRun(evidence({ entry, judgeScores: true }))).toMatchObject({
      class: 'judge-error',
      cause: "The judge, whose score is part of the run's, gave none: 429 slow down",
    });
    expect(classifyRun(evidence({ entry })).class).toBe('valid');
    expect(classifyRun(evidence({ entry: answered, judgeScores: true })).class).toBe('valid');
    // What the model could not do comes first.
    const dead = { ...refused, judge_result: entry.judge_result };
    expect(classifyRun(evidence({ entry: dead, judgeScores: true })).class).toBe('dead-turn');
  });

  it('is tampered if its file changed, whatever it says', () => {
    expect(classifyRun(evidence({ entry: answered, tampered: true })).class).toBe('tampered');
  });

  describe('and a turn the gateway log gave up at its time', () => {
    const failedAt = at('2026-11-22T10:00:30Z');
    const gateway = { ...responses(200), failedTurns: [{ atMs: failedAt, code: 429, text: '429 x' }] };
    const span = (from: number, to: number): NonNullable<RunEvidence['harness']> => ({
      startedAtMs: failedAt + from * 1000,
      endedAtMs: failedAt + to * 1000,
      exception: null,
      overBudget: false,
      earlier: [],
    });

    it('is a provider error if no other run was under way', () => {
      const found = evidence({
        entry: answered,
        gateway,
        harness: span(-20, 20),
        neighbours: [span(30, 50)],
      });
      expect(classifyRun(found)).toMatchObject({ class: 'provider-error', code: 429 });
    });

    it.each(['Connection error.', 'LLM request timed out.', 'words that nobody knows'])(
      'is a provider error without a status too: %s',
      (text) => {
        const silent = { ...gateway, failedTurns: [{ atMs: failedAt, code: null, text }] };
        expect(
          classifyRun(evidence({ entry: answered, gateway: silent, harness: span(-20, 20) })),
        ).toMatchObject({
          class: 'provider-error',
          code: null,
          cause: expect.stringContaining(
            `The gateway gave up a turn, and nothing in the transcript says why: ${text}`,
          ),
        });
      },
    );

    it.each([
      'The relay cannot write its journal, and forwards nothing until it can: the disk is full.',
      'The relay forwards nothing: its journal has reached 256 MiB.',
    ])('is the relay’s if the gateway quotes it: %s', (words) => {
      const refusing = {
        ...responses(200, 503, 503),
        failedTurns: [{ atMs: failedAt, code: 503, text: `503 ${words}` }],
      };
      const entry = withTranscript(said('user', 'Do it.'), said('assistant', 'LLM request failed: 503'));
      const ofRun = (harness: RunEvidence['harness']): string =>
        classifyRun(evidence({ entry, gateway: refusing, harness })).class;
      expect(ofRun(span(-20, 20))).toBe('relay-lost');
      expect(ofRun({ ...span(-20, 20), endedAtMs: null })).toBe('relay-lost');
      expect(ofRun(null)).toBe('relay-lost');
      // The relay forwarded again before this run began.
      expect(ofRun(span(60, 90))).toBe('provider-error');
    });

    it('is explained by what the transcript says of it, once', () => {
      const logged = (code: number | null, text: string, times = 1): GatewayLog => ({
        ...responses(200),
        failedTurns: Array.from({ length: times }, () => ({ atMs: failedAt, code, text })),
      });
      const run = (words: string, log: GatewayLog): string => {
        const turn = [said('user', 'Do it.'), said('assistant', '', { tool_calls: [{ name: 'exec' }] })];
        const entry = withTranscript(
          ...turn,
          said('assistant', words),
          said('user', 'Do it.'),
          said('assistant', 'Done.'),
        );
        return classifyRun(evidence({ entry, gateway: log, harness: span(-20, 20) })).class;
      };
      const refusedOnce = '[assistant turn failed before producing content]\nConnection error.';
      expect(run(refusedOnce, logged(null, 'Connection error.'))).toBe('valid');
      expect(run(refusedOnce, logged(null, 'Connection error.', 2))).toBe('provider-error');
      expect(run(refusedOnce, logged(null, 'terminated'))).toBe('provider-error');
      expect(run('Context overflow: prompt too large', logged(400, '400 too long'))).toBe('valid');
      expect(run('Context overflow: prompt too large', logged(429, '429 slow down'))).toBe('provider-error');
      expect(run('This operation was aborted', logged(null, 'This operation was aborted'))).toBe('valid');
      expect(run('This operation was aborted', logged(null, 'LLM request timed out.'))).toBe(
        'provider-error',
      );
    });

    it('is not blamed if it could have been another run, or the judge', () => {
      const shared = evidence({
        entry: answered,
        gateway,
        harness: span(-20, 20),
        neighbours: [span(-5, 5)],
      });
      expect(classifyRun(shared).class).toBe('valid');
      const judged = {
        ...answered,
        judge_result: { ...answered.judge_result, enabled: true, error: 'no answer' },
      };
      expect(classifyRun(evidence({ entry: judged, gateway, harness: span(-20, 20) })).class).toBe('valid');
    });

    it('is a provider error also if a later run of a serial eval ended with an exception', () => {
      const log = (execution: string): string[] => [
        `Execution: ${execution}`,
        '10:00:11 INFO clawbench.client: Connected to gateway (protocol v4)',
        '10:00:41 INFO clawbench.harness: TIMING t1-bugfix-discount/run0 total=30.0s score=0.20 C=0.00 T=0.27 B=0.50 J=0.00',
        '10:00:55 ERROR clawbench.harness: Run other/0 failed',
        'TimeoutError: RPC agents.create timed out after 60.0s',
      ];
      const classOf = (execution: string): string | undefined =>
        assessRuns({
          planned: [{ taskId: 't1-bugfix-discount', runs: 1 }],
          result: null,
          runFiles: new Map([[runKey('t1-bugfix-discount', 0), answered]]),
          tampered: new Set(),
          shards: [
            {
              tasks: ['t1-bugfix-discount', 'other'],
              gateway,
              harness: parseHarnessLog(log(execution), at('2026-11-22T10:00:00Z')),
              incidents: [],
            },
          ],
        })[0]?.class;
      expect(classOf('serial')).toBe('provider-error');
      // Beside others nobody knows when it began.
      expect(classOf('parallel(concurrency=4, browser=1)')).toBe('valid');
    });

    it('is not blamed for a turn of its neighbour that was made again since', () => {
      // Stamps are whole seconds, so that this run seems to begin 0.4 s before its neighbour failed.
      const harness = parseHarnessLog(
        [
          '10:00:30 INFO clawbench.harness: TIMING other/run0 total=3.0s score=0.20 C=0.00 T=0.27 B=0.50 J=0.00',
          '10:00:32 INFO clawbench.harness: TIMING t1-bugfix-discount/run0 total=2.4s score=1.00 C=1.00 T=1.00 B=1.00 J=0.00',
          '10:00:38 INFO clawbench.harness: TIMING other/run0 total=2.0s score=1.00 C=1.00 T=1.00 B=1.00 J=0.00',
        ],
        at('2026-11-22T10:00:00Z'),
      );
      const [health] = assessRuns({
        planned: [{ taskId: 't1-bugfix-discount', runs: 1 }],
        result: null,
        runFiles: new Map([[runKey('t1-bugfix-discount', 0), answered]]),
        tampered: new Set(),
        shards: [{ tasks: ['t1-bugfix-discount', 'other'], gateway, harness, incidents: [] }],
      });
      expect(health?.class).toBe('valid');
    });
  });
});

describe('a run without a file', () => {
  const failed = (exception: string): RunEvidence['harness'] => ({
    startedAtMs: null,
    endedAtMs: null,
    exception,
    overBudget: false,
    earlier: [],
  });

  it.each([
    ["ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 18789)", 'gateway-lost'],
    ['websockets.exceptions.ConnectionClosedError: no close frame received or sent', 'gateway-lost'],
    ['RuntimeError: RPC connect failed: UNAVAILABLE - protocol mismatch', 'gateway-lost'],
    ['TimeoutError: RPC agents.create timed out after 60.0s', 'gateway-lost'],
    ['RuntimeError: RPC sessions.create failed: INVALID_REQUEST - Unknown agent id "x"', 'harness-error'],
    ['FileNotFoundError: Missing asset pack x', 'harness-error'],
  ])('that ended with %s is a %s', (exception, kind) => {
    expect(classifyRun(evidence({ harness: failed(exception) })).class).toBe(kind);
  });

  it('is laid to the pod if the pod was killed', () => {
    const oom = { kind: 'oom', detail: 'Container clawbench was killed for using more than 4Gi.' } as const;
    expect(classifyRun(evidence({ incidents: [oom] }))).toMatchObject({ class: 'oom', cause: oom.detail });
    for (const kind of ['evicted', 'node-lost'] as const)
      expect(classifyRun(evidence({ incidents: [{ kind, detail: 'x' }] })).class).toBe(kind);
  });

  it('is not said to have no file if it has one that cannot be read', () => {
    const unreadable = new Map([
      [runKey('t1-bugfix-discount', 1), 'run1.json is not a run of ClawBench: x.'],
    ]);
    const health = assessRuns({
      planned: [{ taskId: 't1-bugfix-discount', runs: 3 }],
      result: null,
      runFiles: new Map([[runKey('t1-bugfix-discount', 0), answered]]),
      unreadable,
      tampered: new Set(),
      shards: [],
    });
    expect(health.map((run) => [run.class, run.cause])).toEqual([
      ['valid', 'The model answered.'],
      ['not-run', 'The run has a file that cannot be read: run1.json is not a run of ClawBench: x.'],
      ['not-run', 'The run did not finish: the harness wrote nothing about it.'],
    ]);
  });

  it('did not run if nothing is known of it', () => {
    expect(classifyRun(evidence({})).class).toBe('not-run');
  });

  it('quotes strangers in one short line', () => {
    const { cause } = classifyRun(
      evidence({ harness: failed(`ValueError: a\n::error::b\u202E${'x'.repeat(1000)}`) }),
    );
    expect(cause).not.toMatch(/[\n\u202E]/);
    expect(cause.length).toBeLessThanOrEqual(300);
  });
});

describe('a result without run files', () => {
  const classes = (name: Parameters<typeof benchmark>[0]): string[] => [
    ...new Set(classifyBySummary(benchmark(name)).map((run) => `${run.class} ${run.certainty}`)),
  ];

  it('is taken as valid where tokens were counted', () => {
    expect(classes('benchmark-27tasks-2026.7.35.json')).toEqual(['valid likely']);
  });

  it('is not taken as valid if the gateway was never reached', () => {
    expect(classes('benchmark-gateway-unreachable.json')).toEqual(['harness-error likely']);
  });

  it('is not taken as valid if no token was counted and nothing was solved', () => {
    expect(classes('benchmark-provider-401.json')).toEqual(['no-answer likely']);
  });

  it('is taken as valid if no token was counted but tasks were solved', () => {
    const result = benchmark('benchmark-2tasks-pass.json');
    const tasks = result.task_results.map((task) => ({ ...task, mean_total_tokens: 0 }));
    expect(classifyBySummary({ ...result, task_results: tasks }).map((run) => run.class)).toEqual(
      Array(4).fill('valid'),
    );
  });

  it('doubts a run that used up its time without a token, where no task has tokens', () => {
    const result = benchmark('benchmark-2tasks-pass.json');
    const tasks = result.task_results.map((task, i) => ({
      ...task,
      mean_total_tokens: 0,
      ...(i === 0 && { scores: task.scores.map(() => 0), failure_mode_counts: { timeout: task.runs } }),
    }));
    expect(classifyBySummary({ ...result, task_results: tasks }).map((run) => run.class)).toEqual([
      'no-answer',
      'no-answer',
      'valid',
      'valid',
    ]);
  });

  it('is not taken as valid where the judge is part of the score and failed', () => {
    const result = benchmark('benchmark-2tasks-pass.json');
    const task_results = result.task_results.map((task, i) =>
      i === 0 ? { ...task, judge_error_count: 1 } : task,
    );
    const classesOf = (judge_affects_score: boolean): string[] => {
      const environment = { ...result.environment, judge_affects_score };
      return classifyBySummary({ ...result, environment, task_results }).map((run) => run.class);
    };
    expect(classesOf(true)).toEqual(['judge-error', 'judge-error', 'valid', 'valid']);
    expect(classesOf(false)).toEqual(Array(4).fill('valid'));
  });

  it('doubts the one task without tokens among tasks with tokens', () => {
    const result = benchmark('benchmark-2tasks-pass.json');
    const tasks = result.task_results.map((task, i) => (i === 0 ? { ...task, mean_total_tokens: 0 } : task));
    expect(classifyBySummary({ ...result, task_results: tasks }).map((run) => run.class)).toEqual([
      'no-answer',
      'no-answer',
      'valid',
      'valid',
    ]);
  });
});

describe('assessRuns', () => {
  it('gives one finding for each planned run, with the evidence of its shard', () => {
    const health = assessRuns({
      planned: [
        { taskId: 't1-bugfix-discount', runs: 2 },
        { taskId: 't2-other', runs: 1 },
      ],
      result: null,
      runFiles: new Map([[runKey('t1-bugfix-discount', 0), refused]]),
      tampered: new Set(),
      shards: [
        { tasks: ['t1-bugfix-discount'], gateway: responses(401), harness: new Map(), incidents: [] },
        {
          tasks: ['t2-other'],
          gateway: null,
          harness: new Map(),
          incidents: [{ kind: 'oom', detail: 'Killed.' }],
        },
      ],
    });
    expect(health.map((run) => [run.taskId, run.runIndex, run.class, run.code])).toEqual([
      ['t1-bugfix-discount', 0, 'provider-error', 401],
      ['t1-bugfix-discount', 1, 'not-run', null],
      ['t2-other', 0, 'oom', null],
    ]);
  });
});

describe('readRunCache', () => {
  const file = (path: string, name = 'run-cache-entry.json'): { path: string; bytes: Uint8Array } => ({
    path,
    bytes: bytesOf(name),
  });

  it('reads run files by their path and skips other files', () => {
    const { entries, problems } = readRunCache([
      file('fake_fake-1/v2-00/t1-bugfix-discount/run0.json'),
      file('fake_fake-1/v2-00/t1-bugfix-discount/run1.json', 'run-cache-entry-429-midway.json'),
      { path: 'x/y/run0.json.tmp', bytes: new Uint8Array() },
    ]);
    expect([...entries.keys()]).toEqual(['t1-bugfix-discount/run0', 't1-bugfix-discount/run1']);
    expect(problems).toEqual([]);
  });

  it('names and skips a file that is cut, lies about its place, or repeats a run', () => {
    const { entries, problems, unreadable } = readRunCache([
      file('m/v2-00/t1-bugfix-discount/run0.json'),
      file('m/v2-00/t1-bugfix-discount/run7.json'),
      file('m/v2-00/t2-other/run0.json'),
      { path: 'm/v2-00/t3-cut/run0.json', bytes: bytesOf('run-cache-entry.json').slice(0, 900) },
      { path: 'm/v2-00/t4-score/run0.json', bytes: encode({ ...answered, run_score: 7 }) },
      file('m/v2-01/t1-bugfix-discount/run0.json'),
    ]);
    expect(entries.size).toBe(1);
    expect([...unreadable.keys()]).toEqual(['t3-cut/run0', 't4-score/run0']);
    expect(problems).toEqual([
      'm/v2-00/t1-bugfix-discount/run7.json claims to be t1-bugfix-discount/run0; it was not used.',
      'm/v2-00/t2-other/run0.json claims to be t1-bugfix-discount/run0; it was not used.',
      'm/v2-00/t3-cut/run0.json is truncated: the JSON ends in the middle. The run was not used.',
      expect.stringContaining('m/v2-00/t4-score/run0.json is not a run of ClawBench: run_score'),
      'm/v2-01/t1-bugfix-discount/run0.json repeats a run of t1-bugfix-discount; the first file was used.',
    ]);
  });

  it('reads run files of newer harnesses', () => {
    const newer = {
      ...JSON.parse(textOf('run-cache-entry.json')),
      execution_status: 'complete',
      error_phase: null,
      evidence_path: '/e',
    };
    const entry = parseRunFile(encode(newer), 'run0.json');
    expect(entry).toMatchObject({ execution_status: 'complete' });
    // Only what is used stays in memory.
    expect(entry).not.toHaveProperty('evidence_path');
  });
});
