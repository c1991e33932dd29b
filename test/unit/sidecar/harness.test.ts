import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Harness, openHarness } from '../../../sidecar/harness.ts';
import type { HarnessExit } from '../../../sidecar/harness-process.ts';
import { harnessEnv } from '../../../sidecar/harness-env.ts';
import { readConfig } from '../../../sidecar/config.ts';
import { pathsBelow } from '../../../sidecar/paths.ts';
import { checkout } from '../../fixtures/checkout.ts';

const sidecar = path.join(checkout, 'sidecar');
const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
}).trim();
const never = new AbortController().signal;

const open: Harness[] = [];
const roots: string[] = [];
afterEach(() => {
  for (const harness of open.splice(0)) harness.close();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** An image whose command line is this code; `loaded` is what its modules do when they are imported. */
async function image(main: string, loaded = ''): Promise<{ harness: Harness; root: string }> {
  const root = mkdtempSync(path.join(tmpdir(), 'harness-'));
  roots.push(root);
  mkdirSync(path.join(root, 'clawbench'));
  writeFileSync(path.join(root, 'clawbench/__init__.py'), '');
  const code = main.trim().replaceAll('\n', '\n    ');
  writeFileSync(path.join(root, 'clawbench/cli.py'), `import os, sys\n${loaded}\ndef main():\n    ${code}\n`);
  mkdirSync(path.join(root, 'bin'));
  writeFileSync(
    path.join(root, 'bin/clawbench'),
    `#!${python}\nimport sys\nfrom clawbench.cli import main\nsys.exit(main())\n`,
  );
  chmodSync(path.join(root, 'bin/clawbench'), 0o755);
  const env = {
    PATH: `${path.join(root, 'bin')}:${process.env['PATH']}`,
    PYTHONPATH: root,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    CANARY: 'kept',
  };
  const harness = await openHarness(env, sidecar);
  open.push(harness);
  return { harness, root };
}

/** What the kernel says of a process; '' if it is gone, Z if only its parent still has to take note. */
function stateOf(pid: number): string {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) ? (/\) (\S)/.exec(readFileSync(file, 'utf8'))?.[1] ?? '') : '';
}

type Ended = HarnessExit & { output: string };

async function run(harness: Harness, shim?: string): Promise<Ended> {
  const chunks: Uint8Array[] = [];
  const onOutput = async (chunk: Uint8Array): Promise<void> => void chunks.push(chunk);
  const running = await harness.start(['run', '-m', 'x y'], { shim, onOutput }, never);
  const exit = await running.exit;
  return { ...exit, output: Buffer.concat(chunks).toString('utf8') };
}

/** Waits until what was prepared has loaded: it answers. */
const loaded = async (harness: Harness): Promise<string> => await harness.listTasks(20_000, never);

const listing = `
if sys.argv[1:] == ['list-tasks']:
    print('  t1-a tier1 - clear public_dev tools')
    return 0
`;
/** All of a process that a harness may look at. */
const facts = `${listing}
import json, atexit, subprocess
main = sys.modules['__main__']
atexit.register(lambda: print('bye'))
print(json.dumps([sys.argv, main.__name__, main.__file__, main.__spec__, sys.path, os.getcwd(), sys.stdin.read()]))
print(json.dumps([dict(os.environ), os.getpgrp() == os.getpid(), sorted(os.listdir('/proc/self/fd'))[:3]]))
subprocess.run(['sh', '-c', 'echo of a child; ls /proc/self/fd | wc -l'])
print('to the error stream', file=sys.stderr)
`;

