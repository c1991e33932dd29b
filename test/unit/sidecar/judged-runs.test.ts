import { describe, expect, it } from 'vitest';
import { mayPass, runJudge } from '../../../sidecar/judged-runs.ts';
import { openRelayView, type RelayView } from '../../../sidecar/relay-view.ts';
import type { RunFile } from '../../../sidecar/run-files.ts';
import type { WireFault } from '../../../src/protocol/wire-faults.ts';
import { openWireRuns, type WireTry } from '../../../src/protocol/wire-runs.ts';
import type { RequestClosed } from '../../../src/protocol/wire.ts';
import { relayPages, relayState } from '../../fixtures/relay-pages.ts';

const MODEL = 'custom/m';
const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

interface Request extends Partial<RequestClosed> {
  run: number;
  workspace: string;
  turn?: string;
}

/** As the relay tells them, after requests that took a second each. */
function triesAfter(requests: readonly Request[]): WireTry[] {
  const runs = openWireRuns(MODEL);
  for (const [index, { run, workspace, turn = 'one', ...end }] of requests.entries()) {
    const at = index * 1000;
    const id = String(index);
    const ofRun = { task: 't', run, workspace, turn };
    const from = { provider: 'custom', api: 'openai-completions' as const, model: 'm' };
    runs.add({ kind: 'opened', id, at, ...from, purpose: 'run', run: ofRun, requestBytes: 1 });
    runs.add({
      kind: 'closed',
      id,
      at: at + 900,
      outcome: 'complete',
      refusal: null,
      status: 200,
      error: null,
      firstByteAt: at + 100,
      silentMs: 0,
      attempts: 1,
      waitedMs: 0,
      retryAfterMs: null,
      servedModel: 'm',
      finishReason: 'stop',
      callsTool: false,
      tokens: none,
      estimated: false,
      costUsd: 0,
      responseBytes: 1,
      providerRequestId: null,
      ...end,
    });
  }
  return runs.tries();
}

const file = (run: number, valid = true, durationMs = 0): RunFile => ({
  path: `m/v2-0/t/run${run}.json`,
  task: 't',
  run,
  valid,
  validIfStopped: valid,
  isUnjudged: false,
  score: 1,
  durationMs,
  tokens: 0,
  costUsd: 0,
});

async function judged(
  files: RunFile[],
  requests: readonly Request[] | null,
  stopped: readonly string[] = [],
  judgeScores = false,
): Promise<{ valid: Record<number, boolean>; faults: Record<string, string> }> {
  const pages = requests === null ? {} : { '/-/runs': triesAfter(requests) };
  const relay = openRelayView((await relayPages(pages)).env);
  const judge = runJudge({
    relay,
    read: () => Promise.resolve(files),
    isStopped: (key) => stopped.includes(key),
    isSeeded: (name) => name === 'm/v2-0/t/run9.json',
    judgeScores,
    turnLimitMs: 180_000,
  });
  const { files: after, faults } = await judge();
  return {
    valid: Object.fromEntries(after.map(({ run, valid }) => [run, valid])),
    faults: Object.fromEntries([...faults].map(([key, fault]) => [key, fault.class])),
  };
}

