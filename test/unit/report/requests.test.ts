import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireLine } from '../../../src/protocol/wire.ts';
import { asText, html } from '../../../src/report/html/markup.ts';
import { requestsIn } from '../../../src/report/requests.ts';
import { wireSection } from '../../../src/report/web/wire-section.ts';
import { failure, request } from '../../fixtures/wire.ts';

const AT = Date.parse('2026-11-30T12:00:00Z');
const run = { task: 't1-greeting', run: 0 };

describe('requests to models', () => {
  test('are summed up by model, and those that failed or waited are listed', () => {
    const lines = [
      ...request({ id: 'a', at: AT, run }),
      ...request({ id: 'b', at: AT + 5000, run, closed: { waitedMs: 60_000, attempts: 3 }, tookMs: 62_000 }),
      ...request({ id: 'c', at: AT + 9000, run, closed: failure('http-error', { status: 429 }) }),
      ...request({ id: 'd', at: AT + 9500, opened: { model: 'gpt-5.6-luna' } }),
    ];
    const found = requestsIn(lines);
    expect(found?.models).toMatchObject([
      { model: 'openai/gpt-5.5', requests: 3, failed: 1, servedAs: ['gpt-5.5-2026-08-01'], tokensIn: 30_000 },
      { model: 'openai/gpt-5.6-luna', requests: 1, failed: 0 },
    ]);
    expect(found?.models[0]?.durationMs).toEqual([2000, 2000, 2000]);
    expect(found?.notable.map(({ afterMs, closed }) => [afterMs, closed?.outcome])).toEqual([
      [5000, 'complete'],
      [9000, 'http-error'],
    ]);
  });

  test('that were under way when their relay ended are lost', () => {
    const [opened] = request({ id: 'a', at: AT, run });
    const lines: WireLine[] = [opened!, { kind: 'started', at: AT + 500, restarts: 1 }];
    expect(requestsIn(lines)).toMatchObject({
      models: [{ requests: 1, failed: 1 }],
      notable: [{ afterMs: 0, closed: null }],
    });
  });

  test('are none without a line', () => {
    expect(requestsIn([])).toBeNull();
    expect(wireSection([], [])).toBeNull();
  });

  test('have a cost only if each has one', () => {
    const lines = [
      ...request({ id: 'a', at: AT }),
      ...request({ id: 'b', at: AT, closed: { costUsd: null } }),
    ];
    expect(requestsIn(lines)?.models[0]?.costUsd).toBeNull();
  });

  test('of any order and number keep within bounds', () => {
    const anyLine = fc.tuple(fc.nat(30), fc.boolean(), fc.nat(40)).map(([id, isOpened, model]) => {
      const pair = request({ id: `r${id}`, at: AT + id, opened: { model: `m${model}` } });
      return pair[isOpened ? 0 : 1]!;
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 200 }), (lines) => {
        const found = requestsIn(lines);
        expect(found?.models.length ?? 0).toBeLessThanOrEqual(20);
        for (const model of found?.models ?? []) expect(model.failed).toBeLessThanOrEqual(model.requests);
      }),
    );
  });

  test('name the task, and what hostile providers wrote is text', () => {
    const error = '<img src=x onerror=alert(1)>';
    const closed = failure('http-error', { error, providerRequestId: error, servedModel: error });
    const lines = [
      ...request({ id: 'a', at: AT, run, closed }),
      ...request({
        id: 'b',
        at: AT,
        run: { ...run, task: error },
        closed: failure('refused', { refusal: 'budget' }),
      }),
    ];
    const section = asText(html`${wireSection(lines, ['t1-greeting'])}`);
    expect(section).toContain('<a href="#task-t1-greeting">t1-greeting 1</a>');
    expect(section).toContain('not forwarded: a cap was reached');
    expect(section).not.toContain('<img');
  });
});