describe('a harness that was loaded before', () => {
  test.each([
    ['all it can see', `${facts}\nreturn 0`],
    ['an exit code', `${listing}\nprint('now')\nsys.exit(3)`],
    ['an exit with words', `${listing}\nsys.exit('no such model')`],
    [
      'an exception',
      `${listing}\ntry:\n    open('/none')\nexcept OSError as error:\n    raise ValueError('no tasks') from error`,
    ],
    ['a signal', `${listing}\nprint('now')\nos.kill(os.getpid(), 15)`],
  ])('is the same process as one that is started, down to %s', async (_, main) => {
    const { harness } = await image(main);
    const started = await run(harness);
    harness.prepare();
    expect(await loaded(harness)).toContain('t1-a');
    const prepared = await run(harness);
    expect(prepared).toEqual(started);
    expect(started.output).not.toBe('');
  });

  test('has its modules loaded once, before it is told to run', async () => {
    const { harness } = await image(
      `${listing}\nprint(open(os.environ['PYTHONPATH'] + '/loads').read())\nreturn 0`,
      "open(os.environ['PYTHONPATH'] + '/loads', 'a').write('loaded ')",
    );
    harness.prepare();
    await loaded(harness);
    expect((await run(harness)).output.trim()).toBe('loaded');
  });

  test('is run by the shim where OpenClaw needs that', async () => {
    const main = `${listing}\nprint(sys.argv, sys.path[0], sys.modules['__main__'].__file__)\nreturn 0`;
    const { harness, root } = await image(main);
    const shim = path.join(root, 'shim.py');
    writeFileSync(shim, "from clawbench.cli import main\nprint('shim', __name__)\nmain()\n");
    const started = await run(harness, shim);
    harness.prepare();
    await loaded(harness);
    expect(await run(harness, shim)).toEqual(started);
    expect(started.output).toContain('shim __main__');
  });

  test('is used up by one run; the next is started as ever', async () => {
    const { harness } = await image(`${listing}\nprint('ran')\nreturn 0`);
    harness.prepare();
    expect([await run(harness), await run(harness)].map(({ output }) => output)).toEqual(['ran\n', 'ran\n']);
  });

  test('ends with everything it started', async () => {
    const { harness } = await image(
      `${listing}\nimport subprocess, time\nprint(subprocess.Popen(['sleep', '60']).pid)\ntime.sleep(60)`,
    );
    harness.prepare();
    let output = '';
    const first = Promise.withResolvers<void>();
    const onOutput = async (chunk: Uint8Array): Promise<void> => {
      output += Buffer.from(chunk).toString();
      first.resolve();
    };
    const running = await harness.start(['run'], { shim: undefined, onOutput }, never);
    await first.promise;
    await running.stop(1000);
    expect(await running.exit).toEqual({ code: null, signal: 'SIGTERM' });
    // The same signal went to all of them, but each ends in its own time.
    await expect.poll(() => stateOf(Number(output))).toMatch(/^[ZX]?$/);
  });
});

describe('what an image says of itself', () => {
  const tasks =
    "open(os.path.dirname(__file__) + '/tasks.py', 'w').write('TASKS_DIR = \"/app/tasks-public\"')";

  test.each(['loaded before', 'started'])('is its version and where its tasks are (%s)', async (how) => {
    const { harness, root } = await image(listing, tasks);
    writeFileSync(path.join(root, 'clawbench/__init__.py'), "print('hello')\n__version__ = '0.4.0.dev1'\n");
    if (how === 'loaded before') harness.prepare();
    await loaded(harness);
    const said = { version: '0.4.0.dev1', tasks: '/app/tasks-public' };
    expect(await harness.facts(20_000, never)).toEqual(said);
    expect(await harness.facts(20_000, never)).toEqual(said);
  });

  test('is unknown where it does not say it, and stops nothing', async () => {
    const unknown = { version: null, tasks: null };
    const { harness, root } = await image(listing);
    harness.prepare();
    expect(await harness.facts(20_000, never)).toEqual(unknown);
    writeFileSync(path.join(root, 'clawbench/__init__.py'), 'import time\ntime.sleep(60)\n');
    const silent = await openHarness(
      { PATH: `${root}/bin:${process.env['PATH']}`, PYTHONPATH: root },
      sidecar,
    );
    open.push(silent);
    expect(await silent.facts(1500, never)).toEqual(unknown);
    writeFileSync(path.join(root, 'bin/clawbench'), '#!/bin/sh\necho ran\n');
    const other = await openHarness({ PATH: `${root}/bin:${process.env['PATH']}` }, sidecar);
    open.push(other);
    expect(await other.facts(20_000, never)).toEqual(unknown);
  });
});

