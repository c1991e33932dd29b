import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('publishes the JSON Schemas the program validates with', async () => {
  const script = new URL('../../scripts/schemas.ts', import.meta.url);
  const { stderr } = await promisify(execFile)(process.execPath, [script.pathname, '--check']);
  expect(stderr).toBe('');
});
