import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProgramRun, runProgram } from '../../src/cluster/program.ts';

describe('a program that is stopped', () => {
  let directory: string;
  let file: (name: string) => string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'stopped-program-'));
    file = (name) => path.join(directory, name);
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  /** Stops a shell script as soon as it has written its child's pid. */
  async function stopped(script: string): Promise<{ ran: Promise<ProgramRun | 'missing'>; child: number }> {
    const stopping = new AbortController();
    const options = { env: process.env, signal: stopping.signal, timeoutMs: 60_000 };
    const ran = runProgram('sh', ['-c', script, 'sh', directory], options);
    ran.catch(() => undefined);
    while (!existsSync(file('child')) || readFileSync(file('child'), 'utf8') === '') await sleep(10);
    stopping.abort(new Error('stopped'));
    return { ran, child: Number(readFileSync(file('child'), 'utf8')) };
  }

  /** One that ended but that nobody waited for does not count. */
  const isAlive = (pid: number): boolean =>
    existsSync(`/proc/${pid}`) && !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

  it('lets its child processes finish', async () => {
    const { ran } = await stopped('sh -c "echo \\$\\$ >$1/child; sleep 1; : >$1/done" & wait');
    await expect(ran).rejects.toThrow('stopped');
    expect(existsSync(file('done'))).toBe(true);
  });

  it('is not over before its child processes are, even if they ignore signals', async () => {
    const { ran, child } = await stopped(
      `sh -c 'trap "" TERM; echo $$ >$0/child; sleep 60 & wait; sleep 60' $1 & wait`,
    );
    const begunMs = Date.now();
    await expect(ran).rejects.toThrow('stopped');
    expect(isAlive(child)).toBe(false);
    expect(Date.now() - begunMs).toBeLessThan(6000);
  });

  it('is not waited for if a process that left it keeps its output open', async () => {
    const { ran, child } = await stopped(`setsid sh -c 'echo $$ >$0/child; exec sleep 30' $1 & wait`);
    await expect(ran).rejects.toThrow('stopped');
    expect(isAlive(child)).toBe(true);
    process.kill(child, 'SIGKILL');
  });
});
