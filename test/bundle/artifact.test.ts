import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startResultsService } from '../fakes/results-service.ts';
import { dist } from './command.ts';

const fixture = join(import.meta.dirname, '..', 'fixtures', 'results', 'benchmark-2tasks-pass.json');

test('the bundle has all of the artifact client: what a step judges is uploaded', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'step-'));
  const results = await startResultsService({ directory });
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map((name) => [name, join(directory, name)]),
  );
  for (const file of Object.values(files)) writeFileSync(file, '');
  const step = spawn(process.execPath, [join(dist, 'index.js')], {
    env: {
      HOME: directory,
      RUNNER_TEMP: directory,
      ...files,
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '1',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_EVENT_NAME: 'push',
      ...results.env,
      INPUT_MODE: 'verdict',
      INPUT_RESULT: fixture,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  step.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(step, 'close');
  expect(code, output).toBe(0);
  expect(output).not.toContain('::warning title=No artifact');
  const [all, page] = results.artifacts();
  expect(page).toMatchObject({ name: `${all?.name}.html`, mimeType: 'text/html' });
  // Its charts need a chunk of their own.
  expect(readFileSync(page!.file, 'utf8')).toContain('class="plot wide"');
  await results.stop();
});
