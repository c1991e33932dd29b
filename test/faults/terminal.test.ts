import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type RunningServer } from '../fakes/server.ts';

const entry = join(import.meta.dirname, '..', '..', 'src', 'index.ts');
/** How long the program waits before it is stopped. */
const SHOWN_MS = 1500;
const ERASE = '\r\u001b[K';

let server: RunningServer;
let kubeconfig: string;
let asked = (): void => undefined;

beforeAll(async () => {
  // Takes every request and answers none: the program waits.
  server = await listen(() => asked());
  kubeconfig = join(mkdtempSync(join(tmpdir(), 'terminal-')), 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'a', cluster: { server: server.url } }],
    users: [{ name: 'a', user: {} }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    'current-context': 'a',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
});

afterAll(() => server.stop());

/** The command line on a pseudo terminal, until it waits; then Ctrl-C. */
async function onTerminal(
  columns: number,
  env: Record<string, string>,
): Promise<{ code: number | null; screen: string; frames: number }> {
  const waiting = new Promise<void>((resolve) => (asked = resolve));
  const start = `globalThis.clawbenchCommandLine = true; await import(${JSON.stringify(entry)});`;
  const program = [process.execPath, '--input-type=module', '-e', start, '--', 'x', 'eval', '--verbose'];
  const command = `stty cols ${columns}; exec ${program.map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    env: {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      TERM: 'xterm',
      KUBECONFIG: kubeconfig,
      OPENAI_API_KEY: 'sk-canary-0123456789',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()));
  await waiting;
  await sleep(SHOWN_MS);
  child.stdin.write('\u0003');
  const [code] = await once(child, 'close');
  return { code, screen, frames: screen.match(/Checking/g)?.length ?? 0 };
}

test('on a terminal the status is redrawn in place, and nothing is left of it after Ctrl-C', async () => {
  const { code, screen, frames } = await onTerminal(80, { LANG: 'C.UTF-8' });
  expect(screen).toContain('\r⠋ Checking the cluster\u001b[K');
  expect(frames).toBeGreaterThan(2);
  expect(frames).toBeLessThanOrEqual(1 + (SHOWN_MS + 5000) / 100);
  const [last] = screen.split(ERASE).slice(-1);
  expect(last).toContain('You stopped it.');
  expect(last).not.toContain('Checking');
  // The cursor was never hidden, so that nothing can leave it so.
  expect(screen).not.toContain('\u001b[?25');
  expect(code).toBe(4);
});

test('on a narrow terminal it is cut, so that it never wraps', async () => {
  const { screen } = await onTerminal(16, {});
  expect(screen).toContain('\r| Checking the~\u001b[K');
});

test.each([{ CI: 'true' }, { NO_COLOR: '1' }, { TERM: 'dumb' }])(
  'with %o there are plain lines on a terminal too',
  async (env) => {
    const { code, screen } = await onTerminal(80, env);
    expect(screen).not.toContain('Checking the cluster');
    expect(screen).not.toContain(ERASE);
    expect(screen).toContain('You stopped it.');
    expect(code).toBe(4);
  },
);