describe('what code of agents left in the home of the harness', () => {
  test('is not run by Python, loaded before or started', async () => {
    const { root } = await image(`${listing}\nprint('ran')\nreturn 0`);
    const version = execFileSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    const site = path.join(root, `.local/lib/python${version.toString().trim()}/site-packages`);
    mkdirSync(site, { recursive: true });
    writeFileSync(path.join(site, 'usercustomize.py'), "print('planted')\n");
    const env = {
      PATH: `${path.join(root, 'bin')}:${process.env['PATH']}`,
      PYTHONPATH: root,
      PYTHONDONTWRITEBYTECODE: '1',
      HOME: root,
    };
    // Without our environment it is: else this test would show nothing.
    const program = path.join(root, 'bin/clawbench');
    expect(execFileSync(program, ['run'], { encoding: 'utf8', env })).toBe('planted\nran\n');

    const settings = { CLAWBENCH_MODEL: 'custom/m', CLAWBENCH_RUNS: '1', OPENCLAW_GATEWAY_TOKEN: 'token' };
    const config = readConfig(settings, root);
    const harness = await openHarness(harnessEnv({ config, env, paths: pathsBelow(root) }), sidecar);
    open.push(harness);
    expect(await run(harness)).toMatchObject({ code: 0, output: 'ran\n' });
    harness.prepare();
    expect(await loaded(harness)).toBe('  t1-a tier1 - clear public_dev tools\n');
    expect(await run(harness)).toMatchObject({ code: 0, output: 'ran\n' });
  });
});

describe('what is odd about the loading', () => {
  const ran = { code: 0, signal: null, output: 'ran\n' };
  test.each([
    ['modules that fail to load alone', "if 'clawbench' not in sys.argv[0]: raise ImportError('not so')"],
    ['modules that end the process', "if sys.argv[0].endswith('warm_harness.py'): os._exit(0)"],
    [
      'modules that print a lot',
      "if sys.argv[0].endswith('warm_harness.py'): print('x' * 100_000); os.kill(os.getpid(), 9)",
    ],
    ['modules that close its channel', "if sys.argv[0].endswith('warm_harness.py'): os.close(3)"],
  ])('(%s) is neither seen nor felt', async (_, code) => {
    const { harness } = await image(`${listing}\nprint('ran')\nreturn 0`, code);
    harness.prepare();
    expect(await harness.listTasks(20_000, never)).toContain('t1-a');
    harness.prepare();
    expect(await run(harness)).toEqual(ran);
  });

  test('(a program in another language) is neither seen nor felt', async () => {
    const { root } = await image('pass');
    writeFileSync(path.join(root, 'bin/clawbench'), '#!/bin/sh\necho ran\n');
    const harness = await openHarness({ PATH: `${root}/bin:${process.env['PATH']}` }, sidecar);
    open.push(harness);
    harness.prepare();
    expect(await harness.listTasks(20_000, never)).toBe('ran\n');
    expect(await run(harness)).toEqual(ran);
  });

  test('(a list that fails) is told as ever', async () => {
    const { harness } = await image("sys.exit('the tasks are broken')");
    harness.prepare();
    await expect(harness.listTasks(20_000, never)).rejects.toThrow(
      '`clawbench list-tasks` failed (1): the tasks are broken.',
    );
  });

  test('(a list that never ends) is told after its time, and nothing of it stays', async () => {
    const { harness } = await image('import time\ntime.sleep(60)');
    harness.prepare();
    await expect(harness.listTasks(1500, never)).rejects.toThrow('did not end within 1.5 s');
  });
});
