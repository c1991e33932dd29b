import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openRunsPage } from '../../../../sidecar/relay/runs-page.ts';

const run = { task: 'tâche', run: 0, workspace: 'a', turn: 'one' };
const opened = (id: string): string =>
  `${JSON.stringify({ kind: 'opened', id, at: 1, provider: 'p', api: 'openai-completions', model: 'm', purpose: 'run', run, requestBytes: 1 })}\n`;

it('tells the tries of runs as far as the journal has them, also where a line is only half written', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'runs-page-')), 'wire.jsonl');
  const page = openRunsPage(file, 'p/m');
  expect(page()).toEqual([]);
  const bytes = Buffer.from(opened('1'));
  const half = bytes.indexOf('â') + 1;
  appendFileSync(file, bytes.subarray(0, half));
  expect(page()).toEqual([]);
  appendFileSync(file, bytes.subarray(half));
  expect(page()).toMatchObject([{ task: 'tâche', spent: { requests: 1 }, turns: [{ end: 'open' }] }]);
  appendFileSync(file, `${JSON.stringify({ kind: 'started', at: 2, restarts: 1 })}\n${opened('2')}`);
  expect(page()).toMatchObject([{ spent: { requests: 2 } }]);
  // A relay that is started again reads what came before it.
  expect(openRunsPage(file, 'p/m')()).toEqual(page());
});