describe('the runs of a shard', () => {
  it('are judged by the wire: a failed turn spoils one, and words of the transcript do not', async () => {
    const requests: Request[] = [
      { run: 0, workspace: 'a' },
      { run: 1, workspace: 'b', outcome: 'network', status: null },
    ];
    expect(await judged([file(0, false), file(1, true)], requests)).toEqual({
      valid: { 0: true, 1: false },
      faults: { 't/1': 'provider-error' },
    });
  });

  it('are judged by their last try', async () => {
    const requests: Request[] = [
      { run: 0, workspace: 'a', outcome: 'http-error', status: 503 },
      { run: 0, workspace: 'b' },
      { run: 1, workspace: 'c' },
      { run: 1, workspace: 'd', outcome: 'cut-stream' },
    ];
    expect((await judged([file(0), file(1)], requests)).valid).toEqual({ 0: true, 1: false });
  });

  it('are not made again for a workspace that a program of an agent made up', async () => {
    const requests: Request[] = [
      { run: 0, workspace: 'a', callsTool: true },
      { run: 0, workspace: 'forged', outcome: 'http-error', status: 400 },
      { run: 0, workspace: 'a' },
    ];
    expect(await judged([file(0)], requests)).toEqual({ valid: { 0: true }, faults: {} });
  });

  it('are the model’s failure where the harness stopped them for their time, unless waiting took it', async () => {
    const gone = { outcome: 'client-gone', status: null } as const;
    const requests: Request[] = [
      { run: 0, workspace: 'a', ...gone },
      { run: 1, workspace: 'b', ...gone, waitedMs: 8000 },
      { run: 2, workspace: 'c', ...gone },
    ];
    expect(await judged([file(0), file(1), file(2)], requests, ['t/0', 't/1'])).toEqual({
      valid: { 0: true, 1: false, 2: false },
      faults: { 't/1': 'rate-limited', 't/2': 'dead-turn' },
    });
  });

  it('are the model’s failure where a tool ran until the limit of the turn, and no word of the harness says so', async () => {
    const requests: Request[] = [
      { run: 0, workspace: 'a', callsTool: true },
      { run: 1, workspace: 'b', callsTool: true },
      { run: 2, workspace: 'c', callsTool: true },
    ];
    expect(await judged([file(0, true, 181_000), file(1, true, 20_000), file(2)], requests)).toEqual({
      valid: { 0: true, 1: false, 2: false },
      faults: { 't/1': 'dead-turn', 't/2': 'dead-turn' },
    });
  });

  it('are judged by their transcripts where the wire knows nothing of them, or the relay does not answer', async () => {
    expect((await judged([file(0, false), file(1)], [])).valid).toEqual({ 0: false, 1: true });
    expect((await judged([file(0, false), file(1)], null)).valid).toEqual({ 0: false, 1: true });
  });

  it('may lack the last answer where the harness stopped them, or an earlier evaluation judged them', async () => {
    const cut = [0, 1, 9].map((run) => ({ ...file(run, false), validIfStopped: true }));
    expect((await judged(cut, [], ['t/0'])).valid).toEqual({ 0: true, 1: false, 9: true });
    const failed = [{ ...file(0, false), validIfStopped: false }];
    expect((await judged(failed, [], ['t/0'])).valid).toEqual({ 0: false });
  });

  it.each([
    ['where the wire knows them', [{ run: 0, workspace: 'a' }]],
    ['where a transcript has to do', []],
  ])('are made again without a judgement if it is part of the score, %s', async (_, requests) => {
    const unjudged = { ...file(0), isUnjudged: true };
    expect((await judged([unjudged, file(1)], requests, [], true)).valid).toEqual({ 0: false, 1: true });
    expect((await judged([unjudged], requests, [], false)).valid).toEqual({ 0: true });
  });

  it('are not judged by what is no answer of a relay', async () => {
    const { env } = await relayPages({
      '/-/runs': [{ task: 't', run: 0, turns: [null], spent: {}, openedAt: 0 }],
    });
    const judge = runJudge({
      relay: openRelayView(env),
      read: () => Promise.resolve([file(0)]),
      isStopped: () => false,
      isSeeded: () => false,
      judgeScores: false,
      turnLimitMs: 1000,
    });
    expect((await judge()).files).toEqual([file(0)]);
  });

  it('keep their judgement', async () => {
    const { env, pages } = await relayPages({
      '/-/runs': triesAfter([{ run: 0, workspace: 'a', outcome: 'empty' }]),
    });
    const files = [file(0)];
    const judge = runJudge({
      relay: openRelayView(env),
      read: () => Promise.resolve(files),
      isStopped: () => false,
      isSeeded: () => false,
      judgeScores: false,
      turnLimitMs: 1000,
    });
    expect((await judge()).files[0]?.valid).toBe(false);
    pages['/-/runs'] = [];
    expect((await judge()).files[0]?.valid).toBe(false);
  });

  it.each<[WireFault['class'], WireFault['code'], boolean]>([
    ['rate-limited', null, true],
    ['provider-error', 'network', true],
    ['provider-error', 429, true],
    ['provider-error', 503, true],
    ['provider-error', 401, false],
    ['provider-error', 'wrong-model', false],
    ['dead-turn', null, false],
    ['relay-lost', null, false],
  ])('may fare better later after %s %s: %s', (kind, code, expected) => {
    expect(mayPass({ class: kind, code, cause: '' })).toBe(expected);
  });
});

describe('the view of the relay', () => {
  const open = async (pages: Record<string, unknown>): Promise<RelayView | null> =>
    openRelayView((await relayPages(pages)).env);

  it('is none where there is no relay', () => {
    expect(openRelayView({})).toBeNull();
  });

  it('keeps the last state while the relay is restarted', async () => {
    const { env, pages } = await relayPages({ '/-/state': relayState({ requests: 3 }) });
    const view = openRelayView(env);
    await view?.look();
    delete pages['/-/state'];
    await view?.look();
    expect(view?.state?.requests).toBe(3);
  });

  it.each([
    {},
    [],
    { ...relayState(), tokens: {} },
    { ...relayState(), costUsd: '1' },
    { ...relayState(), cap: 1 },
  ])('takes nothing else for a state: %j', async (page) => {
    const view = await open({ '/-/state': page });
    await view?.look();
    expect(view?.state).toBeNull();
  });
});
