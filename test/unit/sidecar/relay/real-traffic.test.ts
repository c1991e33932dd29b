import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAnswerReader } from '../../../../sidecar/relay/read-answer.ts';
import { readRequest } from '../../../../sidecar/relay/read-request.ts';
import type { WireApi } from '../../../../src/protocol/relay.ts';

/**
 * What OpenClaw sent in evaluations on the test cluster, and what the scripted model answered: the first turn of the model,
 * then of a task with two turns the first one, three requests of the second one, and the judge's. Most tools and most of each
 * system prompt are left out.
 */
const folder = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'wire');
const apis: Record<string, WireApi> = {
  completions: 'openai-completions',
  responses: 'openai-responses',
  anthropic: 'anthropic-messages',
  gemini: 'google-generative-ai',
};

interface Exchange {
  path: string;
  body: Record<string, unknown>;
  answer: string;
}

describe.each(readdirSync(folder))('traffic of %s', (name) => {
  const api = apis[name.split('-', 1)[0]!]!;
  const exchanges: Exchange[] = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const modelOf = (exchange: Exchange): string =>
    api === 'google-generative-ai'
      ? /\/models\/([^:]+):/.exec(exchange.path)![1]!
      : String(exchange.body['model']);
  const model = modelOf(exchanges[1]!);
  const judge = modelOf(exchanges[5]!);
  const models = { provider: 'p', model: `p/${model}`, judgeModel: `p/${judge}` };
  const requests = exchanges.map((exchange) =>
    readRequest(
      { api, path: exchange.path, body: { view: Buffer.from(JSON.stringify(exchange.body)) } },
      models,
    ),
  );

  it('is of the runs that it names', () => {
    const run = { task: 't4-code-word', run: 0, workspace: expect.stringMatching(/^[\da-f]{8}$/) as unknown };
    for (const facts of requests.slice(1, 5)) expect(facts.run).toMatchObject(run);
    // The judge's model has a first turn, too.
    const first = modelOf(exchanges[0]!) === model ? 'other' : 'judge';
    expect(requests.map(({ purpose }) => purpose)).toEqual([first, 'run', 'run', 'run', 'run', 'judge']);
    expect(new Set(requests.slice(1, 5).map((facts) => facts.model))).toEqual(new Set([model]));
    expect(requests.every(({ isStream, generates }) => isStream && generates)).toBe(true);
  });

  it('has two turns, named the same in both versions', () => {
    const turns = requests.slice(1, 5).map((facts) => facts.run?.turn);
    expect(turns).toEqual(['4bc48a22ea45', ...Array(3).fill('2c3f5cf0c58a')]);
  });

  it('is answered completely, by calls of tools until the turn is over', () => {
    const answers = exchanges.map(({ answer }, index) => {
      const reader = openAnswerReader(
        { api, status: 200, contentType: 'text/event-stream' },
        requests[index]!,
      );
      reader.push(Buffer.from(answer));
      return reader.end(true);
    });
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(6).fill('complete'));
    expect(answers.map(({ callsTool }) => callsTool)).toEqual([false, false, true, true, false, false]);
    expect(answers.slice(1, 5).every(({ servedModel }) => servedModel === model)).toBe(true);
    // Without being asked, a stream of chat completions has no usage.
    expect(answers.every(({ estimated }) => estimated === (requests[1]!.insert !== ''))).toBe(true);
  });
});
