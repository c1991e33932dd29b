import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { UserFilesBundle } from '../../src/protocol/pod.ts';
import { pod } from '../fixtures/sidecar-host.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const bundle: UserFilesBundle = {
  agent: [{ path: 'AGENTS.md', executable: false, base64: base64('be brief') }],
  tasks: [{ path: 't1-own/serve.sh', executable: true, base64: base64('#!/bin/sh') }],
};

/** A supervisor that is told to expect `announced`, or a bundle with that text. */
async function expecting(text: string): ReturnType<typeof pod> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return await pod({ env: { CLAWBENCH_GIVEN_SHA256: sha256, CLAWBENCH_ARGS: '["--no-randomize"]' } });
}

describe('files that are announced', () => {
  test('are waited for before the tasks are listed, and unpacked for the harness', async () => {
    const text = JSON.stringify(bundle);
    const host = await expecting(text);
    host.start();
    await host.until((state) => state.phase === 'booting');
    await sleep(1000);
    expect(host.state()?.tasks).toBeNull();
    writeFileSync(host.paths.userFiles, text);
    await host.until((state) => state.phase === 'ready');
    expect(readFileSync(path.join(host.paths.unpacked, 'agent/AGENTS.md'), 'utf8')).toBe('be brief');
    expect(statSync(path.join(host.paths.unpacked, 'tasks/t1-own/serve.sh')).mode & 0o111).not.toBe(0);
  });

  test.each([
    ['other than those', JSON.stringify({ agent: [] }), JSON.stringify(bundle)],
    ['that lead out of their place', JSON.stringify(leadingOut('../../escaped')), ''],
    ['with an absolute path', JSON.stringify(leadingOut('/../../escaped')), ''],
    ['that are no bundle', '[1]', ''],
  ])('%s end the shard with bad-config', async (_, written, announced) => {
    const host = await expecting(announced || written);
    host.start();
    writeFileSync(host.paths.userFiles, written);
    expect(await host.untilDone()).toMatchObject({
      reason: 'failed',
      failure: 'bad-config',
      message: expect.stringContaining('not those that the settings of this evaluation announce'),
    });
    expect(existsSync(path.join(host.paths.unpacked, '../escaped'))).toBe(false);
  });
});

function leadingOut(name: string): UserFilesBundle {
  return { agent: [{ path: name, executable: false, base64: '' }], tasks: null };
}
