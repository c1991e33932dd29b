import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const ACT_VERSION = 'v0.2.89';
const checkout = path.join(import.meta.dirname, '..', '..');

/** What a workflow step came to. */
export interface StepRun {
  /** Whether the job succeeded. */
  ok: boolean;
  /** Everything that was printed, without colours. */
  log: string;
  /** Outputs of the step with the action. */
  outputs: Record<string, string>;
}

export interface StepOptions {
  /** The `with:` of the step. */
  inputs: Record<string, string>;
  /** A directory whose files an earlier step brings, as actions/checkout does. */
  checkout?: string;
  /** What the runner has in its environment, for example ACTIONS_RUNTIME_TOKEN. */
  env?: Record<string, string>;
  /** For `${{ secrets.NAME }}` in the inputs. */
  secrets?: Record<string, string>;
  event?: { name: string; payload: object };
  /** Gets all that was printed so far, whenever there is more. */
  onOutput?: (output: string) => void;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** The program that runs workflows on this machine. */
export async function ensureAct(log: (line: string) => void): Promise<string> {
  return await ensureGoProgram('act', 'github.com/nektos/act', ACT_VERSION, log);
}

/** A program built once by the Go toolchain into the cache. */
export async function ensureGoProgram(
  name: string,
  module: string,
  version: string,
  log: (line: string) => void,
): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const program = path.join(cache, 'clawbench-k8s-action', `${name}-${version}`);
  if (existsSync(program)) return program;
  log(`Building ${name} ${version} (about a minute, once) …`);
  mkdirSync(path.dirname(program), { recursive: true });
  const directory = mkdtempSync(`${program}-`);
  try {
    const env = { ...process.env, GOBIN: directory, GOFLAGS: '-buildvcs=false' };
    await finish('go', ['install', '-trimpath', `${module}@${version}`], { env });
    // Another process may build it too, or run it already.
    renameSync(path.join(directory, name), program);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return program;
}

/**
 * Runs a workflow with the step `uses: clawbench/k8s-action@v1`, as a user's repository would have it: on this machine,
 * as the runner does, with this checkout's committed dist/ as the action.
 */
export async function runStep(act: string, options: StepOptions): Promise<StepRun> {
  const directory = mkdtempSync(path.join(tmpdir(), 'clawbench-step-'));
  const file = (name: string): string => path.join(directory, name);
  try {
    const event = options.event ?? { name: 'push', payload: {} };
    mkdirSync(file('repository/.github/workflows'), { recursive: true });
    writeFileSync(
      file('repository/.github/workflows/gate.yml'),
      workflow(event.name, options, file('outputs.json')),
    );
    writeFileSync(file('event.json'), JSON.stringify(event.payload));
    writeFileSync(file('secrets'), envFile(options.secrets ?? {}), { mode: 0o600 });
    writeFileSync(file('env'), envFile(options.env ?? {}), { mode: 0o600 });
    for (const args of [
      ['init', '-q'],
      ['remote', 'add', 'origin', 'https://github.com/octo/repo'],
      ['add', '-A'],
      ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'x'],
    ]) {
      await finish('git', args, { cwd: file('repository') });
    }
    exportAction(file('action'));
    const flags = {
      platform: 'ubuntu-latest=-self-hosted',
      'local-repository': `clawbench/k8s-action@v1=${file('action')}`,
      eventpath: file('event.json'),
      'secret-file': file('secrets'),
      'env-file': file('env'),
      'action-cache-path': file('cache'),
    };
    const args = [event.name, ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value])];
    const { code, output } = await collect(act, args, file('repository'), options);
    return {
      ok: code === 0,
      log: output,
      outputs: existsSync(file('outputs.json')) ? JSON.parse(readFileSync(file('outputs.json'), 'utf8')) : {},
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** JSON is YAML, and quotes what needs quoting. */
function workflow(event: string, { inputs, checkout: files }: StepOptions, outputsFile: string): string {
  return JSON.stringify({
    on: event,
    jobs: {
      gate: {
        'runs-on': 'ubuntu-latest',
        permissions: { contents: 'read', 'pull-requests': 'write' },
        steps: [
          ...(files === undefined
            ? []
            : [{ run: `${bringsGit(files) ? 'rm -rf .git && ' : ''}cp -R '${files}/.' .` }]),
          { id: 'eval', uses: 'clawbench/k8s-action@v1', with: inputs },
          {
            if: 'always()',
            env: { OUTPUTS: '${{ toJSON(steps.eval.outputs) }}' },
            run: `printf %s "$OUTPUTS" > '${outputsFile}'`,
          },
        ],
      },
    },
  });
}

/** Whether the files are a checkout with its history, and not added to that of the workflow. */
function bringsGit(files: string): boolean {
  return existsSync(path.join(files, '.git'));
}

/** What GitHub hands to a runner of the action: the committed files it works with, and none of the others. */
function exportAction(directory: string): void {
  for (const name of ['action.yml', 'package.json', 'dist', 'manifests', 'sidecar']) {
    cpSync(path.join(checkout, name), path.join(directory, name), { recursive: true });
  }
}

/** One NAME=value a line; values with line breaks are quoted as dotenv reads them. */
function envFile(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}

async function collect(
  command: string,
  args: string[],
  cwd: string,
  options: StepOptions,
): Promise<{ code: number | null; output: string }> {
  // The runner's node is the one that runs this.
  const env = {
    ...process.env,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
  const timeout = options.timeoutMs ?? 15 * 60_000;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout });
  options.signal?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      // oxlint-disable-next-line no-control-regex -- colours start with ESC
      const text = chunk.toString().replaceAll(/\u001b\[[0-9;]*m/g, '');
      output += text;
      options.onOutput?.(output);
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

async function finish(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed with exit code ${code}.`);
}
